/** Of what a tool reported, what is about lines that the change touches: a stranger's word, believed about places alone. */

import type { Observation, ReportFigures } from "../../../core/check.ts";
import { changedLines, type ChangedFile, type Differential, hasHeadContent } from "../../../core/differential.ts";
import type { Finding, Gap } from "../../../core/finding.ts";
import { indexLines, type LineIndex, touchesRange } from "../../../core/text.ts";
import type { ReportedResult, ToolReport } from "../../../core/tool-report.ts";
import { counterpartsNamed } from "../../../languages/foreign/counterparts.ts";
import { withCode } from "../results/result.ts";
import { rangeInLine } from "../running/line-range.ts";
import { clean } from "../running/read-blames.ts";

const mostShown = 500;

interface FileAtHead {
  readonly file: ChangedFile;
  readonly text: string;
  readonly lines: LineIndex;
}

/** `changed`: paths that the rule is about. */
export async function newResults(
  report: ToolReport,
  differential: Differential,
  changed: ReadonlySet<string>,
): Promise<Observation & { readonly figures: ReportFigures }> {
  const byPath = new Map(differential.files.filter(hasHeadContent).map((file) => [file.path, file]));
  const fileOf = ({ path = "" }: ReportedResult) => (changed.has(path) ? byPath.get(path) : undefined);
  const touching = report.results.filter((result) => {
    const file = fileOf(result);
    return file !== undefined && mayTouch(file, result.line);
  });
  const files = await readFiles(
    touching.flatMap((result) => fileOf(result) ?? []),
    differential,
  );
  const found = touching.flatMap((result): readonly Finding[] => {
    const at = files.get(result.path ?? "");
    return at === undefined ? [] : findingOf(report.tool, result, at);
  });
  const findings = [...new Map(found.map((finding) => [keyOf(finding), finding])).values()];
  return {
    findings: findings.slice(0, mostShown),
    gaps: [...unknownLines(report, differential, changed), ...cut(report, findings.length - mostShown)],
    figures: {
      tool: report.tool,
      ...(report.version === undefined ? {} : { version: clean(report.version) }),
      inChange: findings.length,
      outside: report.results.length + report.beyond - found.length,
    },
  };
}

/** Without a line it is about the file as a whole, which is the change's only where the file is new. */
function mayTouch(file: ChangedFile, line: number | undefined): boolean {
  if (file.status === "added") return true;
  return line !== undefined && touchesRange(changedLines(file) ?? [], line, line);
}

async function readFiles(
  files: readonly ChangedFile[],
  { head }: Differential,
): Promise<ReadonlyMap<string, FileAtHead>> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  if (byPath.size === 0) return new Map();
  const contents = await head.read([...byPath.keys()]);
  return new Map(
    [...byPath].flatMap(([path, file]) => {
      const content = contents.get(path);
      if (content?.kind !== "text") return [];
      return [[path, { file, text: content.text, lines: indexLines(content.text) }] as const];
    }),
  );
}

function findingOf(tool: string, result: ReportedResult, { file, text, lines }: FileAtHead): readonly Finding[] {
  const { line, column, code, fingerprint } = result;
  // A line that is not there: the tool looked at something else.
  if (line !== undefined && line > lines.count) return [];
  const message = clean(withCode(result)) || "a finding without words";
  const advice = `Mend it as \`${tool}\` asks, or waive it with the reason.`;
  const range = line === undefined ? undefined : lines.line(line);
  const known = fingerprint ?? [message.replaceAll(/\d+/gu, "0"), range ? text.slice(...range).trim() : ""].join("\0");
  const evidence = [tool, code ?? "", range ? "" : file.path, known].join("\0");
  if (range === undefined) {
    return [{ message: `\`${tool}\` says of \`${file.path}\`: \`${message}\``, advice, evidence }];
  }
  const alike = code === undefined ? undefined : counterpartsNamed(tool)?.get(code.toLowerCase());
  const at = { path: file.path, range: rangeInLine(text, range, column) };
  return [{ message: `\`${tool}\` says of this line: \`${message}\``, advice, evidence, at, ...(alike && { alike }) }];
}

/** The same result twice in one file of results is one. */
function keyOf({ evidence, at }: Finding): string {
  return JSON.stringify([evidence, at?.path, at?.range[0]]);
}

function unknownLines(
  { tool, results }: ToolReport,
  { files }: Differential,
  changed: ReadonlySet<string>,
): readonly Gap[] {
  const told = new Set(results.map(({ path }) => path));
  return files
    .filter((file) => changed.has(file.path) && told.has(file.path) && hasHeadContent(file))
    .filter((file) => file.status !== "added" && changedLines(file) === undefined)
    .map(({ path }) => ({
      path,
      reason: `which lines of it changed is not known, so results of \`${tool}\` are not shown`,
      cause: "unsupported",
    }));
}

function cut({ tool }: ToolReport, left: number): readonly Gap[] {
  return left <= 0 ? [] : [{ reason: `${left} more results of \`${tool}\` are not shown`, cause: "unsupported" }];
}
