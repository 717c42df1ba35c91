/**
 * Changes of which nobody says that they were tried.
 *
 * Why: a plan read before the merge is the cheapest rehearsal there is; after the merge, the rehearsal is production.
 *
 * Any of these shows it: a line or a section about testing in the description (`Tested: on staging`, `## Test plan`), the
 * output of a plan or a test in a code block, a picture, a link to a run, or a test that changes along (`tests`). `accept`
 * says which of them count. Open boxes, `TODO` and untouched lines of the template show nothing.
 *
 * Bad:
 * ```text
 * title: Open SSH to the bastion
 *
 * Needed since the move.
 *
 * ## Test plan
 * TODO
 * ```
 *
 * Good:
 * ```text
 * title: Open SSH to the bastion
 *
 * Needed since the move.
 *
 * Tested: planned and applied on staging, logged in from the new office.
 * ```
 *
 * Mend: say in the description how it was tried; no push needed.
 *
 * Waive: in `.github/plumbline.yml`, bind the rule to `paths` that deserve it, or give it `exemptLabels`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { matchPaths } from "../../core/glob.ts";
import { findEvidence } from "./request/evidence.ts";
import type { EvidenceKind } from "./request/evidence.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { earlierName, inCode, noRequest, templateOf } from "./request/places.ts";

const kinds = ["words", "output", "picture", "link", "tests"] as const;

const optionsSchema = {
  type: "object",
  properties: {
    accept: {
      type: "array",
      items: { enum: [...kinds], type: "string" },
      default: [...kinds],
      minItems: 1,
      uniqueItems: true,
      description: "What counts.",
    },
    tests: {
      type: "array",
      items: { type: "string", minLength: 1 },
      default: [
        "**/test/**",
        "**/tests/**",
        "**/spec/**",
        "**/molecule/**",
        "*.tftest.hcl",
        "*_test.*",
        "*-test.*",
        "*.test.*",
        "*_spec.rb",
        "test_*.py",
      ],
      description: "Globs of tests.",
    },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["accept", "tests", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type EvidenceOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<EvidenceOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(
  differential: Differential,
  { options }: DifferentialContext<EvidenceOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;

  const test = options.accept.includes("tests") ? changedTest(differential, options.tests) : undefined;
  if (test !== undefined) return { findings: [], note: `${inCode(test)} changes along` };
  const { request, inherited = [] } = differential;
  if (request === undefined) return { findings: [], skipped: noRequest };

  const template = request.body.trim() === "" ? new Set<string>() : await templateOf(differential);
  const accepted = options.accept.filter((kind): kind is EvidenceKind => kind !== "tests");
  const found = findEvidence(request.body, template, accepted);
  if (found !== undefined) return { findings: [], note: found };
  // What is put back was there before; what is picked again was tried where it comes from.
  const earlier = inherited.find(
    ({ kind, body }) => kind === "revert" || findEvidence(body, template, accepted) !== undefined,
  );
  if (earlier !== undefined) return { findings: [], note: earlierName(earlier) };
  return { findings: [missing(options)] };
}

function changedTest({ files }: Differential, tests: readonly string[]): string | undefined {
  const isTest = matchPaths(tests);
  return files.find(({ path, status }) => status !== "removed" && isTest(path))?.path;
}

const ways: Readonly<Record<(typeof kinds)[number], string>> = {
  words: "a line `Tested: …` or a section `## Test plan`",
  output: "the output of the plan or the test in a code block",
  picture: "a picture",
  link: "a link to the run",
  tests: "a test in this change",
};

function missing({ accept }: EvidenceOptions) {
  const [only] = accept;
  const accepted = kinds.filter((kind) => accept.includes(kind)).map((kind) => ways[kind]);
  return {
    message: "nothing shows that this was tried.",
    advice:
      accepted.length === 1
        ? `Add ${accepted[0]}${only === "tests" ? "" : " to the description, no push needed"}.`
        : `Any of these works, no push needed for what stands in the description: ${accepted.join(" · ")}.`,
    evidence: "missing",
  };
}
