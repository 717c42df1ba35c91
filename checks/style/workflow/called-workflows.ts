/**
 * Calls of workflows that GitHub refuses: names that are none, inputs and secrets that do not fit.
 *
 * Why: one input too many, or a secret too few, and nothing of the calling workflow runs.
 *
 * What a workflow of the same repository takes is read from its file.
 *
 * Bad (.github/workflows/release.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     uses: ./.github/workflows/publish.yml@main
 * ```
 *
 * Good (.github/workflows/release.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     uses: octo-org/pipelines/.github/workflows/publish.yml@v2
 * ```
 *
 * Mend: give what the called workflow declares.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/called-workflows -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import { expressionsIn } from "../../../languages/github-expression/embedded.ts";
import { inferType } from "../../../languages/github-expression/infer.ts";
import { type ExpressionType, typeInWords } from "../../../languages/github-expression/types.ts";
import { at, entriesOf, type Entry, isDynamic, textAt, type TextNode } from "../../../languages/workflow/node.ts";
import { scopeOfWorkflow } from "../../../languages/workflow/scope.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { eventNamed, type Job, type Workflow, workflowOf } from "../../../languages/workflow/workflow.ts";
import {
  gatherLocalFiles,
  localFile,
  type LocalFiles,
  localFilesOf,
} from "../../security/workflow/reading/local-files.ts";
import { outputsIn } from "../../security/workflow/reading/outputs.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document, _options, facts) => {
    const workflow = workflowOf(document);
    if (!workflow) return [];
    const files = localFilesOf(facts);
    return workflow.jobs.flatMap((job) =>
      job.uses && !isDynamic(job.uses) ? judge(workflow, job, job.uses, files) : [],
    );
  },
  { kinds: ["github-workflow"], gather: gatherLocalFiles },
);

function judge(workflow: Workflow, job: Job, uses: TextNode, files: LocalFiles): readonly Remark[] {
  const form = formTrouble(uses.text);
  if (form !== undefined) return [{ at: uses.range, ...form }];
  const file = localFile(files, uses.text);
  if (file.is === "missing" && uses.text.includes(".github/workflows/")) {
    return [
      {
        at: uses.range,
        message: `\`${uses.text}\` is not in this repository, so GitHub refuses the workflow.`,
        advice: "Write the path from the top of the repository.",
      },
    ];
  }
  if (file.is !== "read") return [];
  if (file.document.problems.length > 0)
    return [
      {
        at: uses.range,
        message: `\`${uses.text}\` does not parse, so it cannot be called.`,
        advice: "Mend that file.",
      },
    ];
  const called = workflowOf(file.document);
  const call = called && eventNamed(called, "workflow_call");
  if (call === undefined)
    return [
      {
        at: uses.range,
        message: `\`${uses.text}\` has no event \`workflow_call\`, so it cannot be called.`,
        advice: "Add `workflow_call` to its `on`.",
      },
    ];
  const title = uses.text;
  const inputs = {
    what: "input",
    title,
    declared: entriesOf(at(call.settings, "inputs")),
    given: at(job.node, "with"),
    uses,
  };
  const secrets = {
    what: "secret",
    title,
    declared: entriesOf(at(call.settings, "secrets")),
    given: at(job.node, "secrets"),
    uses,
  };
  const typeOf = typesIn(workflow, job, files);
  return [...judgeGiven(inputs), ...judgeGiven(secrets), ...judgeTypes(inputs, typeOf)];
}

function formTrouble(text: string): Omit<Remark, "at"> | undefined {
  const advice =
    "Write `owner/repository/.github/workflows/file.yml@ref`, or `./.github/workflows/file.yml` for one of this repository.";
  const uses = readUses(text);
  if (uses?.kind === "local") {
    if (!text.includes("@")) return undefined;
    return {
      message: `\`${text}\` names a version, and a workflow of this repository is always of the same commit.`,
      advice,
    };
  }
  if (uses?.kind === "repository" && uses.ref !== undefined && /\.ya?ml$/u.test(uses.path)) return undefined;
  return { message: `\`${text}\` names no workflow that can be called: GitHub refuses it.`, advice };
}

interface Given {
  readonly what: string;
  readonly title: string;
  readonly declared: readonly Entry[];
  readonly given: ReturnType<typeof at>;
  readonly uses: TextNode;
}

function judgeGiven({ what, title, declared, given, uses }: Given): readonly Remark[] {
  // An expression may give anything, `inherit` gives everything.
  if (given !== undefined && given.type !== "mapping") return [];
  const names = declared.map(({ name }) => name);
  const entries = entriesOf(given);
  const unknown = entries.flatMap(({ name, key }): readonly Remark[] => {
    if (names.some((each) => each.toLowerCase() === name.toLowerCase())) return [];
    const close = nearest(name, names);
    const listed = names.length === 0 ? "it takes none" : `it takes ${names.map((each) => `\`${each}\``).join(", ")}`;
    return [
      {
        at: key.range,
        message: `\`${title}\` declares no ${what} \`${name}\`, so GitHub refuses the workflow: ${listed}.`,
        advice:
          close === undefined ? "Delete it, or declare it there." : `Write \`${close}\` if that is what is meant.`,
      },
    ];
  });
  const missing = declared.flatMap(({ name, value }): readonly Remark[] => {
    const isRequired = textAt(value, "required")?.text === "true" && at(value, "default") === undefined;
    if (!isRequired || entries.some((entry) => entry.name.toLowerCase() === name.toLowerCase())) return [];
    return [
      {
        at: uses.range,
        message: `\`${title}\` asks for the ${what} \`${name}\`, and this job does not give it.`,
        advice: `Add \`${name}\` under \`${what === "input" ? "with" : "secrets"}\`.`,
      },
    ];
  });
  return [...unknown, ...missing];
}

type TypeOf = (value: TextNode) => ExpressionType | undefined;

function judgeTypes({ title, declared, given }: Given, typeOf: TypeOf): readonly Remark[] {
  return entriesOf(given).flatMap(({ name, value }): readonly Remark[] => {
    const input = declared.find((each) => each.name.toLowerCase() === name.toLowerCase());
    const wanted = textAt(input?.value, "type")?.text;
    const type = value.type === "text" && value.text !== "" ? typeOf(value) : undefined;
    if (type === undefined || wanted === undefined || type.kind === "any" || fits(type.kind, wanted)) return [];
    return [
      {
        at: value.range,
        message: `\`${title}\` takes a ${wanted} as \`${name}\`, and this gives ${typeInWords(type)}.`,
        advice: `Give a ${wanted}.`,
      },
    ];
  });
}

/** A text of no expression is a string where a string is asked for; a number may be written as one. */
function fits(kind: ExpressionType["kind"], wanted: string): boolean {
  if (wanted === "string") return kind === "string" || kind === "number" || kind === "boolean";
  return kind === wanted;
}

function typesIn(workflow: Workflow, job: Job, files: LocalFiles): TypeOf {
  const scopeOf = scopeOfWorkflow(workflow, { outputsOf: outputsIn(files) });
  return (node) => {
    if (!isDynamic(node)) return { kind: node.value === null ? "null" : scalarKind(node.value) };
    const { expressions, around } = expressionsIn(node.scalar);
    const [only] = expressions;
    const isAlone = expressions.length === 1 && around.every((text) => text.trim() === "");
    if (!isAlone || only?.expression === undefined) return { kind: "string" };
    const site = {
      place: "jobs.<job_id>.with.<with_id>",
      node,
      job,
      expressions,
      isWhole: false,
      isAlone,
      isBlock: false,
    };
    const scope = scopeOf(site);
    return scope && inferType(only.expression, scope, () => {});
  };
}

function scalarKind(value: string | number | boolean): "string" | "number" | "boolean" {
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "string";
}
