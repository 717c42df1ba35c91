/** Reads a check's opening comment, which is its manual page, into its parts. */

export interface Manual {
  /** First paragraph: one sentence. */
  readonly summary: string;
  readonly why: string;
  readonly examples: readonly ManualExample[];
  readonly mend: string;
  readonly waive: string;
  /** Paragraphs that bear no heading of the form, in Markdown. */
  readonly notes: readonly string[];
}

export interface ManualExample {
  readonly verdict: "bad" | "good";
  /** Where such a document may lie; decides its language and kind. */
  readonly path?: string;
  /** What stands after the opening fence: `yaml`, `text`. */
  readonly language: string;
  /** As a reader of the page sees it. */
  readonly shown: string;
  /** The text that is checked: `shown` with its signs for invisible characters put into place, and a final newline. */
  readonly text: string;
}

/** The form is not kept; the message says what is missing. */
export class ManualError extends Error {
  override readonly name = "ManualError";
}

/** The opening comment of a source text without its marks; throws where the text does not begin with one. */
export function openingComment(source: string, path: string): string {
  const match = /^\s*\/\*\*(?<body>[\s\S]*?)\*\//u.exec(source);
  if (!match?.groups?.["body"]) throw new ManualError(`${path}: does not begin with a /** … */ comment.`);
  const lines = match.groups["body"].split(/\r?\n/u).map((line) => line.replace(/^\s*\* ?/u, ""));
  return lines.join("\n").trim();
}

export function parseManual(comment: string, path: string): Manual {
  const blocks = splitBlocks(comment);
  const examples: ManualExample[] = [];
  const notes: string[] = [];
  const labelled = new Map<string, string>();
  let summary: string | undefined;
  let announced: Pick<ManualExample, "verdict" | "path"> | undefined;

  for (const block of blocks) {
    if (announced && block.kind === "text") {
      throw new ManualError(`${path}: a code block must follow "${announced.verdict}".`);
    }
    if (block.kind === "code") {
      if (announced) examples.push({ ...announced, ...exampleOf(block) });
      else notes.push(block.source);
      announced = undefined;
      continue;
    }
    const label = /^(?<label>Why|Mend|Waive): (?<text>[\s\S]+)$/u.exec(block.source)?.groups;
    const example = /^(?<verdict>Bad|Good)(?: \((?<path>[^)]+)\))?:$/u.exec(block.source)?.groups;
    if (summary === undefined) summary = oneLine(block.source);
    else if (example) announced = announcement(example);
    else if (label) labelled.set(label["label"] ?? "", label["text"] ?? "");
    else notes.push(block.source);
  }
  if (announced) throw new ManualError(`${path}: a code block must follow "${announced.verdict}".`);
  return complete({ summary, labelled, examples, notes }, path);
}

interface Parts {
  readonly summary: string | undefined;
  readonly labelled: ReadonlyMap<string, string>;
  readonly examples: readonly ManualExample[];
  readonly notes: readonly string[];
}

function complete({ summary, labelled, examples, notes }: Parts, path: string): Manual {
  if (!summary) throw new ManualError(`${path}: the opening comment has no first sentence.`);
  const part = (label: string): string => {
    const text = labelled.get(label);
    if (text === undefined) throw new ManualError(`${path}: the opening comment has no "${label}:" paragraph.`);
    return oneLine(text);
  };
  for (const verdict of ["bad", "good"] as const) {
    if (examples.some((example) => example.verdict === verdict)) continue;
    throw new ManualError(`${path}: the opening comment has no example of what is ${verdict}.`);
  }
  return { summary, why: part("Why"), examples, mend: part("Mend"), waive: part("Waive"), notes };
}

type Block =
  | { readonly kind: "text"; readonly source: string }
  | { readonly kind: "code"; readonly source: string; readonly language: string; readonly body: string };

/** Paragraphs and fenced code. A label line directly above its fence is a paragraph of its own. */
function splitBlocks(comment: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = comment.split("\n");
  let paragraph: string[] = [];
  const close = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: "text", source: paragraph.join("\n") });
    paragraph = [];
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const fence = /^(?<marks>`{3,})(?<language>[\w-]*)$/u.exec(line)?.groups;
    if (fence) {
      close();
      const marks = fence["marks"] ?? "```";
      const found = lines.indexOf(marks, index + 1);
      const end = found === -1 ? lines.length : found;
      const body = lines.slice(index + 1, end).join("\n");
      blocks.push({
        kind: "code",
        source: lines.slice(index, end + 1).join("\n"),
        language: fence["language"] ?? "",
        body,
      });
      index = end;
    } else if (line.trim() === "") close();
    else paragraph.push(line);
  }
  close();
  return blocks;
}

function announcement(groups: Record<string, string | undefined>): Pick<ManualExample, "verdict" | "path"> {
  const verdict = groups["verdict"] === "Bad" ? "bad" : "good";
  return { verdict, ...(groups["path"] === undefined ? {} : { path: groups["path"] }) };
}

function exampleOf({ language, body }: Block & { kind: "code" }): Pick<ManualExample, "language" | "shown" | "text"> {
  return { language, shown: body, text: withInvisible(body) };
}

/**
 * A comment cannot hold a trailing space or an invisible character, so pages show signs for them:
 * `␠` a space, `␉` a tab, `<U+200B>` any character by its code point, `␄` at the end: no final newline.
 */
function withInvisible(shown: string): string {
  const ended = shown.endsWith("␄") ? shown.slice(0, -1) : `${shown}\n`;
  return ended
    .replaceAll("␠", " ")
    .replaceAll("␉", "\t")
    .replaceAll(/<U\+(?<code>[0-9A-F]{4,6})>/gu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/gu, " ").trim();
}
