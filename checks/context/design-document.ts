/**
 * Changes without a design document, or with one that leaves its sections empty.
 *
 * Why: the differential shows what was decided; only the document holds what else was weighed, what may go wrong and who owns it.
 *
 * A document counts when this change adds or edits it (`paths`), when the title, the description, the branch or a commit
 * names its path, or links it: Google Docs, Confluence, Notion, wikis and RFC repositories are known, `addresses` are
 * your own forms (RE2 syntax), and on a line that says `Design:` or `RFC:` every link counts. A path has to exist at head
 * or base. A Markdown document is read: sections of the template that are missing or empty, and words that nobody
 * replaced (`<team>`, `TODO`), are findings at their line. Headings may be numbered, of any level, and called otherwise
 * (`Background` for `Context`). `template` names a template of your own, whose headings of level 2 are asked for unless
 * `<!-- optional -->` stands below; `<!-- also: … -->` adds names.
 *
 * Bad:
 * ```text
 * title: Route the new office
 *
 * Adds the two routes.
 * ```
 *
 * Good:
 * ```text
 * title: Route the new office
 *
 * Adds the two routes.
 *
 * Design: https://docs.example.com/d/office-network
 * ```
 *
 * Mend: run `plumbline new design-doc`, or link the document in the description; a link needs no push.
 *
 * Waive: in `.github/plumbline.yml`, bind the rule to `paths` that deserve a design; in a document, `<!-- plumbline-disable-file context/design-document -- reason -->`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { addressesOption, documentPaths, templateOption } from "./document/options.ts";
import type { ExamplePath } from "./document/example-path.ts";
import type { FoundDocuments } from "./document/find-document.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, inOption, listPlaces, noRequest } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    paths: documentPaths([
      "**/design/**",
      "**/designs/**",
      "**/design-docs/**",
      "**/rfc/**",
      "**/rfcs/**",
      "**/adr/**",
      "**/adrs/**",
      "**/proposals/**",
      "**/decisions/**",
    ]),
    addresses: addressesOption,
    template: templateOption,
    in: inOption,
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["paths", "addresses", "template", "in", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type DesignDocumentOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<DesignDocumentOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

const label = /\b(?:design(?: ?doc(?:ument)?)?|rfc|adr|proposal)\b/i;

async function look(
  differential: Differential,
  { options }: DifferentialContext<DesignDocumentOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;

  const { findDocuments } = await import("./document/find-document.ts");
  const found = await findDocuments(differential, options, label);
  const { judgeFound } = await import("./document/judge-found.ts");
  const judged = await judgeFound(differential, found, { template: options.template, name: "design-doc", kind });
  if (judged !== undefined) return judged;
  if (!differential.request) return { findings: [], skipped: noRequest, gaps: found.gaps };
  if (found.gaps.length > 0) return { findings: [], gaps: found.gaps };
  const { examplePath } = await import("./document/example-path.ts");
  return { findings: [missing(differential, options, found, await examplePath(differential, options.paths))] };
}

const kind = "design document";

function missing(
  differential: Differential,
  { in: places }: DesignDocumentOptions,
  { files }: FoundDocuments,
  example: ExamplePath | undefined,
): Finding {
  const [nowhere] = files;
  const isText = places.includes("body");
  const where = isText ? "in the description" : `in ${places.join(" or ")}`;
  const path = inCode(`Design: ${example?.path ?? "docs/design/….md"}`);
  const asBefore = example === undefined ? "" : `, as ${inCode(example.seen)}`;
  return {
    message:
      nowhere === undefined
        ? `none in ${listPlaces(differential, places)}, and this change adds none.`
        : `\`${nowhere.path}\`, named ${nowhere.where}, is in the tree neither at head nor at base.`,
    advice: `Any of these works${isText ? ", no push needed for the first two" : ""}: a line \`Design: https://…\` with its address ${where} · a line ${path} with its path in this repository${asBefore} · \`plumbline new design-doc\` and a push.`,
    evidence: "missing",
  };
}
