/** What the `.editorconfig` files above a path say about it, key by key: the nearest file wins, in it the last section. */

import { compileSectionGlob, type SectionMatcher } from "./glob.ts";
import { readEditorconfig } from "./read.ts";

/** A file as it was read in the tree. */
export interface EditorconfigText {
  readonly path: string;
  readonly text: string;
}

export interface EditorSetting {
  /** As written: known properties are read in lower case. */
  readonly value: string;
  /** The file that says so. */
  readonly from: string;
}

/** By property, in lower case. What is `unset` is not there. */
export type EditorSettings = ReadonlyMap<string, EditorSetting>;

interface Compiled {
  readonly isRoot: boolean;
  readonly sections: readonly {
    readonly matches: SectionMatcher;
    readonly properties: readonly (readonly [name: string, value: string])[];
  }[];
}

/** `files`: nearest folder first. */
export function editorSettings(path: string, files: readonly EditorconfigText[]): EditorSettings {
  const settings = new Map<string, EditorSetting>();
  for (const file of upToRoot(files)) {
    const relative = relativeTo(file.path, path);
    for (const { matches, properties } of file.sections) {
      if (!matches(relative)) continue;
      for (const [name, value] of properties) settings.set(name, { value, from: file.path });
    }
  }
  for (const [name, { value }] of settings) if (value.toLowerCase() === "unset") settings.delete(name);
  return settings;
}

/** Outermost first, starting at the nearest file that calls itself the root. */
function upToRoot(files: readonly EditorconfigText[]): readonly (Compiled & { readonly path: string })[] {
  const counting: (Compiled & { readonly path: string })[] = [];
  for (const { path, text } of files) {
    const compiled = compile(text);
    counting.unshift({ path, ...compiled });
    if (compiled.isRoot) break;
  }
  return counting;
}

/** A worker looks at many documents under the same few files. */
const known = new Map<string, Compiled>();
const mostKnown = 32;

function compile(text: string): Compiled {
  const before = known.get(text);
  if (before) return before;
  const { isRoot, sections } = readEditorconfig(text);
  const compiled: Compiled = {
    isRoot,
    sections: sections.map(({ glob, properties }) => ({
      matches: compileSectionGlob(glob) ?? (() => false),
      properties: properties.map(({ name, value }) => [name, value] as const),
    })),
  };
  if (known.size >= mostKnown) known.clear();
  known.set(text, compiled);
  return compiled;
}

function relativeTo(configuration: string, path: string): string {
  return path.slice(configuration.lastIndexOf("/") + 1);
}
