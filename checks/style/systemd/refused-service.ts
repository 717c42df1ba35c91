/**
 * Services that systemd refuses to load.
 *
 * Why: `systemctl start` fails, and at boot the service is simply missing.
 *
 * A program whose path is neither absolute nor a bare name; several `ExecStart=` without `Type=oneshot`; `Restart=always` or
 * `on-success` with `Type=oneshot`; `Type=dbus` without `BusName=`. Drop-ins are asked for paths alone, since the rest of the
 * unit stands elsewhere.
 *
 * Bad (hosts/backup.service):
 * ```ini
 * [Service]
 * Type=oneshot
 * Restart=always
 * ExecStart=/usr/bin/backup
 * ```
 *
 * Good (hosts/backup.service):
 * ```ini
 * [Service]
 * Type=oneshot
 * Restart=on-failure
 * ExecStart=/usr/bin/backup
 * ```
 *
 * Bad (hosts/api.service):
 * ```ini
 * [Service]
 * ExecStart=bin/api --port 80
 * ```
 *
 * Mend: do what the message says; `systemd-analyze verify FILE` tells whether the service loads.
 *
 * Waive: `# plumbline-disable-next-line style/systemd/refused-service -- reason`
 */

import type { Range } from "../../../core/text.ts";
import type { IniEntry, IniFile } from "../../../languages/ini/tree.ts";
import type { IniDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck, type StyleFinding } from "../../../languages/style-check.ts";
import { isOpen, settingsOf, unitOf, valueOf } from "../../../languages/systemd/unit.ts";

const commandDirective = /^Exec(?:Start|StartPre|StartPost|Condition|Reload|Stop|StopPost)$/u;

const check: StyleCheck<object, IniDocument> = {
  meta: { docs: { languages: ["ini"], kinds: ["systemd-unit"] } },
  create(context) {
    const unit = unitOf(context.sourceCode.document);
    if (unit?.type !== "service") return {};
    return {
      IniFile(file) {
        const { text } = context.sourceCode.document;
        const commands = file.sections.filter(({ name }) => name === "Service").flatMap(({ entries }) => entries);
        const paths = commands.filter(({ key }) => commandDirective.test(key)).flatMap(relativePath);
        // What a template puts in may be the rest of the service.
        const whole = unit.isPart || isOpen(text) ? [] : judgeService(file);
        for (const finding of [...paths, ...whole]) reportFinding(context, finding);
      },
    };
  },
};
export default check;

/** The program behind the marks that may stand before it; `-` among them forgives what it does, and a missing file. */
function relativePath(entry: IniEntry): readonly StyleFinding[] {
  const match = /^(?<marks>[-@:+!|]*)(?<quote>["']?)(?<program>[^\s"']+)/u.exec(valueOf(entry));
  const { marks = "", quote = "", program = "" } = match?.groups ?? {};
  if (!program.includes("/") || program.startsWith("/") || /[%$]/u.test(program) || isOpen(program)) return [];
  if (marks.includes("-")) return [];
  const start = entry.valueRange[0] + marks.length + quote.length;
  const range: Range = [start, start + program.length];
  return [
    {
      at: { range },
      message: `\`${program}\` is neither an absolute path nor a bare name, so systemd refuses the service.`,
      advice: "Write the path from `/` on.",
    },
  ];
}

function judgeService({ sections }: IniFile): readonly StyleFinding[] {
  const last = (key: string) => settingsOf(sections, "Service", key).at(-1);
  const typeEntry = last("Type");
  const type = typeEntry ? valueOf(typeEntry).trim() : "simple";
  const starts = settingsOf(sections, "Service", "ExecStart");
  const findings: StyleFinding[] = [];
  const [, second] = starts;
  if (second && type !== "oneshot") {
    findings.push({
      at: { range: second.keyRange },
      message:
        "A second `ExecStart` stands here, which systemd takes only in services of `Type=oneshot`: it refuses this one.",
      advice: "Keep one, make it `Type=oneshot`, or write `ExecStartPre` for what comes before.",
    });
  }
  const restart = last("Restart");
  if (restart && type === "oneshot" && /^(?:always|on-success)$/u.test(valueOf(restart).trim())) {
    findings.push({
      at: { range: restart.range },
      message: `\`Restart=${valueOf(restart).trim()}\` does not go with \`Type=oneshot\`, whose program is meant to end: systemd refuses the service.`,
      advice: "Write `Restart=on-failure`, or let a timer start it again.",
    });
  }
  if (typeEntry && type === "dbus" && settingsOf(sections, "Service", "BusName").length === 0) {
    findings.push({
      at: { range: typeEntry.range },
      message: "`Type=dbus` stands without `BusName`, so systemd cannot tell when the service is up, and refuses it.",
      advice: "Add `BusName=`, or choose another type.",
    });
  }
  return findings;
}
