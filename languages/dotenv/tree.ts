/** The positioned tree of a dotenv file: assignments, one to a line but where quotes run over lines. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface DotenvFile {
  readonly type: "DotenvFile";
  readonly range: Range;
  readonly entries: readonly DotenvEntry[];
  readonly comments: readonly Comment[];
}

export interface DotenvEntry {
  readonly type: "DotenvEntry";
  /** From the name to the value's end, closing quote included. */
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  /** `export` stands before the name. */
  readonly isExported: boolean;
  /** Blanks around `=`: Docker and shells do not take them. */
  readonly blanks?: Range;
  /** `:` where others write `=`. */
  readonly hasColon: boolean;
  /** As written, without the quotes around it and without a comment behind it; missing where the name stands alone. */
  readonly value?: string;
  /** Quotes included; empty at the entry's end where there is no value. */
  readonly valueRange: Range;
  readonly quote: '"' | "'" | "`" | "none";
}

export type DotenvNode = DotenvFile | DotenvEntry;
