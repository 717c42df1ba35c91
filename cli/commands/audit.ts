/** `plumbline audit`: every exception from the rules: the comments in the files here, or what the service was told. */

import { writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { FileContent, Tree } from "../../core/differential.ts";
import { hasHeadContent } from "../../core/differential.ts";
import { openDocument } from "../../core/open-document.ts";
import type { Toolbox } from "../../core/toolbox.ts";
import { visible } from "../../reporters/visible.ts";
import { openFolder } from "../../sources/folder.ts";
import type { AuditEntry } from "../../store/open-store.ts";
import { systemClock } from "../../store/system-clock.ts";
import { recordOfComment, recordOfDecision, toCsv, toText } from "../audit-records.ts";
import type { AuditRecord } from "../audit-records.ts";
import type { Call, Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { withKeeper } from "../store-place.ts";
import { openRunToolbox } from "../toolbox.ts";

export const audit: Command = {
  name: "audit",
  summary: "list every exception from the rules: who, why, until when",
  usage: ["audit [PATH…] [--format text|csv|json]", "audit --service [--format text|csv|json]"],
  options: {
    service: { type: "boolean", summary: "waivers and overrides that the service was told of, from its store" },
    format: { type: "string", value: "NAME", choices: ["text", "csv", "json"], summary: "text (default), csv, json" },
    output: { type: "string", value: "FILE", summary: "write there instead of to the terminal" },
  },
  mostArguments: Infinity,
  async run(call) {
    const { terminal, words, flag, text } = call;
    if (flag("service") && words.length > 0) throw new UsageError("`plumbline audit --service` takes no paths");
    const now = systemClock.now();
    const records = flag("service") ? await ofService(call, now) : await ofFolder(call, now);
    const written = formatted(records, text("format") ?? "text");
    const path = text("output");
    // Names and reasons of private repositories may be in it.
    if (path === undefined) terminal.stdout.write(written);
    else await writeFile(resolve(terminal.cwd(), path), written, { mode: 0o600 });
    return 0;
  },
};

function formatted(records: readonly AuditRecord[], format: string): string {
  if (format === "csv") return toCsv(records);
  return format === "json" ? `${JSON.stringify(records, undefined, 2)}\n` : toText(records, visible);
}

async function ofService({ terminal }: Call, now: number): Promise<readonly AuditRecord[]> {
  return withKeeper(terminal, async (keeper) => {
    let lines = "";
    for await (const part of keeper.auditLines()) lines += part;
    // What our own store wrote.
    const entries = lines.split("\n").filter((line) => line !== "");
    return entries.map((line) => recordOfDecision(JSON.parse(line) as AuditEntry, now));
  });
}

/** So many files are read at a time. */
const batch = 200;

async function ofFolder({ terminal, words }: Call, now: number): Promise<readonly AuditRecord[]> {
  const differential = await openFolder({ directory: terminal.cwd(), paths: words });
  const paths = differential.files.filter(hasHeadContent).map(({ path }) => path);
  const toolbox = openRunToolbox({ isLocal: true });
  const repository = basename(differential.directory);
  const records: AuditRecord[] = [];
  try {
    for (let start = 0; start < paths.length; start += batch) {
      const some = paths.slice(start, start + batch);
      records.push(...(await commentsIn(differential.head, some, toolbox, { repository, now })));
    }
  } finally {
    await toolbox.close();
  }
  return records;
}

async function commentsIn(
  tree: Tree,
  paths: readonly string[],
  { inspect }: Pick<Toolbox, "inspect">,
  { repository, now }: { readonly repository: string; readonly now: number },
): Promise<readonly AuditRecord[]> {
  const contents = await tree.read(paths);
  const documents = paths.flatMap((path) => {
    const content = contents.get(path);
    return content !== undefined && mayWaive(content) ? [openDocument(path, content)] : [];
  });
  const inspected = await inspect(documents.map(({ lines: _lines, ...document }) => ({ ...document, tasks: [] })));
  return documents.flatMap((document, index) =>
    (inspected[index]?.waivers ?? []).map((waiver) => recordOfComment(waiver, document, repository, now)),
  );
}

/** Most files hold none: they need no parser. */
function mayWaive(content: FileContent): content is Extract<FileContent, { kind: "text" }> {
  return content.kind === "text" && /plumbline-|ignore|disable|skip|noqa/u.test(content.text);
}
