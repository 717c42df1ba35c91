/** Runs the examples of policies: in each good one the policy finds nothing, in each bad one something. */

import type { Facts, Observation } from "../../core/check.ts";
import type { Document, DocumentKind } from "../../core/document.ts";
import { kindOf, languageOf } from "../../core/kinds.ts";
import { matchPaths } from "../../core/glob.ts";
import { indexLines } from "../../core/text.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";
import { isDataDocument, type ParsedDocument } from "../../languages/parsed.ts";
import jsonSchema from "../schema/json-schema.ts";
import type { Example, Policy } from "../schema/plumbline-rules/read-policies.ts";
import assertion from "./assertion.ts";
import { emptyAssertion } from "./assertion/options.ts";

export interface ExampleResult {
  readonly policy: string;
  readonly verdict: "good" | "bad";
  /** From 1, among those of its verdict. */
  readonly number: number;
  readonly example: Example;
  /** Why it is not what it says; missing where it is. */
  readonly mistake?: string;
  /** What was found in it, by line of the example. */
  readonly found: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

/** The text of a schema in the repository; `undefined` = it is not there. */
export type ReadSchema = (path: string) => Promise<string | undefined>;

/** Without `readSchema`, policies on a schema's path are left out. */
export async function runExamples(
  policies: readonly Policy[],
  readSchema?: ReadSchema,
): Promise<readonly ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const policy of policies) {
    if (schemaPath(policy) !== undefined && !readSchema) continue;
    for (const verdict of ["good", "bad"] as const) {
      for (const [index, example] of policy[verdict].entries()) {
        const outcome = await runExample(policy, verdict, example, readSchema);
        results.push({ policy: policy.rule.name, verdict, number: index + 1, example, ...outcome });
      }
    }
  }
  return results;
}

type Outcome = Pick<ExampleResult, "mistake" | "found">;

async function runExample(
  policy: Policy,
  verdict: "good" | "bad",
  example: Example,
  readSchema: ReadSchema | undefined,
): Promise<Outcome> {
  const misplaced = misplacedWords(policy, example);
  if (misplaced !== undefined) return { mistake: misplaced, found: [] };
  const document = await documentOf(policy, example);
  const observation = await look(policy, document, readSchema);
  if (typeof observation === "string") return { mistake: observation, found: [] };
  const { findings, gaps = [] } = observation;
  const found = findings.map(({ at, message }) => ({ ...document.lines.position(at?.range[0] ?? 0), message }));
  const [problem] = document.problems;
  if (problem) return { mistake: `does not parse: ${problem.message}`, found };
  const [gap] = gaps;
  if (gap) return { mistake: gap.reason, found };
  if (verdict === "good" && found.length > 0) return { mistake: "the policy finds something in it", found };
  if (verdict === "bad" && found.length === 0) {
    const silent = observation.skipped === undefined ? "holds in it" : `is about nothing in it`;
    return { mistake: `the policy ${silent}`, found };
  }
  return { found };
}

/** An example that says where it lies lies where the policy looks. */
function misplacedWords({ rule }: Policy, { path }: Example): string | undefined {
  if (path === undefined) return undefined;
  const { paths = [], exceptPaths = [] } = rule;
  const isLookedAt = (paths.length === 0 || matchPaths(paths)(path)) && !matchPaths(exceptPaths)(path);
  return isLookedAt ? undefined : `the policy does not look at \`${path}\``;
}

async function documentOf(policy: Policy, example: Example): Promise<ParsedDocument> {
  const path = example.path ?? `example.${extensionFor(policy, example.text)}`;
  const language = languageOf(path);
  await loadLanguage(language);
  const asked: DocumentKind | undefined =
    policy.kind ?? (policy.rule.kinds?.length === 1 ? policy.rule.kinds[0] : undefined);
  const kind = asked ?? kindOf(path, example.text, language);
  const document: Document = {
    path,
    text: example.text,
    byteOrderMark: false,
    language,
    kind,
    lines: indexLines(example.text),
  };
  return parseDocument(document);
}

const hclKinds = new Set<string | undefined>([
  "terraform",
  "terraform-test",
  "terraform-variables",
  "terragrunt",
  "packer",
  "nomad",
]);

function extensionFor({ rule, kind }: Policy, text: string): string {
  const { language, blocks } = rule.options ?? {};
  if (language === "hcl" || hclKinds.has(kind) || (Array.isArray(blocks) && blocks.length > 0)) return "tf";
  return language === "json" || /^\s*[[{]/u.test(text) ? "json" : "yaml";
}

async function look(
  policy: Policy,
  document: ParsedDocument,
  readSchema: ReadSchema | undefined,
): Promise<Observation | string> {
  if (!isDataDocument(document)) return "is in no language that is read as data";
  const options = policy.rule.options ?? {};
  if (policy.rule.check === "policy/assertion") {
    return assertion.look(document, { options: { ...emptyAssertion, ...options }, facts: undefined });
  }
  if (document.language === "hcl") return "is in no language that a schema is asked of";
  const path = schemaPath(policy);
  const text = path === undefined ? undefined : await readSchema?.(path);
  if (path !== undefined && text === undefined) return `the schema \`${path}\` is not there`;
  const facts: Facts | undefined = path === undefined ? undefined : { files: [{ path, text, addresses: [] }] };
  return jsonSchema.look(document, { options: { schema: "", inline: {}, ...options }, facts });
}

function schemaPath({ rule }: Policy): string | undefined {
  const path = rule.options?.["schema"];
  return typeof path === "string" && path !== "" ? path : undefined;
}
