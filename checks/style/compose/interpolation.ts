/**
 * Dollar signs that Compose cannot read.
 *
 * Why: it stops at the first of them, and nothing of the file is started.
 *
 * Compose fills in `$NAME` and `${NAME:-default}` in every value, also in commands that a shell in the container is meant to
 * read. A dollar sign for the container is written twice.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     command: sh -c 'kill -HUP $(cat /run/api.pid)'
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     command: sh -c 'kill -HUP $$(cat /run/api.pid)'
 * ```
 *
 * Mend: write `$$` for a dollar sign that the container gets, or close the brace.
 *
 * Waive: `# plumbline-disable-next-line style/compose/interpolation -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import { type InterpolationProblem, readInterpolation } from "../../../languages/compose/interpolation.ts";
import { interpolatedTexts, placeWithin } from "../../../languages/compose/values.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";

const mostFindings = 200;

const check: FileCheck<object, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["compose"],
  look(document) {
    const findings = interpolatedTexts(document).flatMap((value) =>
      readInterpolation(value.text).problems.map((problem) => ({
        ...wordsFor(problem, value.text),
        at: { path: document.path, range: placeWithin(value, problem.range, document.text) },
      })),
    );
    return { findings: findings.slice(0, mostFindings) };
  },
};
export default check;

function wordsFor(
  { kind, range }: InterpolationProblem,
  text: string,
): { readonly message: string; readonly advice: string } {
  const piece = text.slice(...range).slice(0, 60);
  if (kind === "unclosed") {
    return {
      message: `Nothing closes the brace of \`${piece}\`, so Compose refuses the file.`,
      advice: "Write the `}`, or `$$` where the container is to get the dollar sign.",
    };
  }
  if (kind === "operator") {
    return {
      message: `Compose knows no such form as \`${piece}\`, and refuses the file.`,
      advice: "Use `:-`, `-`, `:+`, `+`, `:?` or `?` behind the name, or `$$` where a shell in the container reads it.",
    };
  }
  return {
    message: `Compose takes the dollar sign of \`${piece}\` for a variable without a name, and refuses the file.`,
    advice: "Write `$$` where the container is to get a dollar sign.",
  };
}
