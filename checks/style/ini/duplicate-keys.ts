/**
 * Keys that stand twice in one section of an INI file.
 *
 * Why: some readers refuse the file, others silently take the last, so half of what a reviewer reads is not what runs.
 *
 * Asked where the reader is known to do either: Python's `configparser` (`ansible.cfg`, `setup.cfg`, `tox.ini` and so on)
 * refuses keys and sections that stand twice; Grafana, Supervisor and key files take the last. Never asked of systemd, git
 * and MySQL, where both may count.
 *
 * Bad (ansible.cfg):
 * ```ini
 * [defaults]
 * forks = 10
 * inventory = hosts
 * forks = 50
 * ```
 *
 * Good (ansible.cfg):
 * ```ini
 * [defaults]
 * forks = 50
 * inventory = hosts
 * ```
 *
 * Mend: keep the one that is meant and delete the other.
 *
 * Waive: `# plumbline-disable-next-line style/ini/duplicate-keys -- reason`
 */

import type { IniDialect } from "../../../languages/ini/dialect.ts";
import type { IniSection } from "../../../languages/ini/tree.ts";
import type { IniDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck, type StyleContext } from "../../../languages/style-check.ts";
import { untemplatedKinds } from "../../../core/kinds.ts";

/** In one section: more than a reader takes in. */
const mostFindings = 100;

type Context = StyleContext<object, IniDocument>;

const check: StyleCheck<object, IniDocument> = {
  meta: { docs: { languages: ["ini"], kinds: untemplatedKinds } },
  create: (context) => ({
    IniFile({ sections }) {
      const { dialect, text } = context.sourceCode.document;
      // Of a template's branches one is taken, and its loops write a key as often as they run.
      if (dialect.repeats === "both count" || dialect.repeats === "unknown" || text.includes("{%")) return;
      /** Line of each key, by section: the same section may come back. */
      const known = new Map<string, Map<string, number>>();
      for (const section of sections) {
        const keys = known.get(section.name ?? "") ?? new Map<string, number>();
        if (keys.size > 0 || known.has(section.name ?? "")) tellSection(context, section, dialect);
        known.set(section.name ?? "", keys);
        tellKeys(context, section, dialect, keys);
      }
    },
  }),
};
export default check;

function tellSection(context: Context, { name, nameRange }: IniSection, { repeats, reader }: IniDialect): void {
  // What holds for all sections may come in several parts.
  if (repeats !== "refused" || name === undefined || name === "DEFAULT" || !nameRange) return;
  reportFinding(context, {
    at: { range: nameRange },
    message: `The section \`${name}\` stands in this file already, and ${reader} refuses a file in which one stands twice.`,
    advice: "Move these keys there.",
  });
}

function tellKeys(context: Context, section: IniSection, dialect: IniDialect, keys: Map<string, number>): void {
  const { lines } = context.sourceCode.document;
  let told = 0;
  for (const { key, keyRange, value } of section.entries) {
    const first = keys.get(key);
    if (first === undefined) {
      keys.set(key, lines.position(keyRange[0]).line);
      continue;
    }
    // What is filled in may be the key, or nothing.
    if (/\{\{|<%/u.test(key + (value ?? ""))) continue;
    told += 1;
    if (told > mostFindings) return;
    const effect =
      dialect.repeats === "refused"
        ? `${dialect.reader} refuses the file`
        : `${dialect.reader} takes only the last one`;
    reportFinding(context, {
      at: { range: keyRange },
      message: `\`${key}\` stands in this section already, on line ${first}: ${effect}.`,
      advice: "Keep the one that is meant and delete the other.",
    });
  }
}
