/** Reads `git diff --raw --numstat -p -z` into what GitHub tells about a changed file. */

export interface FileDifference {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: "added" | "modified" | "removed" | "renamed" | "copied" | "changed";
  /** Blob at head; for a removed file the blob that went. */
  readonly id: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks only, as in GitHub's `patch`; absent for binary files and changes without hunks. */
  readonly patch?: string;
}

interface RawEntry {
  readonly letter: string;
  readonly before: string;
  readonly after: string;
  readonly paths: readonly string[];
}

const statuses: Readonly<Record<string, FileDifference["status"]>> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "changed",
};

export function parseDiff(output: Buffer): readonly FileDifference[] {
  const fields = fieldReader(output);
  const entries: RawEntry[] = [];
  while (fields.peek() === ":") entries.push(readRawEntry(fields.next, fields.next()));
  const counts = entries.map((entry) => readCounts(fields.next, entry.paths.length));
  fields.next(); // an empty field parts the numbers from the patch
  const sections = patchSections(output.toString("utf8", fields.position()));
  return entries.map((entry, index) => {
    const [additions, deletions] = counts[index] ?? [0, 0];
    // A change of type shows as a removal followed by an addition.
    const patch = entry.letter === "T" ? sections.splice(0, 2).map(hunksOf).at(-1) : hunksOf(sections.shift() ?? "");
    return {
      path: entry.paths.at(-1) ?? "",
      ...(entry.paths.length > 1 && entry.paths[0] ? { previousPath: entry.paths[0] } : {}),
      status: statuses[entry.letter] ?? "modified",
      id: entry.letter === "D" ? entry.before : entry.after,
      additions,
      deletions,
      ...(patch ? { patch } : {}),
    };
  });
}

function fieldReader(output: Buffer) {
  let at = 0;
  const next = () => {
    const end = output.indexOf(0, at);
    const field = output.toString("utf8", at, end < 0 ? output.length : end);
    at = end < 0 ? output.length : end + 1;
    return field;
  };
  return { next, peek: () => output.toString("latin1", at, at + 1), position: () => at };
}

function readRawEntry(next: () => string, line: string): RawEntry {
  const [, , before = "", after = "", status = ""] = line.split(" ");
  const letter = status.charAt(0);
  const paths = letter === "R" || letter === "C" ? [next(), next()] : [next()];
  return { letter, before, after, paths };
}

/** A renamed file's numbers stand in a field of their own, followed by its two paths. */
function readCounts(next: () => string, paths: number): readonly [additions: number, deletions: number] {
  const [added = "0", removed = "0"] = next().split("\t");
  if (paths > 1) {
    next();
    next();
  }
  return [Number(added) || 0, Number(removed) || 0];
}

/** Content lines of a patch begin with a space, a sign or a backslash, so a line that begins so is a header. */
function patchSections(text: string): string[] {
  return text.split(/^diff --git /m).slice(1);
}

function hunksOf(section: string): string {
  const start = section.indexOf("\n@@ ");
  return start < 0 ? "" : section.slice(start + 1).replace(/\n$/, "");
}
