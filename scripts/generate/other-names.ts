/** What other tools call the same question: the ids whose suppression comments silence a check of ours. */

import { counterpartsOf, everything, type ForeignTool } from "../../languages/foreign/counterparts.ts";

const tools: Readonly<Record<string, ForeignTool>> = {
  hadolint: "hadolint",
  "kube-linter": "kube-linter",
  pint: "pint",
  Polaris: "polaris",
  ShellCheck: "shellcheck",
  Trivy: "trivy",
  yamllint: "yamllint",
  zizmor: "zizmor",
};

/** `ShellCheck SC2164`, by tool; those that a glob stands for are left out. */
export function otherNames(check: string): readonly string[] {
  return Object.entries(tools).flatMap(([title, tool]) => {
    const ids = [...counterpartsOf(tool)].filter(([id, checks]) => id !== everything && checks.includes(check));
    const codes = ids.map(([id]) => id).filter((id) => tool !== "hadolint" || id.startsWith("dl"));
    return codes.length === 0 ? [] : [`${title} ${codes.map((id) => `\`${written(id)}\``).join(", ")}`];
  });
}

/** Codes with numbers are written in capitals where they come from. */
function written(id: string): string {
  return /^(?:dl|sc|avd-|ksv)/u.test(id) ? id.toUpperCase() : id;
}
