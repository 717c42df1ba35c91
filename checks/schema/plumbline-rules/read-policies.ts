/** Reads the `policies:` of a rule set: each becomes a rule, after every name, pattern and path in it was looked at. */

import { documentKinds, type DocumentKind } from "../../../core/document.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import { readKeyPath } from "../../policy/assertion/key-path.ts";
import { policyNames } from "../../policy/assertion/names.ts";
import type { RuleEntry } from "./file-schema.ts";
import { bindableNames, type KnownRules } from "./known-rules.ts";
import type { ExampleData, PolicyData } from "./policy-schema.ts";
import type { Complain } from "./problem.ts";
import { placeInScalar } from "./scalar-place.ts";
import { childOf, locate } from "./yaml-data.ts";
import type { LineIndex, Range } from "../../../core/text.ts";

export interface Policy {
  /** The rule that it becomes. */
  readonly rule: RuleEntry;
  /** The kind of documents that it asks for by name. */
  readonly kind?: DocumentKind;
  readonly good: readonly Example[];
  readonly bad: readonly Example[];
}

export interface Example extends ExampleData {
  /** Place in the rule-set file. */
  readonly range: Range;
}

interface Place {
  readonly path: string;
  readonly lines: LineIndex;
  readonly root: YamlNode;
}

interface Reading extends Place {
  readonly complain: Complain;
  /** JSON pointer of the policy. */
  readonly pointer: string;
}

/** `policies` has its shape. */
export async function readPolicies(
  policies: readonly PolicyData[],
  place: Place,
  complain: Complain,
  known: KnownRules,
): Promise<readonly Policy[]> {
  const taken = new Set(bindableNames(known).keys());
  const read: Policy[] = [];
  for (const [index, policy] of policies.entries()) {
    const reading = { ...place, complain, pointer: `/policies/${index}` };
    complainAboutName(policy.id, taken, reading);
    taken.add(policy.id);
    read.push(policy.schema === undefined ? await readAssertion(policy, reading) : await readSchema(policy, reading));
  }
  return read;
}

/** The rules of a file: those that policies become, tuned by what `rules:` says of them, then the others. */
export function withPolicies(policies: readonly Policy[], rules: readonly RuleEntry[]): readonly RuleEntry[] {
  const tuned = policies.map(({ rule }) => {
    const own = rules.find(({ name }) => name === rule.name);
    if (!own) return rule;
    const lines = new Map([...(rule.lines ?? []), ...(own.lines ?? [])]);
    return { ...rule, ...own, options: { ...rule.options, ...own.options }, lines };
  });
  const names = new Set(policies.map(({ rule }) => rule.name));
  return [...tuned, ...rules.filter(({ name }) => !names.has(name))];
}

function complainAboutName(id: string, taken: ReadonlySet<string>, reading: Reading): void {
  const range = rangeOf("/id", reading);
  if (!/^[a-z0-9][a-z0-9./-]{0,99}$/u.test(id)) {
    reading.complain(range, `\`${id}\` is no name for a policy.`, "Write lower-case words with `-` between them.");
  } else if (taken.has(id)) {
    reading.complain(range, `\`${id}\` is the name of another rule.`, "Give the policy a name of its own.");
  }
}

async function readAssertion(policy: PolicyData, reading: Reading): Promise<Policy> {
  const { assert, message } = policy;
  if (assert === undefined) complainOfPolicy(reading, "asks nothing", "Add `assert:` or `schema:`.");
  else await complainAboutExpression(assert, reading);
  if (message === undefined) complainOfPolicy(reading, "does not say what a finding says", "Add `message:`.");
  const each = listOf(policy.each);
  complainAboutPaths(each, "/each", reading);
  complainAboutPaths(listOf(policy.at), "/at", reading);
  complainAboutScope(policy, reading);

  const { language } = policy.on ?? {};
  const { line } = reading.lines.position(rangeOf("/assert", reading)[0]);
  const options = {
    language: language === "json" || language === "yaml" || language === "hcl" ? language : "",
    kinds: listOf(policy.on?.kind),
    blocks: listOf(policy.on?.block),
    each,
    assert: assert ?? "true",
    at: policy.at ?? "",
    message: message ?? "",
    advice: policy.advice ?? "",
    source: `${reading.path}:${line}`,
  };
  return finish(policy, "policy/assertion", options, reading);
}

async function readSchema(policy: PolicyData, reading: Reading): Promise<Policy> {
  const { schema, on } = policy;
  const alien = (["assert", "each", "at", "message", "advice"] as const).find((key) => policy[key] !== undefined);
  if (alien !== undefined) {
    const advice = "Delete it, or write the policy as an expression.";
    reading.complain(
      rangeOf(`/${alien}`, reading),
      `\`${alien}\` belongs to an expression, and this policy is a schema.`,
      advice,
    );
  }
  for (const key of ["kind", "block"] as const) {
    if (on?.[key] === undefined) continue;
    const advice = "Bind it to paths or to a language.";
    reading.complain(rangeOf(`/on/${key}`, reading), "A schema is asked of whole files.", advice);
  }
  if (typeof schema === "string") return finish(policy, "schema/json-schema", { schema, inline: {} }, reading);
  const { compileSchema } = await import("../json-schema/compile.ts");
  const text = JSON.stringify(schema);
  const { gaps } = await compileSchema([{ path: policy.id, text, addresses: [] }], "");
  for (const { reason } of gaps) reading.complain(rangeOf("/schema", reading), `The schema is not sound: ${reason}.`);
  return finish(policy, "schema/json-schema", { schema: "", inline: schema ?? {} }, reading);
}

function finish(
  policy: PolicyData,
  check: string,
  options: Readonly<Record<string, unknown>>,
  reading: Reading,
): Policy {
  const { id, on, title, why, severity, mode, waivable, enforced } = policy;
  const kind = documentKinds.find((each) => each === on?.language && each !== "hcl");
  const needsKubernetes = on?.kind !== undefined && kind === undefined && on.language === undefined;
  const kinds: readonly DocumentKind[] = kind ? [kind] : needsKubernetes ? ["kubernetes"] : [];
  const rule = {
    name: id,
    check,
    why,
    options,
    severity: severity ?? "warning",
    ...(title === undefined ? {} : { title }),
    ...(on?.paths === undefined ? {} : { paths: [...on.paths] }),
    ...(on?.exceptPaths === undefined ? {} : { exceptPaths: [...on.exceptPaths] }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(mode === undefined ? {} : { mode }),
    ...(waivable === undefined ? {} : { waivable }),
    ...(enforced === undefined ? {} : { enforced }),
    lines: linesOf(policy, reading),
  };
  const examples = { good: readExamples(policy, "good", reading), bad: readExamples(policy, "bad", reading) };
  return { rule, ...(kind ? { kind } : {}), ...examples };
}

/** Where the file says what of the rule, by the rule's own keys. */
function linesOf(policy: PolicyData, reading: Reading): ReadonlyMap<string, number> {
  const lineOf = (end: string): number => reading.lines.position(rangeOf(end, reading)[0]).line;
  const keys = Object.keys(policy).filter((key) => key !== "id" && key !== "good" && key !== "bad");
  const own = keys.map((key) => [key in ruleKeys ? key : `options.${key}`, lineOf(`/${key}`)] as const);
  return new Map([["check", lineOf("/id")], ...own]);
}

const ruleKeys = { title: 1, why: 1, severity: 1, mode: 1, waivable: 1, enforced: 1 };

function readExamples(policy: PolicyData, verdict: "good" | "bad", reading: Reading): readonly Example[] {
  const given = policy[verdict];
  const range = (end: string): Range => rangeOf(`/${verdict}${end}`, reading);
  if (given === undefined) return [];
  if (typeof given === "string") return [{ text: given, range: range("") }];
  return given.map((example, index) =>
    typeof example === "string"
      ? { text: example, range: range(`/${index}`) }
      : { ...example, range: range(`/${index}`) },
  );
}

async function complainAboutExpression(text: string, reading: Reading): Promise<void> {
  const located = locate(reading.root, `${reading.pointer}/assert`);
  const { readExpression } = await import("../../policy/cel/read.ts");
  const result = readExpression(text, policyNames);
  if ("term" in result) return;
  const { message, advice, offset } = result.problem;
  reading.complain(placeInScalar(located.node, offset), message, advice);
}

function complainAboutPaths(paths: readonly string[], end: string, reading: Reading): void {
  for (const path of paths) {
    if (readKeyPath(path)) continue;
    const message = `\`${path.slice(0, 80)}\` is no key path.`;
    reading.complain(
      rangeOf(end, reading),
      message,
      "Write keys with dots between them, `[0]` or `[*]`: `spec.containers[*].image`.",
    );
  }
}

function complainAboutScope({ on }: PolicyData, reading: Reading): void {
  if (on?.kind === undefined || on.block === undefined) return;
  const advice = "Keep one of the two.";
  reading.complain(rangeOf("/on/block", reading), "No document has both manifests with a `kind` and blocks.", advice);
}

function complainOfPolicy(reading: Reading, what: string, advice: string): void {
  const node = locate(reading.root, reading.pointer).node;
  const id = childOf(node, "id")?.node;
  const name = id?.type === "YamlScalar" ? ` \`${id.value}\`` : "";
  reading.complain(id?.range ?? node.range, `The policy${name} ${what}.`, advice);
}

function rangeOf(end: string, { root, pointer }: Reading): Range {
  return locate(root, pointer + end).node.range;
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === "string" ? [given] : [...given];
}
