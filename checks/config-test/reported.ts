/**
 * What a tool of the repository's own CI finds on lines that a change touches.
 *
 * Why: a team knows its own tools best, and one check run that holds them all is read sooner than ten.
 *
 * Results come by `plumbline report FILE`, a step of any workflow; nothing is run here. Each tool speaks as a rule of its
 * own, `report/<tool>`, as strictly as this one. A rule that names `tools` has these alone, and with `required: true` the
 * check run waits until they have reported. Results on lines that the change leaves alone are counted, not shown.
 *
 * Bad (network/firewall.tf):
 * ```terraform
 * # reported by CI: line 2 is open to all
 * cidr_blocks = ["0.0.0.0/0"]
 * ```
 *
 * Good (network/firewall.tf):
 * ```terraform
 * cidr_blocks = ["10.0.0.0/8"]
 * ```
 *
 * Mend: follow what the tool says.
 *
 * Waive: `# plumbline-disable-next-line config-test/reported -- reason`, or with the name that the finding shows.
 */

import type { CheckContext, Observation, ReportFigures, TreeCheck } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Gap } from "../../core/finding.ts";
import type { ToolReport } from "../../core/tool-report.ts";
import { newResults } from "./reports/new-results.ts";

interface ReportedOptions {
  readonly tools: readonly string[];
  readonly required: boolean;
}

const check: TreeCheck<ReportedOptions> = {
  scope: "tree",
  options: {
    type: "object",
    properties: {
      tools: {
        type: "array",
        items: { type: "string", pattern: "^[a-z0-9][a-z0-9._-]{0,59}$" },
        maxItems: 20,
        default: [],
        description: "The tools that this rule is about; without any, all that no other rule names.",
      },
      required: {
        type: "boolean",
        default: false,
        description: "Whether the check run waits until each of `tools` has reported on the commit.",
      },
    },
    required: ["tools", "required"],
    additionalProperties: false,
  },
  async look(differential, { options: { tools, required }, reports, paths }) {
    if (!reports) return aside("tools report to the service, not to a terminal");
    const named = reports.filter(({ tool }) => tools.includes(tool));
    const missing = required ? tools.filter((tool) => !reports.some((report) => report.tool === tool)) : [];
    if (named.length === 0 && missing.length === 0) return aside("no tool has reported on this commit");
    return together(await seenIn(named, differential, paths), missing.map(awaited));
  },
};
export default check;

async function seenIn(
  reports: readonly ToolReport[],
  differential: Differential,
  paths: CheckContext<ReportedOptions>["paths"],
): Promise<readonly (Observation & { readonly figures: ReportFigures })[]> {
  const changed = new Set(paths ?? differential.files.map(({ path }) => path));
  return Promise.all(reports.map((report) => newResults(report, differential, changed)));
}

function together(
  seen: readonly (Observation & { readonly figures: ReportFigures })[],
  missing: readonly Gap[],
): Observation {
  return {
    findings: seen.flatMap(({ findings }) => findings),
    gaps: [...missing, ...seen.flatMap(({ gaps = [] }) => gaps)],
    reported: seen.map(({ figures }) => figures),
  };
}

/** Not the author's doing; once the tool has reported, all is asked again. */
function awaited(tool: string): Gap {
  return { reason: `no results of \`${tool}\` for this commit have arrived`, cause: "ours", awaited: tool };
}

function aside(skipped: string): Observation {
  return { findings: [], skipped, aside: true };
}
