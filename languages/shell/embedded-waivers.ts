/** What comments within the scripts of another file silence: our own waivers, and ShellCheck's. */

import type { LineIndex } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import { readWaivers } from "../waivers.ts";
import type { ShellScript } from "./script.ts";
import { readShellcheckWaivers } from "./shellcheck-waivers.ts";

const mention = /plumbline-(?:disable|enable|ignore|skip)|shellcheck\s/u;

/** `scriptsOf` is asked only where the text speaks of either. */
export function readEmbeddedWaivers(
  scriptsOf: () => readonly ShellScript[],
  text: string,
  lines: LineIndex,
): readonly Waiver[] {
  if (!mention.test(text)) return [];
  return scriptsOf().flatMap(({ tree }) => [
    ...readWaivers(tree.comments, text, lines),
    ...readShellcheckWaivers(tree, lines),
  ]);
}
