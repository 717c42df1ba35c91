/** Operands of `[ … ]` that make another test of it where they are empty. */

import type { ShellSimpleCommand, ShellWord } from "../../../../languages/shell/tree.ts";
import { invocationOf, isNumber, textOf, unquotedExpansions } from "../../../../languages/shell/words.ts";
import type { ScriptView } from "./shell-check.ts";
import { isGuarded, isNeverEmpty, isPlainValue } from "./state.ts";

export interface VanishingOperand {
  readonly word: ShellWord;
  /** `-n`, `-f` …: true on its own; missing for one side of a comparison. */
  readonly operator?: string;
}

const comparisons = new Set(["=", "==", "!=", "<", ">"]);
/** `-z` is not among them: alone it is true, as it should be. */
const unary = new Set("-n -b -c -d -e -f -g -h -k -p -r -s -u -w -x -G -L -O -S".split(" "));

export function vanishingOperands(command: ShellSimpleCommand, script: ScriptView): readonly VanishingOperand[] {
  const { name, arguments: words } = invocationOf(command);
  if (name !== "[" && name !== "test") return [];
  return words.flatMap((word, index): readonly VanishingOperand[] => {
    const before = textOf(words[index - 1]) ?? "";
    const isCompared = comparisons.has(textOf(words[index + 1]) ?? "") || comparisons.has(before);
    // A word with something else in it never vanishes.
    const [expansion] = word.parts.length === 1 ? unquotedExpansions(word) : [];
    if (!expansion || (!isCompared && !unary.has(before))) return [];
    if (expansion.type === "ShellParameter") {
      if (isNumber(expansion) || isGuarded(expansion) || isPlainValue(expansion, script)) return [];
      if (!isCompared && isNeverEmpty(expansion, script)) return [];
    }
    return [{ word, ...(!isCompared && { operator: before }) }];
  });
}
