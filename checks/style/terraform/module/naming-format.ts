/** Shapes of names: presets, and patterns of the owners' own. */

import { RE2JS } from "re2js";

export interface NamingWords {
  readonly format?: string;
  readonly custom?: string;
}

export interface NamingFormat {
  /** As a sentence names it. */
  readonly title: string;
  readonly accepts: (name: string) => boolean;
  readonly suggest?: (name: string) => string;
}

const snakeCase: NamingFormat = {
  title: "`snake_case`",
  accepts: (name) => /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/u.test(name),
  suggest: (name) => words(name).join("_").toLowerCase(),
};

const mixedSnakeCase: NamingFormat = {
  title: "`mixed_snake_case`",
  accepts: (name) => /^[a-zA-Z][a-zA-Z0-9]*(?:_[a-zA-Z0-9]+)*$/u.test(name),
  suggest: (name) =>
    name
      .split(/[-_]+/u)
      .filter((word) => word !== "")
      .join("_"),
};

/** `undefined` where any name will do, also for a pattern that RE2 refuses: what cannot be asked never fires. */
export function namingFormat({ format = "", custom = "" }: NamingWords): NamingFormat | undefined {
  if (custom !== "") return ownFormat(custom);
  if (format === "snake_case") return snakeCase;
  return format === "mixed_snake_case" ? mixedSnakeCase : undefined;
}

function ownFormat(pattern: string): NamingFormat | undefined {
  try {
    const compiled = RE2JS.compile(pattern);
    return { title: `of the form \`${pattern}\``, accepts: (name) => compiled.matcher(name).find() };
  } catch {
    return undefined;
  }
}

function words(name: string): readonly string[] {
  return name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, "_")
    .split(/[-_]+/u)
    .filter((word) => word !== "");
}
