/** The positioned tree of an INI text, whatever its dialect: sections with their entries. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface IniFile {
  readonly type: "IniFile";
  readonly range: Range;
  /** The first holds what stands before any header, and has no name. */
  readonly sections: readonly IniSection[];
  readonly comments: readonly Comment[];
}

export interface IniSection {
  readonly type: "IniSection";
  /** From its header to the last of its entries. */
  readonly range: Range;
  /** Between the brackets. */
  readonly name?: string;
  readonly nameRange?: Range;
  readonly entries: readonly IniEntry[];
}

export interface IniEntry {
  readonly type: "IniEntry";
  readonly range: Range;
  readonly key: string;
  readonly keyRange: Range;
  /** Continued lines included, as they are written; missing where the key stands alone. */
  readonly value?: string;
  /** Empty at the entry's end where there is no value. */
  readonly valueRange: Range;
}

export type IniNode = IniFile | IniSection | IniEntry;
