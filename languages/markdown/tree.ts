/** The positioned tree of a Markdown text: mdast with a range on every node. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface MarkdownFile {
  readonly type: "MarkdownFile";
  readonly range: Range;
  readonly children: readonly MarkdownNode[];
  /** HTML comments. */
  readonly comments: readonly Comment[];
}

/** A node of mdast (CommonMark, GitHub's extensions, YAML front matter), by its own type name. */
export interface MarkdownNode {
  readonly type: string;
  readonly range: Range;
  readonly children?: readonly MarkdownNode[];
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly alt?: string | null;
  readonly lang?: string | null;
  readonly identifier?: string;
}
