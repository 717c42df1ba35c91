/** `plumbline rules`: the rules in force and where they come from, whether a rule set is sound, what it would have said, a first one. */

import { conditionWords } from "../../core/condition-words.ts";
import { nearest } from "../../core/nearest.ts";
import { builtInPresets } from "../../engine/rule-set/built-in.ts";
import { listRules } from "../../engine/rule-set/describe.ts";
import type { DescribedRule } from "../../engine/rule-set/describe.ts";
import { wrapped } from "../../reporters/terminal.ts";
import type { Call, Command, ExitCode } from "../command.ts";
import { UsageError } from "../command.ts";
import { folderRuleSet } from "../folder-rules.ts";
import { organisationOption } from "../owners-rules.ts";
import { initRules } from "./rules-init.ts";
import { showStatistics } from "./rules-stats.ts";
import { showRules } from "./rules-show.ts";

const actions = ["list", "show", "validate", "test", "try", "init", "simulate", "baseline", "stats"] as const;

export const rules: Command = {
  name: "rules",
  summary: "list, show, validate, test or set up the rules in force",
  usage: [
    "rules list [--format text|json]",
    "rules show [PATH] [--format text|json]",
    "rules validate [FILE]",
    "rules test [FILE]",
    "rules try EXPRESSION PATH [--kind KIND] [--block TYPE] [--each KEYS]",
    "rules init",
    "rules simulate [--last N] [--from REF] [--rules FILE]",
    "rules baseline",
    "rules stats [--format text|json]",
  ],
  options: {
    format: { type: "string", choices: ["text", "json"], value: "NAME", summary: "text (default), json" },
    rules: { type: "string", value: "FILE", summary: "this rule set instead of the folder's own" },
    ...organisationOption,
    kind: { type: "string", value: "KIND", summary: "of try: manifests of this kind" },
    block: { type: "string", value: "TYPE", summary: "of try: HCL blocks of this type" },
    each: { type: "string", value: "KEYS", summary: "of try: key path to what is asked about" },
    last: { type: "string", value: "N", summary: "of simulate: how many merged changes; 50 where missing" },
    from: { type: "string", value: "REF", summary: "of simulate: whose history; HEAD where missing" },
  },
  mostArguments: 3,
  async run(call) {
    const [action = "list", file, path] = call.words;
    if (action === "try") return tryOut(call, file, path);
    if (path !== undefined || (file !== undefined && !takesFile.has(action))) {
      throw new UsageError(`\`plumbline rules ${action}\` does not know what to do with \`${path ?? file}\``);
    }
    switch (action) {
      case "list":
        return list(call);
      case "show":
        return showRules(call, file);
      case "stats":
        return showStatistics(call);
      case "init":
        return initRules(call);
      case "validate":
        return (await import("./rules-validate.ts")).validateRules(call, file ?? call.text("rules"));
      case "test": {
        const { testPolicies } = await import("./rules-test.ts");
        return testPolicies(call, file ?? call.text("rules"));
      }
      case "baseline":
        return (await import("./rules-baseline.ts")).writeFolderBaseline(call);
      case "simulate":
        return (await import("./rules-simulate.ts")).simulateRules(call);
      default:
        throw new UsageError(unknownAction(action));
    }
  },
};

const takesFile = new Set(["validate", "show", "test"]);

/** The reader of expressions takes its time to load. */
async function tryOut(call: Call, expression: string | undefined, path: string | undefined): Promise<ExitCode> {
  if (expression === undefined || path === undefined)
    throw new UsageError("`plumbline rules try` takes an expression and a path");
  const { tryExpression } = await import("./rules-try.ts");
  const listed = (option: string): readonly string[] => [call.text(option)].filter((text) => text !== undefined);
  const scope = { kinds: listed("kind"), blocks: listed("block"), each: listed("each") };
  return tryExpression(call, expression, path, scope);
}

function unknownAction(action: string): string {
  const meant = nearest(action, actions);
  return `there is no \`plumbline rules ${action}\`; ${meant === undefined ? `there are ${actions.join(", ")}` : `did you mean \`${meant}\`?`}`;
}

async function list(call: Call): Promise<ExitCode> {
  const { ruleSet, isBroken } = await folderRuleSet(call);
  const described = listRules(ruleSet);
  const { stdout } = call.terminal;
  if (call.text("format") === "json") {
    const plain = described.map(({ rule, check }) => ({
      ...rule,
      scope: check.scope,
      summary: check.summary,
      fixable: check.fixable,
    }));
    stdout.write(`${JSON.stringify({ origin: ruleSet.origin, hash: ruleSet.hash, rules: plain }, null, 2)}\n`);
    return isBroken ? 2 : 0;
  }
  for (const line of listLines(described, stdout.isTTY === true ? stdout.columns : undefined)) {
    stdout.write(`${line}\n`);
  }
  const presets = [...(await builtInPresets()).keys()].sort();
  stdout.write(`\n${described.length} rules: ${ruleSet.origin}\nPresets that can be extended: ${presets.join(", ")}\n`);
  for (const note of ruleSet.notes ?? []) stdout.write(`${note}\n`);
  return isBroken ? 2 : 0;
}

const severityWidth = 7;
/** Cells: a summary that would be narrower stands below its rule's name. */
const narrowest = 30;

/** One line a rule where the terminal is wide enough, or is none; else the summary goes on below itself. */
function listLines(described: readonly DescribedRule[], columns = Infinity): readonly string[] {
  const width = Math.max(0, ...described.map(({ rule }) => rule.name.length));
  const beside = severityWidth + 2 + width + 2;
  const isBelow = columns - beside < narrowest;
  const indent = isBelow ? severityWidth + 2 : beside;
  return described.flatMap(({ rule, check }) => {
    const where = rule.paths.length > 0 ? ` (${rule.paths.join(", ")})` : "";
    const asked = rule.when && conditionWords(rule.when);
    const when = asked ? ` [when ${asked}]` : "";
    const mode = rule.mode === undefined || rule.mode === "enforce" ? "" : ` [${rule.mode}]`;
    const head = `${rule.severity.padEnd(severityWidth)}  ${rule.name}`;
    const [first = "", ...rest] = wrapped(
      (rule.name === rule.check ? check.summary : rule.why) + where + when + mode,
      columns - indent,
    );
    const below = (lines: readonly string[]) => lines.map((line) => " ".repeat(indent) + line);
    return isBelow ? [head, ...below([first, ...rest])] : [`${head.padEnd(indent)}${first}`, ...below(rest)];
  });
}
