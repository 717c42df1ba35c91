/** Understands `git diff --raw --patch`: which files changed, and which of their lines, without keeping the patch. */

import type { ChangedFile, ChangeStatus, Hunk } from "../../core/differential.ts";
import { kindOfMode } from "./tree.ts";

/** The one set of flags that both `git diff-tree` and `git diff` are given, whatever the user's configuration says. */
export const differenceFlags: readonly string[] = [
  "--raw",
  "--patch",
  "--no-abbrev",
  "--find-renames",
  "--unified=3",
  "--inter-hunk-context=0",
  "--diff-algorithm=default",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--no-relative",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--submodule=short",
  "--ignore-submodules=dirty",
];

export interface DifferenceReader {
  take(chunk: Buffer): void;
  end(): readonly ChangedFile[];
}

const newline = 0x0a;
/** Lines are cut to this for reading, in bytes: more than any name, less than a minified file. */
const lineLimit = 64 * 1024;

interface FileHead {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: ChangeStatus;
  readonly kind: ChangedFile["kind"];
  /** A change of type is written as a deletion and an addition. */
  readonly sections: number;
}

interface FileBody {
  additions: number;
  deletions: number;
  isBinary: boolean;
  readonly hunks: Hunk[];
}

export function readDifference(): DifferenceReader {
  const heads: FileHead[] = [];
  const sections: FileBody[] = [];
  const hunks = hunkReader();
  const lines = lineReader(takeLine);

  function takeLine(line: Buffer): void {
    if (hunks.isOpen()) return hunks.take(line);
    if (line[0] === 0x3a /* : */ && sections.length === 0) {
      const head = readRawLine(line.toString("latin1"));
      if (head) heads.push(head);
      return;
    }
    const text = line.subarray(0, 200).toString("latin1");
    if (text.startsWith("diff --git ")) {
      sections.push({ additions: 0, deletions: 0, isBinary: false, hunks: [] });
      return;
    }
    const section = sections.at(-1);
    if (section === undefined) return;
    if (text.startsWith("@@ ")) hunks.open(text, section);
    else if (text.startsWith("Binary files ")) section.isBinary = true;
  }

  return {
    take: lines.take,
    end() {
      lines.end();
      const expected = heads.reduce((sum, head) => sum + head.sections, 0);
      if (expected !== sections.length) return heads.map((head) => changedFile(head, []));
      let next = 0;
      return heads.map((head) => changedFile(head, sections.slice(next, (next += head.sections))));
    },
  };
}

function changedFile(head: FileHead, bodies: readonly FileBody[]): ChangedFile {
  const isKnown = bodies.length > 0 && bodies.every((body) => !body.isBinary);
  return {
    path: head.path,
    status: head.status,
    ...(head.previousPath !== undefined && { previousPath: head.previousPath }),
    kind: head.kind,
    additions: bodies.reduce((sum, body) => sum + body.additions, 0),
    deletions: bodies.reduce((sum, body) => sum + body.deletions, 0),
    ...(isKnown && { hunks: bodies.flatMap((body) => body.hunks) }),
  };
}

/** `:100644 100755 <id> <id> R100\told name\tnew name`; names with odd bytes are quoted as in C. */
function readRawLine(line: string): FileHead | undefined {
  const [fields = "", first, second] = line.split("\t");
  const [oldMode = "", newMode = "", oldId = "", newId = "", letter = ""] = fields.slice(1).split(" ");
  if (first === undefined || letter.startsWith("U")) return undefined;
  const mode = newMode === "000000" ? oldMode : newMode;
  const isContentSame = oldId === newId && !/^0+$/.test(newId);
  return {
    path: unquote(second ?? first),
    ...(second !== undefined && { previousPath: unquote(first) }),
    status: statusOf(letter, isContentSame && oldMode !== newMode),
    kind: kindOfMode(mode),
    sections: letter.startsWith("T") ? 2 : 1,
  };
}

function statusOf(letter: string, isOnlyMode: boolean): ChangeStatus {
  switch (letter[0]) {
    case "A":
      return "added";
    case "D":
      return "removed";
    case "R":
      return "renamed";
    case "C":
      return "copied";
    case "T":
      return "type-changed";
    default:
      return isOnlyMode ? "mode-changed" : "modified";
  }
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  "\\": 92,
};

/** `"k8s/\303\244.yaml"` -> `k8s/ä.yaml`. */
export function unquote(name: string): string {
  if (!name.startsWith('"')) return Buffer.from(name, "latin1").toString("utf8");
  const bytes: number[] = [];
  for (const [, octal, letter, plain] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\])/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(escapes[letter] ?? letter.charCodeAt(0));
    else bytes.push((plain ?? "").charCodeAt(0));
  }
  return Buffer.from(bytes).toString("utf8");
}

/** Reads hunk bodies by the counts in their heads, so that no line of a file can pose as the next head. */
function hunkReader() {
  let section: FileBody | undefined;
  let oldLeft = 0;
  let newLeft = 0;
  let first = 0;
  let line = 0;
  let changed: [number, number][] = [];

  function close(): void {
    // `+0,0`: nothing is left at head, so there is no line to speak of.
    if (first > 0) section?.hunks.push({ lines: [first, Math.max(first, line - 1)], changed });
    section = undefined;
  }

  return {
    isOpen: () => oldLeft > 0 || newLeft > 0,
    open(head: string, into: FileBody): void {
      const counts = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(head);
      if (!counts) return;
      section = into;
      oldLeft = Number(counts[1] ?? 1);
      newLeft = Number(counts[3] ?? 1);
      first = Number(counts[2]);
      line = first;
      changed = [];
    },
    take(content: Buffer): void {
      const mark = content[0];
      if (mark === 0x5c /* \ No newline at end of file */) return;
      if (mark === 0x2b /* + */) {
        extend(changed, line);
        if (section) section.additions += 1;
        newLeft -= 1;
        line += 1;
      } else if (mark === 0x2d /* - */) {
        if (section) section.deletions += 1;
        oldLeft -= 1;
      } else {
        oldLeft -= 1;
        newLeft -= 1;
        line += 1;
      }
      if (oldLeft <= 0 && newLeft <= 0) close();
    },
  };
}

function extend(ranges: [number, number][], line: number): void {
  const last = ranges.at(-1);
  if (last?.[1] === line - 1) last[1] = line;
  else ranges.push([line, line]);
}

/** Cuts pieces into lines; of an overlong line only the beginning is kept. */
function lineReader(takeLine: (line: Buffer) => void) {
  let pending: Buffer[] = [];
  let pendingLength = 0;

  function keep(piece: Buffer): void {
    if (pendingLength < lineLimit) pending.push(Buffer.from(piece.subarray(0, lineLimit - pendingLength)));
    pendingLength += piece.length;
  }

  function finish(piece: Buffer): void {
    if (pendingLength === 0) return takeLine(piece);
    keep(piece);
    const line = Buffer.concat(pending);
    pending = [];
    pendingLength = 0;
    takeLine(line);
  }

  return {
    take(chunk: Buffer): void {
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        finish(chunk.subarray(start, end));
        start = end + 1;
      }
      if (start < chunk.length) keep(chunk.subarray(start));
    },
    end(): void {
      if (pendingLength > 0) finish(Buffer.alloc(0));
    },
  };
}
