/** Waivers in TOML, INI and dotenv: ours in comments of the language, those of other tools wherever they stand on a line. */

import type { LineIndex } from "../core/text.ts";
import type { Waiver } from "../core/waiver.ts";
import { mentions } from "./foreign/forms.ts";
import { readForeignWaivers } from "./foreign/read.ts";
import type { Comment } from "./parsed.ts";
import { findMentions } from "./text/comments.ts";
import { readWaivers } from "./waivers.ts";

/** Scanners of other tools go line by line and know no language, so their words count behind a value, too. */
export function readSettingsWaivers(comments: readonly Comment[], text: string, lines: LineIndex): readonly Waiver[] {
  return [...readWaivers(comments, text, lines), ...readForeignWaivers(findMentions(text, mentions), { text, lines })];
}
