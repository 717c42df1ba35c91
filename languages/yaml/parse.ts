/** Parses a YAML stream into our positioned tree: one fast pass where the text is sound, a recovering one where it is not. */

import { parseEvents, YAMLException } from "js-yaml";
import type { ParseProblem } from "../parsed.ts";
import { buildTree } from "./build-tree.ts";
import { looseParser } from "./loose-brackets.ts";
import { recover, type ParseAttempt } from "./recover.ts";
import { findUnquotedTemplates } from "./templates.ts";
import type { YamlFile } from "./tree.ts";

export interface ParsedYaml {
  /** Complete where there are no problems; else what could be recovered around them. */
  readonly tree: YamlFile;
  readonly problems: readonly ParseProblem[];
}

/** Deeper than anybody writes, shallow enough for every walk over the tree. */
const maximumDepth = 1_000;

/** Never throws. Offsets are UTF-16 offsets into `text`, which comes without byte order mark. */
export function parseYaml(text: string): ParsedYaml {
  const parse = looseParser(parseStrictly);
  const attempt = parse(text);
  if ("events" in attempt) {
    const tree = buildTree(text, attempt.events);
    return { tree, problems: findUnquotedTemplates(text, tree) };
  }
  const { problems, recovered } = recover(text, attempt.failure, parse);
  const tree = recovered ? buildTree(recovered.text, recovered.events) : emptyTree(text);
  return { tree, problems };
}

/** The tree of a sound text, `undefined` for any other: for those who would not use what can be recovered, and cannot wait for it. */
export function parseSoundYaml(text: string): YamlFile | undefined {
  const attempt = parseStrictly(text);
  return "events" in attempt ? buildTree(text, attempt.events) : undefined;
}

function parseStrictly(text: string): ParseAttempt {
  try {
    return { events: parseEvents(text, { maxDepth: maximumDepth }) };
  } catch (error) {
    if (error instanceof YAMLException) return { failure: { reason: error.reason, offset: error.mark?.position ?? 0 } };
    // A stack that was nearly full before we were called: as deep as we can go from here.
    if (error instanceof RangeError) return { failure: { reason: "nesting exceeded the stack", offset: 0 } };
    throw error;
  }
}

function emptyTree(text: string): YamlFile {
  return { type: "YamlFile", range: [0, text.length], documents: [], comments: [] };
}
