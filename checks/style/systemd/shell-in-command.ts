/**
 * Marks of a shell in a command that systemd runs without one.
 *
 * Why: systemd hands `|`, `>` and `&&` to the program as arguments, so nothing is piped, written or run after it.
 *
 * Bad (hosts/report.service):
 * ```ini
 * [Service]
 * ExecStart=/usr/bin/report --all > /var/log/report.log
 * ```
 *
 * Good (hosts/report.service):
 * ```ini
 * [Service]
 * ExecStart=/usr/bin/report --all
 * StandardOutput=file:/var/log/report.log
 * ```
 *
 * Mend: use systemd's own directives, or run a shell: `ExecStart=/bin/sh -c '…'`.
 *
 * Waive: `# plumbline-disable-next-line style/systemd/shell-in-command -- reason`
 */

import type { IniDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { unitOf, valueOf } from "../../../languages/systemd/unit.ts";

/** A mark alone between blanks, or a redirection that only a shell would write. */
const mark = /(?:^|[ \t])(\|\|?|&&|&|[12]?>>?(?:&[12])?|2>&1|&>)(?=[ \t]|$)|[ \t]([12]?>>?[/&][^ \t]*)/u;

const advices: Readonly<Record<string, string>> = {
  ">": "Write `StandardOutput=append:FILE`, or run a shell: `/bin/sh -c '…'`.",
  "&": "Delete it: systemd waits for nothing of `Type=simple`.",
};

const check: StyleCheck<object, IniDocument> = {
  meta: { docs: { languages: ["ini"], kinds: ["systemd-unit"] } },
  create(context) {
    const unit = unitOf(context.sourceCode.document);
    if (unit?.type !== "service") return {};
    return {
      IniEntry(entry) {
        if (!/^Exec(?:Start|StartPre|StartPost|Condition|Reload|Stop|StopPost)$/u.test(entry.key)) return;
        // What stands in quotes is one argument, most often a script for a shell.
        const bare = valueOf(entry).replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gu, "''");
        const found = mark.exec(bare);
        const shown = found?.[1] ?? found?.[2];
        if (shown === undefined || /["']/u.test(bare.replaceAll("''", ""))) return;
        const kind = shown.includes(">") ? ">" : shown;
        reportFinding(context, {
          at: { range: entry.valueRange },
          message: `\`${shown}\` means something to a shell, and systemd runs this command without one: the program gets it as an argument.`,
          advice: advices[kind] ?? "Run a shell: `/bin/sh -c '…'`, or write a directive of its own for each command.",
        });
      },
    };
  },
};
export default check;
