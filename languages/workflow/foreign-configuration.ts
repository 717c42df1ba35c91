/** What `zizmor.yml` and `actionlint.yaml` say of rules that ours ask as well. */

import { matchName, matchPaths } from "../../core/glob.ts";
import { openDocument } from "../../core/open-document.ts";
import { counterpartsOf } from "../foreign/counterparts.ts";
import { parseYamlDocument } from "../yaml/document.ts";
import { at, entriesOf, followAliases, itemsOf, textAt, type WorkflowNode } from "./node.ts";

/** Whether a check is switched off for a path of the repository. */
export type Says = (check: string, path: string) => boolean;

/**
 * `rules.NAME.disable`, and the files of `rules.NAME.ignore`. Entries with a line are left alone: comments in the file
 * say the same and move with it.
 */
export function readZizmorConfiguration(text: string): Says {
  const audits = counterpartsOf("zizmor");
  const off = new Set<string>();
  const files = new Map<string, Set<string>>();
  for (const { name, value } of entriesOf(at(rootOf(text), "rules"))) {
    for (const check of audits.get(name.toLowerCase()) ?? []) {
      if (textAt(value, "disable")?.text === "true") off.add(check);
      for (const item of itemsOf(at(value, "ignore"))) {
        if (item.type !== "text" || item.text.includes(":")) continue;
        files.set(check, (files.get(check) ?? new Set()).add(item.text));
      }
    }
  }
  return (check, path) => off.has(check) || files.get(check)?.has(path.slice(path.lastIndexOf("/") + 1)) === true;
}

/**
 * `paths.GLOB.ignore` of actionlint lists expressions for its own messages. Ours are worded otherwise, so only those
 * count that hold for all messages of a kind: a rule of ours is off where one of them begins as they do.
 */
export function readActionlintIgnores(text: string): Says {
  const ignores = entriesOf(at(rootOf(text), "paths")).flatMap(({ name, value }) => {
    const patterns = itemsOf(at(value, "ignore")).flatMap((item) => (item.type === "text" ? [item.text] : []));
    const checks = kinds
      .filter(([, opening]) => patterns.some((pattern) => isAbout(pattern, opening)))
      .map(([check]) => check);
    return checks.length === 0 ? [] : [{ isMeant: matchPaths([name]), checks: checks.map(matchName) }];
  });
  return (check, path) => {
    const below = path.replace(/^\.github\//u, "");
    return ignores.some(
      ({ isMeant, checks }) => (isMeant(path) || isMeant(below)) && checks.some((matches) => matches(check)),
    );
  };
}

/** Checks, and how the messages of actionlint that they answer to begin or go on. */
const kinds: readonly (readonly [check: string, openings: readonly string[]])[] = [
  ["style/workflow/runner-labels", ['label ".+" is unknown']],
  ["style/workflow/deprecated-commands", ["workflow command "]],
  ["style/workflow/constant-condition", ["constant expression ", "if: condition "]],
  ["style/workflow/action-inputs", ["the runner of ", "is too old to run"]],
  ["style/workflow/expressions", ['context ".+" is not allowed here', 'property ".+" is not defined']],
  ["security/workflow/template-injection", ["is potentially untrusted", '".+" is potentially untrusted']],
  ["style/workflow/shell-names", ["shell name ", 'shell name ".+" is invalid']],
];

/** Compared as texts: an expression of somebody else's is not run. */
function isAbout(pattern: string, openings: readonly string[]): boolean {
  if (pattern === ".*" || pattern === ".+") return true;
  return openings.some((opening) => pattern.startsWith(opening));
}

function rootOf(text: string): WorkflowNode | undefined {
  const { tree } = parseYamlDocument(openDocument("configuration.yml", { kind: "text", text, byteOrderMark: false }));
  const content = tree.documents[0]?.content;
  return content && followAliases(content);
}
