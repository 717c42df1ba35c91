/** A link to GitHub's page for a new file, filled in: the way to a first rule set, without any permission of ours. */

import type { Report } from "../core/report.ts";

const path = ".github/plumbline.yml";

const proposed = `# What Plumbline asks for here. \`recommended\` is what holds without this file; \`strict\` lets more of it block.
extends: [recommended]
rules: {}
# rules:
#   context/ticket: failure
#   style/yaml/*: off
`;

/** `undefined` where somebody has written rules, or where there is no GitHub to write them on. */
export function newRuleSetLink(
  { repository, ruleSet }: Report,
  {
    serverUrl = "https://github.com",
    baseBranch = "main",
  }: { readonly serverUrl?: string; readonly baseBranch?: string },
): string | undefined {
  const isUntouched = ruleSet.origin === "recommended" && ruleSet.notes.length === 0;
  if (!isUntouched || !/^[\w.-]+\/[\w.-]+$/u.test(repository)) return undefined;
  const branch = baseBranch.split("/").map(encodeURIComponent).join("/");
  const query = new URLSearchParams({ filename: path, value: proposed }).toString().replaceAll("+", "%20");
  return `[write rules of your own](${serverUrl}/${repository}/new/${branch}?${query})`;
}
