/** Reads many blobs with one `git cat-file --batch`: content over the limit is counted, never kept. */

import type { FileContent } from "../../core/differential.ts";
import { contentLimit, decodeContent } from "../../core/decode.ts";
import { GitError, streamGit } from "./process.ts";
import type { GitOptions } from "./process.ts";

const newline = 0x0a;
const headLimit = 1_000;

/** What to read: an object id, or `<commit>:<path>` without a newline. One answer per name, same order. */
export async function readObjects(names: readonly string[], options: GitOptions): Promise<readonly FileContent[]> {
  if (names.length === 0) return [];
  const answers: FileContent[] = [];
  const take = batchReader((answer) => answers.push(answer));
  await streamGit(["cat-file", "--batch"], { ...options, input: names.map((name) => `${name}\n`).join("") }, take);
  if (answers.length !== names.length) throw new GitError("`git cat-file` ended before its last answer");
  return answers;
}

/** Understands `<id> <type> <size>\n<content>\n` and `<name> missing\n`, however the pieces fall. */
function batchReader(answer: (content: FileContent) => void): (chunk: Buffer) => void {
  let head: Buffer[] = [];
  let headLength = 0;
  let id = "";
  let size = 0;
  let body: Buffer[] = [];
  /** Bytes still to come, with the newline behind the content; 0 = a head is next. */
  let remaining = 0;

  function takeHead(chunk: Buffer, from: number): number {
    const end = chunk.indexOf(newline, from);
    const piece = chunk.subarray(from, end === -1 ? chunk.length : end);
    headLength += piece.length;
    if (headLength > headLimit) throw new GitError("`git cat-file` answered with something unexpected");
    head.push(Buffer.from(piece));
    if (end === -1) return chunk.length;
    openObject(Buffer.concat(head).toString("utf8"));
    head = [];
    headLength = 0;
    return end + 1;
  }

  function openObject(line: string): void {
    const parts = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(line);
    if (!parts) return answer({ kind: "missing" });
    id = parts[1] ?? "";
    size = Number(parts[3]);
    remaining = size + 1;
    body = [];
  }

  function takeBody(chunk: Buffer, from: number): number {
    const end = Math.min(chunk.length, from + remaining);
    if (size <= contentLimit) body.push(Buffer.from(chunk.subarray(from, end)));
    remaining -= end - from;
    if (remaining === 0) {
      answer(
        size > contentLimit
          ? { kind: "too-large", bytes: size }
          : decodeContent(Buffer.concat(body).subarray(0, size), id),
      );
      body = [];
    }
    return end;
  }

  return (chunk) => {
    for (let at = 0; at < chunk.length;) at = remaining > 0 ? takeBody(chunk, at) : takeHead(chunk, at);
  };
}
