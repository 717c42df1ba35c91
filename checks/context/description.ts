/**
 * Pull requests whose description says next to nothing.
 *
 * Why: the differential shows what changed; only its author knows why, and will not be there when somebody asks.
 *
 * Words are counted after comments, code blocks, quotes, headings, unticked boxes and untouched lines of the template
 * are taken away. What the commits say below their subjects counts as well, unless merging makes one commit of them.
 *
 * Bad:
 * ```text
 * title: Change replicas
 *
 * ## What
 * <!-- say what changes and why -->
 * - [ ] tested
 * ```
 *
 * Good:
 * ```text
 * title: Change replicas
 *
 * The shop answers slowly at noon; two more replicas carry it until the cache is there.
 * ```
 *
 * Mend: say in a sentence or two what changes and why.
 *
 * Waive: in `.github/plumbline.yml`, set `context/description: off`, or ask for fewer `words`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { partsOf } from "./commits/message-parts.ts";
import { inheritedTexts, noRequest, ownCommits, templateOf } from "./request/places.ts";
import { proseOf } from "./request/prose.ts";

const optionsSchema = {
  type: "object",
  properties: {
    words: {
      type: "integer",
      default: 5,
      minimum: 1,
      maximum: 1_000,
      description: "The fewest words that say something.",
    },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["words", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type DescriptionOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<DescriptionOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(
  differential: Differential,
  { options }: DifferentialContext<DescriptionOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const body = differential.request?.body;
  if (body === undefined) return { findings: [], skipped: noRequest };

  const template = body.trim() === "" ? new Set<string>() : await templateOf(differential);
  const words = countWords(ownWords(proseOf(body, template)));
  if (words >= options.words) return { findings: [], note: words === 1 ? "1 word" : `${words} words` };
  const said = inCommits(differential, options.words);
  if (said !== undefined) return { findings: [], note: said };
  const inherited = await inheritedTexts(differential, ["body"]);
  const earlier = inherited.find(({ text }) => countWords(ownWords(text)) >= options.words);
  if (earlier !== undefined) return { findings: [], note: earlier.name };
  return {
    findings: [
      {
        message: describe(body, words),
        advice: `Any of these works, no push needed for the first: a sentence or two in the description on what changes and why · ${ways(differential)}.`,
        evidence: "missing",
      },
    ],
  };
}

/** "12 words in commit 1a2b3c4": the history keeps them as well as a description would. */
function inCommits(differential: Differential, fewest: number): string | undefined {
  if (differential.request?.squashes === true) return undefined;
  const bodies = ownCommits(differential).map(({ sha, message }) => ({ sha, words: bodyWords(message) }));
  const words = bodies.reduce((sum, each) => sum + each.words, 0);
  if (words < fewest) return undefined;
  const saying = bodies.filter((each) => each.words > 0);
  const [only] = saying;
  const where = saying.length === 1 && only ? `commit ${only.sha.slice(0, 7)}` : `${saying.length} commits`;
  return `${words} words in ${where}`;
}

function bodyWords(message: string): number {
  return countWords(ownWords(proseOf(partsOf(message).body.join("\n"), new Set())));
}

function ways({ request }: Differential): string {
  const inCommit = request?.squashes === true ? [] : ["the same below the subject of a commit"];
  return [...inCommit, "a line `Reverts #12` or `Back-port of #12`, where that one says it"].join(" · ");
}

function describe(body: string, words: number): string {
  if (body.trim() === "") return "it is empty.";
  if (words === 0) return "nothing stands in it beside headings, comments and the template.";
  return `${words === 1 ? "one word stands" : `${words} words stand`} in it beside headings, comments and the template.`;
}

/** Headings, rules and open boxes are what a template brings, not what somebody said. */
function ownWords(prose: string): string {
  return prose
    .split("\n")
    .filter((line) => !/^ {0,3}#{1,6}(?:\s|$)|^\s*[-*+] \[ \]|^ {0,3}(?:[-*_] *){3,}$/.test(line))
    .join("\n");
}

const asianCharacter = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/gu;

/** Runs without a space that hold a letter; scripts without spaces count two characters as a word. */
function countWords(text: string): number {
  const asian = text.match(asianCharacter)?.length ?? 0;
  const spaced = text.replace(asianCharacter, " ").split(/\s+/);
  return spaced.filter((run) => /\p{L}/u.test(run)).length + Math.ceil(asian / 2);
}
