/** Of what a tool reported, what is about lines that the change touches: a stranger's word, believed about places alone. */

import type { Observation, ReportFigures } from "../../../core/check.ts";
import { changedLines, type ChangedFile, type Differential, hasHeadContent } from "../../../core/differential.ts";
import type { Finding, Gap } from "../../../core/finding.ts";
import { indexLines, type LineIndex, touchesRange } from "../../../core/text.ts";
import { lineMark, type ReportedResult, type ToolReport } from "../../../core/tool-report.ts";
import { counterpartsNamed } from "../../../languages/foreign/counterparts.ts";
import { withCode } from "../results/result.ts";
import { rangeInLine } from "../running/line-range.ts";
import { clean } from "../running/read-blames.ts";

const mostShown = 500;

interface FileAtHead {
  readonly file: ChangedFile;
  readonly text: string;
  readonly lines: LineIndex;
  /** Lines by their marks; made when first asked for. */
  readonly marked: () => ReadonlyMap<string, readonly number[]>;
}

/** `changed`: paths that the rule is about. */
export async function newResults(
  report: ToolReport,
  differential: Differential,
  changed: ReadonlySet<string>,
): Promise<Observation & { readonly figures: ReportFigures }> {
  const byPath = new Map(differential.files.filter(hasHeadContent).map((file) => [file.path, file]));
  const fileOf = ({ path = "" }: ReportedResult) => (changed.has(path) ? byPath.get(path) : undefined);
  const files = await readFiles(
    report.results.flatMap((result) => fileOf(result) ?? []),
    differential,
  );
  const found = report.results.flatMap((result): readonly Finding[] => {
    const at = files.get(result.path ?? "");
    if (at === undefined) return [];
    const line = lineAtHead(result, at);
    return line === "gone" || !touches(at.file, line) ? [] : findingOf(report.tool, { ...result, line }, at);
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
function touches(file: ChangedFile, line: number | undefined): boolean {
  if (file.status === "added") return true;
  return line !== undefined && touchesRange(changedLines(file) ?? [], line, line);
}

/** Where the line that the tool saw stands at head: the nearest that reads the same. `gone`: it looked at something else. */
function lineAtHead({ line, seen }: ReportedResult, { lines, text, marked }: FileAtHead): number | "gone" | undefined {
  if (line === undefined) return undefined;
  if (line <= lines.count && (seen === undefined || lineMark(text.slice(...lines.line(line))) === seen)) return line;
  const [first, ...others] = marked().get(seen ?? "") ?? [];
  if (first === undefined) return "gone";
  return others.reduce((best, each) => (Math.abs(each - line) < Math.abs(best - line) ? each : best), first);
}

function marksOf(text: string, lines: LineIndex): ReadonlyMap<string, readonly number[]> {
  const marked = new Map<string, number[]>();
  for (let number = 1; number <= lines.count; number += 1) {
    const line = text.slice(...lines.line(number));
    // Every file has many that are empty.
    if (line.trim() === "") continue;
    const mark = lineMark(line);
    const known = marked.get(mark);
    if (known === undefined) marked.set(mark, [number]);
    else known.push(number);
  }
  return marked;
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
      const { text } = content;
      const lines = indexLines(text);
      let marks: ReturnType<typeof marksOf> | undefined;
      return [[path, { file, text, lines, marked: () => (marks ??= marksOf(text, lines)) }] as const];
    }),
  );
}

type AtHead = Omit<ReportedResult, "line"> & { readonly line: number | undefined };

function findingOf(tool: string, result: AtHead, { file, text, lines }: FileAtHead): readonly Finding[] {
  const { line, column, code, fingerprint } = result;
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
