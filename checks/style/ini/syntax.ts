/**
 * Lines of INI files that their reader cannot take.
 *
 * Why: some readers refuse the whole file, others drop the line and run without the setting.
 *
 * There is no one INI, so what is asked depends on who reads the file: systemd (units, drop-ins), git, Python's
 * `configparser` (`setup.cfg`, `tox.ini`, `ansible.cfg` and so on), Supervisor, MySQL, Grafana, key files. Of other `.ini`
 * files only headers that are not closed are told.
 *
 * Bad (hosts/api.service):
 * ```ini
 * [Service]
 * ExecStart=/usr/bin/api
 * Restart on-failure
 * ```
 *
 * Good (hosts/api.service):
 * ```ini
 * [Service]
 * ExecStart=/usr/bin/api
 * Restart=on-failure
 * ```
 *
 * Bad (ansible.cfg):
 * ```ini
 * [defaults
 * inventory = hosts
 * ```
 *
 * Mend: mend the line that the message names.
 *
 * Waive: `# plumbline-disable-next-line style/ini/syntax -- reason`
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { IniDocument } from "../../../languages/parsed.ts";

const check: FileCheck<object, IniDocument> = { scope: "file", languages: ["ini"], kinds: untemplatedKinds, look };
export default check;

function look({ path, text, problems, unread }: IniDocument): Observation {
  if (unread !== undefined) return { findings: [], gaps: [{ path, reason: unread, cause: "unsupported" }] };
  // What stands in a template's marks becomes a line of its own, or none.
  const sure = problems.filter(({ range }) => !/\{\{|\{%|<%|@[A-Z_]+@/u.test(text.slice(...range)));
  return {
    findings: sure.map(({ message, advice, range }) => ({
      message,
      ...(advice !== undefined && { advice }),
      at: { path, range },
    })),
  };
}
