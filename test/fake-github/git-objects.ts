/** The object store of one fork network: writes git's loose objects itself and reads through one long-lived process. */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { gitEnvironment } from "./git-environment.ts";

export type ObjectType = "blob" | "tree" | "commit";

export interface GitObject {
  readonly type: string;
  readonly data: Buffer;
}

export interface ObjectStore {
  readonly folder: string;
  /** @returns the object's id, 40 hexadecimal digits. */
  write(type: ObjectType, data: Buffer): string;
  read(id: string): Promise<GitObject | undefined>;
  close(): void;
}

/** @param folder a bare repository whose `objects/` holds everything. */
export function openObjectStore(folder: string): ObjectStore {
  const known = new Map<string, GitObject>();
  let reader: ObjectReader | undefined;

  return {
    folder,
    write(type, data) {
      const whole = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
      const id = createHash("sha1").update(whole).digest("hex");
      if (known.has(id)) return id;
      known.set(id, { type, data });
      writeLoose(folder, id, whole);
      return id;
    },
    async read(id) {
      const remembered = known.get(id);
      if (remembered) return remembered;
      reader ??= startReader(folder);
      const found = await reader.read(id);
      if (found) known.set(id, found);
      return found;
    },
    close() {
      reader?.stop();
    },
  };
}

function writeLoose(folder: string, id: string, whole: Buffer): void {
  const directory = join(folder, "objects", id.slice(0, 2));
  const file = join(directory, id.slice(2));
  if (existsSync(file)) return;
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, deflateSync(whole, { level: 1 }));
}

interface ObjectReader {
  read(id: string): Promise<GitObject | undefined>;
  stop(): void;
}

/** `git cat-file --batch`: answers come in the order of the questions. */
function startReader(folder: string): ObjectReader {
  const git: ChildProcessWithoutNullStreams = spawn("git", ["cat-file", "--batch"], {
    cwd: folder,
    env: gitEnvironment(),
  });
  const waiting: ((found: GitObject | undefined) => void)[] = [];
  let received: Buffer = Buffer.alloc(0);
  git.stdout.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    for (let answer = takeAnswer(received); answer; answer = takeAnswer(received)) {
      received = received.subarray(answer.length);
      waiting.shift()?.(answer.object);
    }
  });
  git.on("close", () => waiting.splice(0).forEach((resolve) => resolve(undefined)));
  git.stdin.on("error", () => undefined);
  git.unref();
  return {
    read: (id) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        git.stdin.write(`${id}\n`);
      }),
    stop: () => void git.stdin.end(),
  };
}

function takeAnswer(received: Buffer): { readonly object?: GitObject; readonly length: number } | undefined {
  const end = received.indexOf(0x0a);
  if (end < 0) return undefined;
  const [, type = "missing", size = "0"] = received.toString("utf8", 0, end).split(" ");
  if (type === "missing" || type === "ambiguous") return { length: end + 1 };
  const finish = end + 1 + Number(size);
  if (received.length < finish + 1) return undefined;
  return { object: { type, data: Buffer.from(received.subarray(end + 1, finish)) }, length: finish + 1 };
}
