/** Blocks of a Go template while they are open: what has been read of them, and what becomes of them at their end. */

import type { Range } from "../../core/text.ts";
import type {
  GoTemplateAlternative,
  GoTemplateBlock,
  GoTemplateDefinition,
  GoTemplateItem,
  GoTemplatePipeline,
  GoTemplateString,
  GoTemplateTag,
} from "./tree.ts";

export interface Frame {
  readonly keyword: GoTemplateBlock["keyword"] | GoTemplateDefinition["keyword"];
  readonly tag: GoTemplateTag;
  readonly pipeline?: GoTemplatePipeline;
  readonly name?: GoTemplateString;
  readonly items: GoTemplateItem[];
  readonly branches: Branch[];
  /** Variables that were declared when it was opened: they are all that is left behind it. */
  readonly variables: readonly string[];
}

/** What an `else` opened. */
export interface Branch {
  readonly tag: GoTemplateTag;
  readonly keyword?: "if" | "with";
  readonly pipeline?: GoTemplatePipeline;
  readonly items: GoTemplateItem[];
}

/** Where what is read next belongs. */
export function itemsOf(frame: Frame): GoTemplateItem[] {
  return frame.branches.at(-1)?.items ?? frame.items;
}

export function isDefinition({ keyword }: Frame): boolean {
  return keyword === "define" || keyword === "block";
}

/** `end` is missing where the block is never closed: it reaches as far as what is in it. */
export function nodeOf(frame: Frame, end: GoTemplateTag | undefined): GoTemplateBlock | GoTemplateDefinition {
  const { tag, items, branches, keyword } = frame;
  const alternatives = branches.map(alternativeOf);
  const last = end?.range[1] ?? alternatives.at(-1)?.range[1] ?? lastOf(items, tag);
  const common = { range: [tag.range[0], last] as const, tag, items, ...(end && { end }) };
  if (keyword === "define" || keyword === "block") {
    return {
      type: "GoTemplateDefinition",
      keyword,
      ...common,
      name: frame.name,
      ...(frame.pipeline && { pipeline: frame.pipeline }),
    };
  }
  return {
    type: "GoTemplateBlock",
    keyword,
    ...common,
    pipeline: frame.pipeline ?? emptyPipeline(tag),
    alternatives,
  };
}

function alternativeOf({ tag, items, keyword, pipeline }: Branch): GoTemplateAlternative {
  const range: Range = [tag.range[0], lastOf(items, tag)];
  return {
    type: "GoTemplateAlternative",
    range,
    tag,
    ...(keyword && { keyword }),
    ...(pipeline && { pipeline }),
    items,
  };
}

function lastOf(items: readonly GoTemplateItem[], tag: GoTemplateTag): number {
  return items.at(-1)?.range[1] ?? tag.range[1];
}

/** Stands for one that could not be read. */
export function emptyPipeline({ range }: GoTemplateTag): GoTemplatePipeline {
  const place = Math.min(range[0] + 2, range[1]);
  return { type: "GoTemplatePipeline", range: [place, place], variables: [], declares: false, commands: [] };
}
