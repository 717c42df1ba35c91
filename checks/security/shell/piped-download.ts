/**
 * Downloads that are run unseen.
 *
 * Why: whoever controls the address decides what runs, and a connection that breaks runs half of it.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * curl -fsSL https://example.com/install.sh | sudo bash
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * curl -fsSLo install.sh https://example.com/install.sh
 * sha256sum --check install.sh.sha256
 * bash install.sh
 * ```
 *
 * Mend: download, check, then run.
 *
 * Waive: `# plumbline-disable-next-line security/shell/piped-download -- reason`
 */

import type { ShellNode } from "../../../languages/shell/tree.ts";
import { invocationOf } from "../../../languages/shell/words.ts";
import { type ScriptView, shellCheck } from "../../style/shell/reading/shell-check.ts";

const loaders = new Set(["curl", "wget", "fetch"]);
const runners = /^(?:(?:ba|da|z|k|a)?sh|python[\d.]*|perl|ruby|node|php|eval|source|\.)$/u;

export default shellCheck((script) => {
  const { survey } = script;
  const piped = survey.all("ShellPipeline").filter(({ commands }) => {
    const loads = commands.findIndex(
      (command) => command.type === "ShellSimpleCommand" && loaders.has(invocationOf(command).name),
    );
    const rest = loads === -1 ? [] : commands.slice(loads + 1);
    return rest.some((command) => command.type === "ShellSimpleCommand" && isRunner(command, script));
  });
  const substituted = survey.all("ShellSubstitution").flatMap((substitution) => {
    const loads = survey.commandsIn(substitution).some((command) => loaders.has(invocationOf(command).name));
    const around = [...survey.above(substitution)].find(({ type }) => type === "ShellSimpleCommand");
    return loads && around?.type === "ShellSimpleCommand" && runsText(around, substitution) ? [around] : [];
  });
  return [...piped, ...substituted].map(({ range }) => ({
    place: range,
    says: "What is downloaded here runs at once, before anybody or anything has looked at it.",
    mend: "Download it, check its checksum or signature, then run it.",
  }));
});

/** Reads its program from what is piped into it. */
function isRunner(command: Parameters<typeof invocationOf>[0], { textAt }: ScriptView): boolean {
  const { name, arguments: words } = invocationOf(command);
  if (!runners.test(name)) return false;
  const texts = words.map(({ range }) => textAt(range));
  if (/^(?:python|perl|ruby|node|php)/u.test(name)) return texts.every((text) => text === "-");
  return !texts.includes("-c") && (texts.length === 0 || /^-/u.test(texts[0] ?? ""));
}

/** `bash -c "$(…)"`, `eval "$(…)"`, `bash <(…)`, `source <(…)`. */
function runsText(command: Parameters<typeof invocationOf>[0], substitution: ShellNode): boolean {
  const { name, arguments: words } = invocationOf(command);
  if (!runners.test(name)) return false;
  const isProcess = substitution.type === "ShellSubstitution" && substitution.form === "<(";
  const isTextOfShell =
    /sh$/u.test(name) &&
    words.some(({ parts }) => parts.some((part) => part.type === "ShellLiteral" && part.value === "-c"));
  return isProcess || name === "eval" || isTextOfShell;
}
