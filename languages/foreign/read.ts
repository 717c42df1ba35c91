/** Comments of other tools silence the rules of ours that ask the same: from comments to waivers. */

import type { LineIndex } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import type { Comment } from "../parsed.ts";
import { counterpartsOf, everything } from "./counterparts.ts";
import type { Counterparts, ForeignTool } from "./counterparts.ts";
import { readMention } from "./forms.ts";
import type { Mention } from "./forms.ts";

export interface ForeignOptions {
  readonly text: string;
  readonly lines: LineIndex;
  /** Lines of the YAML document around an offset; the whole file where there are none. */
  readonly documentAround?: (offset: number) => Waiver["covers"];
  /** Lines of the entry of a list that a comment stands in, or above. */
  readonly itemAround?: (offset: number) => Waiver["covers"] | undefined;
  /** Of each tool; what is usual where missing. */
  readonly counterparts?: (tool: ForeignTool) => Counterparts;
}

interface OpenBlock {
  readonly mention: Mention;
  readonly ids: ReadonlySet<string>;
  readonly comment: Comment;
  readonly first: number;
}

/** Comments in the order of the text. */
export function readForeignWaivers(comments: readonly Comment[], options: ForeignOptions): readonly Waiver[] {
  const { lines, counterparts = counterpartsOf } = options;
  const waivers: Waiver[] = [];
  let open: readonly OpenBlock[] = [];
  const close = (block: OpenBlock, ids: readonly string[], last: number): void => {
    const covers = [block.first, Math.max(block.first, last)] as const;
    waivers.push(...waiverOf(block.mention, ids, block.comment, { covers, form: "block" }, counterparts));
  };

  for (const comment of comments) {
    const mention = readMention(comment.text);
    if (mention === undefined) continue;
    const ids = named(mention, counterparts(mention.tool));
    const { line } = lines.position(comment.range[0]);
    if (mention.reach === "to") {
      const ending = new Set(ids);
      open = open.flatMap((block) => endBlock(block, mention.tool, ending, (ended) => close(block, ended, line)));
    } else if (mention.reach === "from" && isAlone(comment, options)) {
      open = [...open, { mention, ids: new Set(ids), comment, first: line }];
    } else {
      waivers.push(...waiverOf(mention, ids, comment, place(mention, comment, options), counterparts));
    }
  }
  for (const block of open) close(block, [...block.ids], lines.count);
  return waivers;
}

/** What of a block goes on. */
function endBlock(
  block: OpenBlock,
  tool: ForeignTool,
  ending: ReadonlySet<string>,
  close: (ids: readonly string[]) => void,
): readonly OpenBlock[] {
  if (block.mention.tool !== tool) return [block];
  const ended = [...block.ids].filter((id) => ending.has(id));
  const going = [...block.ids].filter((id) => !ending.has(id));
  if (ended.length > 0) close(ended);
  return going.length === 0 ? [] : [{ ...block, ids: new Set(going) }];
}

/** Every rule of the tool that has a counterpart, where all are meant. */
function named({ ids }: Mention, counterparts: Counterparts): readonly string[] {
  return ids.includes(everything) ? [...counterparts.keys()] : ids.map((id) => id.toLowerCase());
}

function waiverOf(
  { tool, reason, date }: Mention,
  ids: readonly string[],
  { range }: Comment,
  placed: Pick<Waiver, "covers" | "form">,
  counterparts: (tool: ForeignTool) => Counterparts,
): readonly Waiver[] {
  const known = counterparts(tool);
  const rules = [...new Set(ids.flatMap((id) => known.get(id) ?? []))];
  if (rules.length === 0) return [];
  return [
    {
      rules,
      ...(reason === undefined ? {} : { reason }),
      ...(date === undefined ? {} : { date }),
      range,
      origin: tool,
      ...placed,
    },
  ];
}

function place(
  { reach }: Mention,
  comment: Comment,
  { text, lines, documentAround, itemAround }: ForeignOptions,
): Pick<Waiver, "covers" | "form"> {
  const { line } = lines.position(comment.range[0]);
  const whole = [1, Math.max(1, lines.count)] as const;
  if (reach === "file") return { covers: whole, form: "file" };
  if (reach === "document") return { covers: documentAround?.(comment.range[0]) ?? whole, form: "block" };
  const item = reach === "item" ? itemAround?.(comment.range[0]) : undefined;
  if (item) return { covers: [Math.min(item[0], line), item[1]], form: "block" };
  const isNext = reach === "next-line" || ((reach === "here" || reach === "item") && isAlone(comment, { text, lines }));
  return isNext ? { covers: [line + 1, line + 1], form: "next-line" } : { covers: [line, line], form: "line" };
}

function isAlone({ range }: Comment, { text, lines }: Pick<ForeignOptions, "text" | "lines">): boolean {
  const [start] = lines.line(lines.position(range[0]).line);
  return text.slice(start, range[0]).trim() === "";
}
