/**
 * Changes that lay files out anew and change what they do at once.
 *
 * Why: the one line that changes behaviour is overlooked among a hundred that only moved.
 *
 * Both sides of each changed Terraform, JSON and YAML file are brought into one layout; lines that differ before and are
 * equal after it are layout. It fires where at least `lines` of them stand beside lines that change something. What does
 * not parse, and what has changed too much to be compared, is not counted.
 *
 * Bad:
 * ```text
 * === base network/main.tf
 * locals {
 *   a = 1
 *   bb = 2
 *   port = 22
 * }
 *
 * === head network/main.tf
 * locals {
 *   a    = 1
 *   bb   = 2
 *   port = 2222
 * }
 * ```
 *
 * Good:
 * ```text
 * === base network/main.tf
 * locals {
 *   a    = 1
 *   bb   = 2
 *   port = 22
 * }
 *
 * === head network/main.tf
 * locals {
 *   a    = 1
 *   bb   = 2
 *   port = 2222
 * }
 * ```
 *
 * Mend: put the layout into a pull request of its own; it is merged at a glance.
 *
 * Waive: in `.github/plumbline.yml`, allow more `lines`, or let a label off with `exemptLabels`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { writtenFiles } from "./change/written-files.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    lines: {
      type: "integer",
      default: 30,
      minimum: 1,
      description: "So many lines of layout beside others are too many.",
    },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["lines", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type MixedConcernsOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<MixedConcernsOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

const namedFiles = 3;

async function look(
  differential: Differential,
  { options, paths, signal }: DifferentialContext<MixedConcernsOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const { files } = await writtenFiles(differential, paths);
  const changed = files.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0);
  if (changed < options.lines) return { findings: [], note: "too small to hide anything" };

  const { layoutLines } = await import("./change/layout-lines.ts");
  const byFile = await layoutLines(differential, files, signal);
  const layout = [...byFile.values()].reduce((sum, lines) => sum + lines, 0);
  const others = changed - layout;
  if (layout < options.lines || others === 0) return { findings: [], note: layoutNote(layout, others) };

  const named = [...byFile].filter(([, lines]) => lines > 0).sort((one, other) => other[1] - one[1]);
  const more = named.length > namedFiles ? ` and ${named.length - namedFiles} more files` : "";
  const where = named
    .slice(0, namedFiles)
    .map(([path]) => inCode(path))
    .join(", ");
  return {
    findings: [
      {
        message: `${layout} of ${changed} changed lines are layout only (${where}${more}); the ${others} that change something hide among them.`,
        advice: "Put the layout into a pull request of its own, and merge that first.",
        evidence: "mixed",
      },
    ],
  };
}

function layoutNote(layout: number, others: number): string {
  if (layout === 0) return "no layout among it";
  return others === 0 ? "layout only" : `${layout} lines of layout`;
}
