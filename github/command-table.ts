/** The registry of commands as a Markdown table, for `/plumbline help` and the manual. */

import { registry, rightsInWords } from "./commands.ts";

export function commandTable(): string {
  const rows = registry.map(
    ({ form, does, mayUse }) => `| \`${form.replaceAll("|", "\\|")}\` | ${does} | ${rightsInWords[mayUse]} |`,
  );
  return ["| command | what it does | who may use it |", "|---|---|---|", ...rows].join("\n");
}
