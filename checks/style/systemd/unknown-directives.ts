/**
 * Directives that systemd does not know in their section.
 *
 * Why: systemd ignores the line and starts the unit without it: as root where `User=` was meant, or not at boot.
 *
 * Told are directives of another section, and names that are most likely a slip of the finger. Names that look like nothing
 * known may be newer than this list, and are left alone, as are those that begin with `X-`.
 *
 * Bad (hosts/api.service):
 * ```ini
 * [Unit]
 * Description=The API
 * User=api
 *
 * [Service]
 * ExecStart=/usr/bin/api
 * ```
 *
 * Good (hosts/api.service):
 * ```ini
 * [Unit]
 * Description=The API
 *
 * [Service]
 * ExecStart=/usr/bin/api
 * User=api
 * ```
 *
 * Bad (hosts/api.timer):
 * ```ini
 * [Timer]
 * OnCalender=daily
 * ```
 *
 * Mend: move the line to the section that the message names, or mend the name.
 *
 * Waive: `# plumbline-disable-next-line style/systemd/unknown-directives -- reason`
 */

import { isSlip } from "../../../core/nearest.ts";
import type { IniDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { directives } from "../../../languages/systemd/directives.ts";
import { isOpen, sectionsOf, type Unit, unitOf } from "../../../languages/systemd/unit.ts";

const check: StyleCheck<object, IniDocument> = {
  meta: { docs: { languages: ["ini"], kinds: ["systemd-unit"] } },
  create(context) {
    const unit = unitOf(context.sourceCode.document);
    if (!unit) return {};
    const sections = sectionsOf(unit);
    return {
      IniSection({ name = "", entries }) {
        const known = sections.includes(name) ? directives.get(name) : undefined;
        if (!known) return;
        for (const { key, keyRange } of entries) {
          if (known.has(key) || key.startsWith("X-") || isOpen(key)) continue;
          const mistake = judge(key, name, known, unit);
          if (mistake) reportFinding(context, { at: { range: keyRange }, ...mistake });
        }
      },
    };
  },
};
export default check;

interface Mistake {
  readonly message: string;
  readonly advice: string;
}

function judge(key: string, section: string, known: ReadonlySet<string>, unit: Unit): Mistake | undefined {
  const elsewhere = [...directives].filter(([, names]) => names.has(key)).map(([name]) => name);
  if (elsewhere.length > 0) {
    const home = sectionsOf(unit).find((name) => elsewhere.includes(name));
    const others = elsewhere.map((name) => `\`[${name}]\``).join(", ");
    return {
      message: `\`${key}\` is no directive of \`[${section}]\` but of ${home === undefined ? others : `\`[${home}]\``}, so systemd ignores it here.`,
      advice:
        home === undefined ? "Delete the line, or move it to a unit of that kind." : `Move the line to \`[${home}]\`.`,
    };
  }
  const lower = key.toLowerCase();
  const meant = [...known].find((name) => name.toLowerCase() === lower) ?? [...known].find((name) => isSlip(key, name));
  if (meant === undefined) return undefined;
  return { message: `systemd knows no \`${key}\` and ignores the line.`, advice: `Write \`${meant}\`.` };
}
