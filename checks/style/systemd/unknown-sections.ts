/**
 * Sections that systemd does not know in a unit of this kind.
 *
 * Why: systemd ignores such a section with everything in it, and starts the unit without those settings.
 *
 * Sections whose name begins with `X-` are left alone: systemd leaves them to others.
 *
 * Bad (hosts/api.service):
 * ```ini
 * [Unit]
 * Description=The API
 *
 * [Servcie]
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
 * ```
 *
 * Mend: mend the section's name, or move what it holds.
 *
 * Waive: `# plumbline-disable-next-line style/systemd/unknown-sections -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import type { IniDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { isOpen, sectionsOf, unitOf } from "../../../languages/systemd/unit.ts";

const check: StyleCheck<object, IniDocument> = {
  meta: { docs: { languages: ["ini"], kinds: ["systemd-unit"] } },
  create(context) {
    const unit = unitOf(context.sourceCode.document);
    if (!unit) return {};
    const known = sectionsOf(unit);
    return {
      IniSection({ name, nameRange }) {
        if (name === undefined || !nameRange || known.includes(name)) return;
        if (name.startsWith("X-") || isOpen(name)) return;
        const meant = nearest(name, known);
        const list = known.map((each) => `\`[${each}]\``).join(", ");
        reportFinding(context, {
          at: { range: nameRange },
          message: `\`[${name}]\` is no section of a ${unit.type} unit, so systemd ignores everything in it.`,
          advice: meant === undefined ? `Move what it holds to one of ${list}.` : `Write \`[${meant}]\`.`,
        });
      },
    };
  },
};
export default check;
