/** `plumbline rules show [PATH]`: the rule set in force, or what of it looks at one file; each key with the file and line that set it. */

import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { EffectiveRuleSet } from "../../engine/rule-set/effective.ts";
import { type ShownRule, shownRules } from "../../engine/rule-set/show.ts";
import { rulesText, yamlWriter } from "../../engine/rule-set/show-text.ts";
import { recognisedIn } from "../../engine/rule-set/proposed.ts";
import { openFolder } from "../../sources/folder.ts";
import type { Call, ExitCode } from "../command.ts";
import { UsageError } from "../command.ts";
import { configuredFolder, folderRuleSet } from "../folder-rules.ts";
import { qualityHere } from "../rule-quality.ts";

export async function showRules(call: Call, named: string | undefined): Promise<ExitCode> {
  const path = named === undefined ? undefined : pathInTree(call, named);
  const { effective, isBroken } = await folderRuleSet(call);
  const statistics = await qualityHere(call.terminal, call.terminal.cwd());
  const shown = shownRules(effective, { path, statistics });
  const recognised = path === undefined ? await recognisedHere(call) : [];
  const about = { shown, path, recognised };
  const text = call.text("format") === "json" ? jsonOf(effective, about) : await yamlOf(effective, about);
  call.terminal.stdout.write(text);
  return isBroken ? 2 : 0;
}

/** What of its rules are about is here: rules that look at other kinds of files are never asked. */
async function recognisedHere(call: Call): Promise<readonly string[]> {
  const { head } = await openFolder({ directory: configuredFolder(call.terminal.cwd()), paths: [] });
  return recognisedIn(await head.list(""));
}

interface About {
  readonly shown: readonly ShownRule[];
  /** Missing = the whole rule set. */
  readonly path: string | undefined;
  /** Technologies of the repository. */
  readonly recognised: readonly string[];
}

/** From the root of the tree, with `/`; a file need not exist. */
function pathInTree(call: Call, named: string): string {
  const folder = configuredFolder(call.terminal.cwd());
  const path = relative(folder, resolve(call.terminal.cwd(), named)).split(sep).join("/");
  if (path === "" || path.startsWith("../")) throw new UsageError(`\`${named}\` names no file below \`${folder}\``);
  if (named.endsWith("/") && existsSync(resolve(call.terminal.cwd(), named))) {
    throw new UsageError(`\`${named}\` is a folder; name a file in it`);
  }
  return path;
}

function jsonOf(effective: EffectiveRuleSet, { shown: rules, path, recognised }: About): string {
  const { ruleSet, layers, problems } = effective;
  const { origin, hash, notes = [], ignore } = ruleSet;
  const files = layers.map(({ level, path: file }) => ({ level, path: file }));
  const about = path === undefined ? { recognised } : { path };
  return `${JSON.stringify({ ...about, origin, hash, files, notes, problems, ignore, rules }, null, 2)}\n`;
}

/** A file that says the same: nothing inherited, nothing left to defaults. */
async function yamlOf({ ruleSet }: EffectiveRuleSet, { shown, path, recognised }: About): Promise<string> {
  const { ignore, schemas, suggestions, commits = "head", mode, risk } = ruleSet;
  const write = await yamlWriter();
  const rules = rulesText(shown, write);
  const head = [
    ruleSet.origin,
    ...(path === undefined ? [] : [`as it is in force for ${path}`]),
    ...(recognised.length === 0 ? [] : [`found here: ${recognised.join(", ")}`]),
    ...(ruleSet.notes ?? []),
  ];
  const comments = head.map((line) => `# ${line.replaceAll(/\s+/gu, " ")}\n`).join("");
  const rest = write({ ignore, schemas, suggestions, commits, ...(mode && { mode }), ...(risk && { risk }) });
  return `${comments}extends: []\nrules:${rules === "" ? " {}" : ""}\n${rules}${rest}`;
}
