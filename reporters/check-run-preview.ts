/** The preview of changed rules as a table of the check run: what is found now, and once the change is merged. */

import type { FoundPlace } from "../core/preview.ts";
import type { Report } from "../core/report.ts";
import { clip } from "./bytes.ts";
import type { CheckRunOptions } from "./check-run.ts";
import { cell, codeSpan, link, sentence } from "./markdown.ts";
import { permalink } from "./permalink.ts";
import { previewNotes, previewRemark, previewRows } from "./preview.ts";
import type { PreviewRow } from "./preview.ts";

const nameBudget = 200;
/** More belong into the JSON of `plumbline review`. */
const rowsShown = 50;

/** Nothing where there is no preview. */
export function previewSection(
  report: Report,
  options: CheckRunOptions,
): { readonly head: readonly string[]; readonly lines: readonly string[] } {
  const remark = sentence(previewRemark(report));
  const rows = previewRows(report);
  if (remark === "") return { head: [], lines: [] };
  const notes = previewNotes(report).map((note) => `- ${sentence(note)}`);
  if (rows.length === 0) return { head: [], lines: [remark, ...notes] };
  const head = [
    remark,
    ...notes,
    "",
    "| rule | | this pull request | whole tree | first places |",
    "|---|---|---|---|---|",
  ];
  const left = rows.length - rowsShown;
  const lines = rows.slice(0, rowsShown).map((row) => rowLine(row, report, options));
  return { head, lines: left > 0 ? [...lines, `| and ${left} more | | | | |`] : lines };
}

function rowLine({ rule, strength, here, tree, places }: PreviewRow, report: Report, options: CheckRunOptions): string {
  const found = places.map((place) => placeLink(place, report, options)).join(", ");
  const cells = [codeSpan(clip(rule, nameBudget)), strength, here, tree, found];
  return `| ${cells.map(cell).join(" | ")} |`;
}

function placeLink({ path, line }: FoundPlace, report: Report, { serverUrl }: CheckRunOptions): string {
  const label = codeSpan(`${clip(path, nameBudget)}:${line}`);
  const url = permalink(report, serverUrl ?? "https://github.com", path, { first: line, last: line });
  return url === undefined ? label : link(label, url);
}
