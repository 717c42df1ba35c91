/**
 * Changes too large to be read.
 *
 * Why: of a thousand lines a reviewer reads the first hundred; what takes production down stands in the rest.
 *
 * Lock files, vendored code, files that `.gitattributes` at base marks `linguist-generated` and paths under `generated`
 * do not count. `resources` counts what the change does to Terraform resources and Kubernetes objects.
 *
 * Bad:
 * ```text
 * === head network/routes.yaml
 * - 10.0.1.0/24
 * - 10.0.2.0/24
 * - 10.0.3.0/24
 * ```
 *
 * Good:
 * ```text
 * === base .gitattributes
 * network/*.yaml linguist-generated
 *
 * === head network/routes.yaml
 * - 10.0.1.0/24
 * - 10.0.2.0/24
 * - 10.0.3.0/24
 * ```
 *
 * Mend: split it along what can be rolled out, and rolled back, alone.
 *
 * Waive: in `.github/plumbline.yml`, allow more `lines`, or let a label off with `exemptLabels`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { ChangedFile, Differential } from "../../core/differential.ts";
import { writtenFiles } from "./change/written-files.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    lines: {
      type: "integer",
      default: 500,
      minimum: 0,
      description: "The most lines, added and removed; 0 = as many as it takes.",
    },
    files: { type: "integer", default: 0, minimum: 0, description: "The most files; 0 = as many as it takes." },
    resources: {
      type: "integer",
      default: 0,
      minimum: 0,
      description: "The most resources added, changed or removed; 0 = as many as it takes.",
    },
    generated: {
      type: "array",
      items: { type: "string", format: "glob", minLength: 1, maxLength: 500 },
      default: [],
      description: "Globs of more files that a machine writes.",
    },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["lines", "files", "resources", "generated", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type SizeOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<SizeOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(
  differential: Differential,
  { options, paths, risk }: DifferentialContext<SizeOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const { files, generated } = await writtenFiles(differential, paths, options.generated);
  const lines = files.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0);
  const resources = risk?.change.resources.reduce((sum, { count }) => sum + count, 0);
  const counts = [
    { count: lines, limit: options.lines, unit: "line" },
    { count: files.length, limit: options.files, unit: "file" },
    { count: resources ?? 0, limit: options.resources, unit: "resource" },
  ];
  const left = generated === 0 ? "" : `, ${counted(generated, "generated file")} left out`;
  const over = counts.filter(({ count, limit }) => limit > 0 && count > limit);
  if (over.length === 0) {
    return { findings: [], note: `${counted(lines, "line")} in ${counted(files.length, "file")}${left}` };
  }
  const words = over.map(({ count, limit, unit }) => `${counted(count, unit)} where ${limit} are allowed`);
  return {
    findings: [
      {
        message: `this change has ${words.join(" and ")}${left}; most of it is in ${largest(files)}.`,
        advice: "Split it along what can be rolled out, and rolled back, alone.",
        evidence: "size",
      },
    ],
  };
}

function counted(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}

function largest(files: readonly ChangedFile[]): string {
  const sizes = files.map(({ path, additions, deletions }) => ({ path, lines: additions + deletions }));
  const top = sizes.sort((one, other) => other.lines - one.lines).slice(0, 3);
  return top.map(({ path, lines }) => `${inCode(path)} (${lines})`).join(", ");
}
