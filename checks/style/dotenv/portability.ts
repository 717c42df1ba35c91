/**
 * Lines of dotenv files that Docker, Compose and a shell read differently.
 *
 * Why: the same file is handed to a container in one place and sourced by a script in another, and only one of them gets
 * what is written.
 *
 * Blanks around `=`, `:` instead of it, names that no shell takes, values with blanks but without quotes, a quote within a
 * value, and Windows line ends.
 *
 * Bad (deploy/.env):
 * ```sh
 * REGION = eu-west-1
 * ```
 *
 * Good (deploy/.env):
 * ```sh
 * REGION=eu-west-1
 * ```
 *
 * Bad (deploy/.env):
 * ```sh
 * JAVA_OPTS=-Xms1g -Xmx1g
 * ```
 *
 * Mend: write `NAME=value` with letters, digits and `_` in the name, and quotes around what holds blanks.
 *
 * Waive: `# plumbline-disable-next-line style/dotenv/portability -- reason`
 */

import type { DotenvEntry } from "../../../languages/dotenv/tree.ts";
import type { DotenvDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck, type StyleFinding } from "../../../languages/style-check.ts";

const check: StyleCheck<object, DotenvDocument> = {
  meta: { docs: { languages: ["dotenv"], kinds: ["dotenv"] } },
  create: (context) => ({
    DotenvFile() {
      const { text, lines } = context.sourceCode.document;
      const at = text.indexOf("\r\n");
      if (at === -1) return;
      reportFinding(context, {
        at: { range: lines.line(lines.position(at).line) },
        message: "Lines of this file end as on Windows, so a shell gets a carriage return at the end of each value.",
        advice: "Save the file with `\\n` at the end of its lines.",
      });
    },
    DotenvEntry(entry) {
      const finding = judge(entry);
      if (finding) reportFinding(context, finding);
    },
  }),
};
export default check;

function judge(entry: DotenvEntry): StyleFinding | undefined {
  const { name, nameRange, blanks, hasColon } = entry;
  if (hasColon) {
    return {
      at: { range: nameRange },
      message: `Behind \`${name}\` stands \`:\`, which a shell and Docker do not take for \`=\`.`,
      advice: "Write `=`.",
    };
  }
  if (blanks) {
    return {
      at: { range: blanks },
      message: `Blanks stand around \`=\` behind \`${name}\`: a shell runs \`${name}\` as a command, and Docker refuses the file.`,
      advice: "Delete the blanks.",
    };
  }
  if (!/^[A-Za-z_]\w*$/u.test(name)) {
    return {
      at: { range: nameRange },
      message: `\`${name}\` is no name that a shell can set: it takes letters, digits and \`_\`, and no digit first.`,
      advice: "Write `_` for other characters.",
    };
  }
  return judgeValue(entry);
}

/** What is to be filled in yet, or stands in braces, is not known. */
const open = /<[^>]*>|\{\{|\$[({]/u;

function judgeValue({ name, value, valueRange, quote }: DotenvEntry): StyleFinding | undefined {
  // A quote that is never closed is a mistake to every reader: another rule's.
  if (value === undefined || quote !== "none" || open.test(value) || /^["'`][^"'`]*$/u.test(value)) return undefined;
  if (/["'`]/u.test(value.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|\\./gu, ""))) {
    return {
      at: { range: valueRange },
      message: `A quote stands alone in the value of \`${name}\`: Docker takes it as it is, and a shell looks for its end in the lines below.`,
      advice: "Put quotes of the other kind around the value.",
    };
  }
  if (!/[^\\][ \t]/u.test(value.replaceAll(/"[^"]*"|'[^']*'/gu, ""))) return undefined;
  return {
    at: { range: valueRange },
    message: `The value of \`${name}\` holds blanks and stands in no quotes: a shell takes its first word, and runs the rest as a command.`,
    advice: "Put quotes around it, unless `docker run --env-file` reads the file, which would keep them.",
  };
}
