/** A file of results as what is sent: the tool's name, and paths from the root of the repository. */

import { existsSync } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { join, posix, relative, resolve } from "node:path";
import { readReportFile } from "../../checks/config-test/results/report-file.ts";
import type { ResultFormat } from "../../checks/config-test/results/readers.ts";
import type { ToolResultEntry } from "../../checks/config-test/results/result.ts";
import { lineMark, mostReported, type ReportedResult, toolNameOf, type ToolReport } from "../../core/tool-report.ts";
import { visible } from "../../reporters/visible.ts";
import type { Terminal } from "../command.ts";
import { UsageError } from "../command.ts";

export interface ReportFileQuestion {
  /** Path of the file; `-` = standard input. */
  readonly file: string;
  readonly format: ResultFormat | undefined;
  /** Instead of the name that the file says. */
  readonly tool: string | undefined;
  /** Where the tool saw the root of the repository, if not where it is: `/src` of a container. */
  readonly root: string | undefined;
  /** Where the repository lies. */
  readonly top: string;
}

/** In bytes. */
const longestFile = 100 * 1024 * 1024;

/** @throws UsageError with the place at which the file is broken. */
export async function readFileOfResults(question: ReportFileQuestion, terminal: Terminal): Promise<ToolReport> {
  const { file, format, tool: given } = question;
  const text = await readText(file, terminal);
  const read = readReportFile(text, format, mostReported);
  const name = file === "-" ? "standard input" : file;
  if ("problem" in read) throw new UsageError(visible(`${name}:${read.line}:${read.column}: ${read.problem}`));
  const written = given ?? read.tool;
  if (written === undefined) {
    throw new UsageError(`${name} does not say which tool wrote it; name it with \`--tool NAME\``);
  }
  const tool = toolNameOf(written);
  if (tool === undefined)
    throw new UsageError(`\`${visible(written)}\` is no name of a tool; give one with \`--tool NAME\``);
  const toPath = pathReader(question, terminal.cwd());
  return {
    tool,
    ...(read.version === undefined ? {} : { version: read.version }),
    results: await withMarks(
      read.results.map((entry) => reported(entry, toPath)),
      question.top,
    ),
    beyond: read.beyond,
  };
}

async function readText(file: string, { stdin, cwd }: Terminal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file === "-" ? stdin : await chunksOf(resolve(cwd(), file), file)) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > longestFile) throw new UsageError(`\`${file}\` is larger than ${longestFile / 1024 / 1024} MB`);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/^\uFEFF/u, "");
}

async function chunksOf(path: string, file: string): Promise<AsyncIterable<Uint8Array>> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`there is no file \`${file}\`; a tool that failed writes none`);
  if (found.isDirectory()) throw new UsageError(`\`${file}\` is a folder`);
  return (await open(path)).createReadStream();
}

function reported(entry: ToolResultEntry, toPath: (written: string) => string | undefined): ReportedResult {
  const { file, line, column, message, code, fingerprint } = entry;
  const path = file === undefined ? undefined : toPath(file);
  return {
    ...(path !== undefined && { path }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message: message.slice(0, 2_000),
    ...(code !== undefined && { code }),
    ...(fingerprint !== undefined && { fingerprint }),
  };
}

/** A file beyond this is not looked into, in bytes. */
const longestSource = 5_000_000;

/** With what stands on their lines here, so that they are found again where head has other line numbers. */
async function withMarks(results: readonly ReportedResult[], top: string): Promise<readonly ReportedResult[]> {
  const files = new Map<string, readonly string[]>();
  for (const { path, line } of results) {
    if (path === undefined || line === undefined || files.has(path)) continue;
    const source = join(top, path);
    const found = await stat(source).catch(() => undefined);
    const isSource = found?.isFile() === true && found.size <= longestSource;
    files.set(path, isSource ? (await readFile(source, "utf8")).split("\n") : []);
  }
  return results.map((result) => {
    const line = files.get(result.path ?? "")?.[(result.line ?? 0) - 1];
    return line === undefined ? result : { ...result, seen: lineMark(line) };
  });
}

/** Back from what a tool writes to a path in the repository; `undefined` = outside of it. */
function pathReader({ root, top }: ReportFileQuestion, cwd: string): (written: string) => string | undefined {
  const below = relative(top, cwd).replaceAll("\\", "/");
  const known = new Map<string, string | undefined>();
  return (written) => {
    if (!known.has(written)) known.set(written, pathOf(written.replaceAll("\\", "/")));
    return known.get(written);
  };

  function pathOf(written: string): string | undefined {
    for (const start of [root, top]) {
      if (start === undefined) continue;
      const rest = posix.relative(start.replaceAll("\\", "/"), written);
      if (written.startsWith("/") && inside(rest)) return rest;
    }
    if (written.startsWith("/") || /^[a-z]:/iu.test(written)) return undefined;
    // A tool that ran in a folder of the repository writes from there on; one that did not, from the root on.
    const here = posix.normalize(below === "" ? written : `${below}/${written}`);
    const path = below === "" || existsSync(join(top, here)) ? here : posix.normalize(written);
    return inside(path) ? path : undefined;
  }
}

function inside(path: string): boolean {
  return path !== "" && path !== "." && path !== ".." && !path.startsWith("../") && !path.startsWith("/");
}
