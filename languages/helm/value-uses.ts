/** Where templates read `.Values`, and whether they are prepared for nothing being there. */

import type { Range } from "../../core/text.ts";
import type {
  GoTemplateAction,
  GoTemplateCommand,
  GoTemplateFile,
  GoTemplateItem,
  GoTemplateOperand,
  GoTemplatePipeline,
} from "../go-template/tree.ts";

/** `.Values.image.tag`, written as it is. */
export interface ValueUse {
  /** Without `Values`. */
  readonly path: readonly string[];
  readonly range: Range;
  /** It stands in a block, so it may never be reached. */
  readonly isConditional: boolean;
}

export interface ValueUses {
  readonly bare: readonly ValueUse[];
  /** Paths that are asked about, given a default, or handed to functions: nothing may be there. Dots between the keys, one at the end. */
  readonly mentions: readonly string[];
  /** Keys that are looked up by their text. */
  readonly keys: ReadonlySet<string>;
  /** Paths whose values templates change, in the form of `mentions`; the empty one stands for all of them. */
  readonly changed: readonly string[];
}

/** Functions that write what they are given, whether there is something or nothing. */
const passing: ReadonlySet<string> = new Set(
  "quote squote toString int int64 float64 trunc b64enc lower upper trim trimSuffix trimPrefix nindent indent printf print replace title".split(
    " ",
  ),
);
const byKey: ReadonlySet<string> = new Set(
  "hasKey get index dig pluck pick omit set unset mustMerge merge dict".split(" "),
);
const changing: ReadonlySet<string> = new Set("set unset merge mustMerge mergeOverwrite mustMergeOverwrite".split(" "));

interface Collecting {
  readonly bare: ValueUse[];
  readonly mentions: string[];
  readonly keys: Set<string>;
  readonly changed: string[];
}

interface Place {
  /** Whether `.` is what Helm hands to a template. */
  readonly isDotRoot: boolean;
  /** Whether `$` is. */
  readonly isDollarRoot: boolean;
  readonly isConditional: boolean;
}

export function valueUsesIn(tree: GoTemplateFile): ValueUses {
  const collecting: Collecting = { bare: [], mentions: [], keys: new Set(), changed: [] };
  collectItems(tree.items, { isDotRoot: true, isDollarRoot: true, isConditional: false }, collecting);
  return collecting;
}

function collectItems(items: readonly GoTemplateItem[], place: Place, collecting: Collecting): void {
  for (const item of items) collectItem(item, place, collecting);
}

function collectItem(item: GoTemplateItem, place: Place, collecting: Collecting): void {
  switch (item.type) {
    case "GoTemplateText":
    case "GoTemplateJump":
      return;
    case "GoTemplateAction":
      return collectAction(item, place, collecting);
    case "GoTemplateInvocation":
      if (item.pipeline) mentionPipeline(item.pipeline, collecting);
      return;
    case "GoTemplateDefinition":
      if (item.pipeline) mentionPipeline(item.pipeline, collecting);
      // What a definition is given, only those who include it know.
      return collectItems(item.items, { isDotRoot: false, isDollarRoot: false, isConditional: true }, collecting);
    case "GoTemplateBlock": {
      const inside = { ...place, isConditional: true };
      const isDotRoot = item.keyword === "if" && place.isDotRoot;
      mentionPipeline(item.pipeline, collecting);
      collectItems(item.items, { ...inside, isDotRoot }, collecting);
      for (const { keyword, pipeline, items } of item.alternatives) {
        if (pipeline) mentionPipeline(pipeline, collecting);
        collectItems(items, { ...inside, isDotRoot: place.isDotRoot && keyword !== "with" }, collecting);
      }
    }
  }
}

function collectAction({ pipeline }: GoTemplateAction, place: Place, collecting: Collecting): void {
  const bare = bareOperands(pipeline).flatMap((operand) => {
    const path = rootedPath(operand, place);
    return path ? [{ operand, path }] : [];
  });
  for (const { operand, path } of bare) {
    if (path.length > 0) collecting.bare.push({ path, range: operand.range, isConditional: place.isConditional });
  }
  // Another name for all values, or for some: what is done to it is done to them.
  const [command] = pipeline.commands;
  const [only] = command?.operands ?? [];
  const isAlias = pipeline.variables.length > 0 && command?.operands.length === 1 && only && valuesPath(only);
  if (isAlias && pipeline.commands.length === 1) collecting.keys.add(aliasMark);
  mentionPipeline(pipeline, collecting, new Set(bare.map(({ operand }) => operand)));
}

/** Stands among the keys where a variable is another name for values. */
const aliasMark = "$";

/** Operands whose value is written by this action as it is. */
function bareOperands({ variables, commands }: GoTemplatePipeline): readonly GoTemplateOperand[] {
  const [first, ...stages] = commands;
  if (variables.length > 0 || !first || !stages.every(isPassing)) return [];
  const [head, ...rest] = first.operands;
  if (head?.type === "GoTemplateFunction") return passing.has(head.name) ? rest : [];
  return head && rest.length === 0 ? [head] : [];
}

function isPassing({ operands: [callee] }: GoTemplateCommand): boolean {
  return callee?.type === "GoTemplateFunction" && passing.has(callee.name);
}

function rootedPath(operand: GoTemplateOperand, { isDotRoot, isDollarRoot }: Place): readonly string[] | undefined {
  const isRooted =
    (operand.type === "GoTemplateField" && isDotRoot) ||
    (operand.type === "GoTemplateVariable" && operand.name === "$" && isDollarRoot);
  return isRooted && operand.path[0] === "Values" ? operand.path.slice(1) : undefined;
}

function mentionPipeline(
  { commands }: GoTemplatePipeline,
  collecting: Collecting,
  except: ReadonlySet<GoTemplateOperand> = new Set(),
): void {
  for (const { operands } of commands) {
    const [callee] = operands;
    const name = callee?.type === "GoTemplateFunction" ? callee.name : "";
    if (changing.has(name)) changeOperands(operands, collecting);
    for (const operand of operands) {
      if (operand.type === "GoTemplateString" && byKey.has(name)) collecting.keys.add(operand.value);
      if (!except.has(operand)) mentionOperand(operand, collecting);
    }
  }
}

function mentionOperand(operand: GoTemplateOperand, collecting: Collecting): void {
  if (operand.type === "GoTemplateParentheses") return mentionPipeline(operand.pipeline, collecting);
  if (operand.type === "GoTemplateChain") {
    for (const key of operand.path) collecting.keys.add(key);
    return mentionOperand(operand.source, collecting);
  }
  const path = valuesPath(operand);
  if (path && path.length > 0) collecting.mentions.push(joinPath(path));
}

/** The way below `.Values`, whatever it is read from. */
function valuesPath(operand: GoTemplateOperand): readonly string[] | undefined {
  if (operand.type !== "GoTemplateField" && operand.type !== "GoTemplateVariable") return undefined;
  const index = operand.path.indexOf("Values");
  return index === -1 ? undefined : operand.path.slice(index + 1);
}

function changeOperands(operands: readonly GoTemplateOperand[], collecting: Collecting): void {
  for (const operand of operands) {
    const path = valuesPath(operand);
    if (path) collecting.changed.push(joinPath(path));
    else if (operand.type === "GoTemplateVariable") collecting.changed.push(aliasMark);
  }
}

/** `image.tag.` for `image` and `tag`: what begins with it lies at it or below it. */
export function joinPath(path: readonly string[]): string {
  return path.map((key) => `${key}.`).join("");
}

/** Whether templates may set values that no file sets, at this path or above it. */
export function mayBeChanged(uses: readonly ValueUses[], path: readonly string[]): boolean {
  const joined = joinPath(path);
  const isAliased = uses.some(({ keys }) => keys.has(aliasMark));
  return uses.some(({ changed }) =>
    changed.some((prefix) =>
      prefix === aliasMark ? isAliased : joined.startsWith(prefix) || prefix.startsWith(joined),
    ),
  );
}
