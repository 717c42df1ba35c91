/** Findings on disk, by the content they were found in: one small file per document, bounded, whatever is damaged is as good as not there. */

import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Observation } from "../core/check.ts";
import type { Waiver } from "../core/waiver.ts";

/** What was seen in one document. */
export interface DocumentRecord {
  readonly waivers: readonly Waiver[];
  /** By key of check, options and facts. */
  readonly observations: ReadonlyMap<string, Observation>;
}

/** Neither function ever fails: what cannot be read is asked anew, what cannot be written is forgotten. */
export interface FindingStorage {
  /** Keys are base64url texts of at least 16 characters. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, DocumentRecord>>;
  /** Goes on in the background. */
  write(records: ReadonlyMap<string, DocumentRecord>): void;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

export interface StorageOptions {
  /** A folder of ours alone; any number of processes may share it. */
  readonly folder: string;
  /** Bytes on disk; the longest unused goes first. */
  readonly most?: number;
}

const atOnce = 32;
/** Observations kept of one document: more means that many rule sets look at it, and the oldest are forgotten. */
const observationsAtMost = 400;
/** After so many bytes written the folder is weighed. */
const weighAfter = 50_000_000;

export function openFindingStorage({ folder, most = 500_000_000 }: StorageOptions): FindingStorage {
  let written = weighAfter;
  let writing: Promise<unknown> = Promise.resolve();

  async function write(key: string, record: DocumentRecord): Promise<void> {
    // A secret stays in memory: not even the message about it is written down.
    if ([...record.observations.values()].some(({ findings }) => findings.some((finding) => finding.secret))) return;
    const file = fileOf(folder, key);
    const text = sealed(key, JSON.stringify(toPlain(record)));
    const unfinished = `${file}.${randomUUID()}`;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, file);
    written += text.length;
  }

  async function writeAll(records: ReadonlyMap<string, DocumentRecord>): Promise<void> {
    await inParallel([...records], ([key, record]) => write(key, record).catch(() => undefined));
    if (written < Math.min(weighAfter, most / 10)) return;
    written = 0;
    await makeRoom(folder, most);
  }

  return {
    async read(keys) {
      const records = new Map<string, DocumentRecord>();
      await inParallel([...new Set(keys)], async (key) => {
        const record = await readRecord(fileOf(folder, key), key);
        if (record !== undefined) records.set(key, record);
      });
      return records;
    },
    write(records) {
      if (records.size === 0) return;
      writing = writing.then(() => writeAll(records)).catch(() => undefined);
    },
    close: async () => void (await writing),
  };
}

/** Two hundred and fifty-six folders, so that none holds more names than a file system likes. */
function fileOf(folder: string, key: string): string {
  const name = Buffer.from(key, "base64url").toString("hex");
  return join(folder, name.slice(0, 2), name.slice(2));
}

async function readRecord(file: string, key: string): Promise<DocumentRecord | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const content = unsealed(key, text);
  if (content === undefined) {
    await rm(file, { force: true }).catch(() => undefined);
    return undefined;
  }
  // In use: what is looked for is not the oldest.
  void utimes(file, new Date(), new Date()).catch(() => undefined);
  return fromPlain(JSON.parse(content) as PlainRecord);
}

/** As JSON. Nearly all that is ever seen is that nothing is wrong: that is a key and no more. */
interface PlainRecord {
  readonly waivers: readonly Waiver[];
  readonly clean: readonly string[];
  readonly seen: readonly (readonly [key: string, observation: Observation])[];
}

function toPlain({ waivers, observations }: DocumentRecord): PlainRecord {
  const kept = [...observations].slice(-observationsAtMost);
  const isClean = (observation: Observation): boolean =>
    observation.findings.length === 0 && Object.keys(observation).length === 1;
  return {
    waivers,
    clean: kept.filter(([, observation]) => isClean(observation)).map(([key]) => key),
    seen: kept.filter(([, observation]) => !isClean(observation)),
  };
}

function fromPlain({ waivers, clean, seen }: PlainRecord): DocumentRecord {
  return { waivers, observations: new Map([...clean.map((key) => [key, { findings: [] }] as const), ...seen]) };
}

/** The content below a line that only this content under this key can have. */
function sealed(key: string, content: string): string {
  return `${sealOf(key, content)}\n${content}`;
}

function unsealed(key: string, text: string): string | undefined {
  const end = text.indexOf("\n");
  const content = text.slice(end + 1);
  return text.slice(0, end) === sealOf(key, content) ? content : undefined;
}

function sealOf(key: string, content: string): string {
  return createHash("sha256").update(key).update("\n").update(content).digest("hex");
}

/** Takes the longest unused away until a tenth of the room is free. */
async function makeRoom(folder: string, most: number): Promise<void> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: { readonly path: string; readonly size: number; readonly used: number }[] = [];
  await inParallel(
    found.filter((entry) => entry.isFile()),
    async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const known = await stat(path).catch(() => undefined);
      if (known !== undefined) files.push({ path, size: known.size, used: known.mtimeMs });
    },
  );
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= most) return;
  for (const { path, size } of files.sort((one, other) => one.used - other.used)) {
    if (bytes <= most * 0.9) return;
    await rm(path, { force: true }).catch(() => undefined);
    bytes -= size;
  }
}

async function inParallel<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  async function drain(): Promise<void> {
    for (const item of queue) await run(item);
  }
  await Promise.all(Array.from({ length: atOnce }, drain));
}
