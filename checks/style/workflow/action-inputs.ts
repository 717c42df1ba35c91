/**
 * Steps that give an action what it does not take, or withhold what it asks for.
 *
 * Why: an action ignores an input that it does not know, with one line in a log, and works with its default instead.
 *
 * Inputs of actions of the same repository are read from their files; those of well-known actions are known by version. It
 * also finds actions whose runtime GitHub has taken off its runners, and names that are no action's.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/setup-node@v4
 *         with:
 *           node_version: 22
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/setup-node@v4
 *         with:
 *           node-version: 22
 * ```
 *
 * Mend: write the input's name as the action has it.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/action-inputs -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import { knownAction } from "../../../languages/workflow/known-actions.ts";
import { at, entriesOf, type Entry, isDynamic, textAt, type TextNode } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { actionOf, allSteps, type Step } from "../../../languages/workflow/workflow.ts";
import {
  gatherLocalFiles,
  localFile,
  type LocalFiles,
  localFilesOf,
} from "../../security/workflow/reading/local-files.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document, _options, facts) => {
    const files = localFilesOf(facts);
    return allSteps(document).flatMap(({ step }) =>
      step.uses && !isDynamic(step.uses) ? judge(step, step.uses, files) : [],
    );
  },
  { gather: gatherLocalFiles },
);

/** Runtimes that GitHub has taken off its runners. */
const goneRuntimes: ReadonlySet<string> = new Set(["node12", "node16"]);

interface Action {
  /** As the author has it. */
  readonly title: string;
  readonly runtime: string | undefined;
  readonly inputs: readonly Input[];
}

interface Input {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
}

function judge(step: Step, uses: TextNode, files: LocalFiles): readonly Remark[] {
  const form = formTrouble(uses.text);
  if (form !== undefined) return [{ at: uses.range, ...form }];
  const action = actionUsed(uses.text, files);
  if (action === undefined) return [];
  const given = at(step.node, "with");
  if (isDynamic(given)) return oldRuntime(action, uses);
  return [...oldRuntime(action, uses), ...judgeInputs(action, uses, entriesOf(given))];
}

/** What is wrong with the name itself. */
function formTrouble(text: string): Omit<Remark, "at"> | undefined {
  const uses = readUses(text);
  if (uses?.kind === "local") return undefined;
  if (uses?.kind === "image") {
    if (/[^:]:$/u.test(uses.image) || uses.image === "")
      return { message: `The image of \`${text}\` has an empty tag.`, advice: "Write a tag or a digest behind it." };
    return undefined;
  }
  const advice = "Write `owner/repository@ref`, `./folder` for one of this repository, or `docker://image`.";
  if (uses === undefined) return { message: `\`${text}\` names no action: GitHub refuses the workflow.`, advice };
  if (uses.ref === undefined)
    return { message: `\`${text}\` names no version of the action, and GitHub asks for one behind \`@\`.`, advice };
  return undefined;
}

function actionUsed(text: string, files: LocalFiles): Action | undefined {
  const known = knownAction(text);
  if (known) return { title: text, ...known };
  const file = localFile(files, text);
  const action = file.is === "read" ? actionOf(file.document) : undefined;
  if (action === undefined) return undefined;
  const inputs = at(action.root, "inputs");
  return { title: text, runtime: action.using?.text, inputs: entriesOf(inputs).map(inputOf) };
}

function inputOf({ name, value }: Entry): Input {
  return {
    name,
    isRequired: textAt(value, "required")?.text === "true" && at(value, "default") === undefined,
    isDeprecated: at(value, "deprecationMessage") !== undefined,
  };
}

function oldRuntime({ title, runtime }: Action, { range }: TextNode): readonly Remark[] {
  if (runtime === undefined || !goneRuntimes.has(runtime)) return [];
  return [
    {
      at: range,
      message: `\`${title}\` was written for ${runtime.replace("node", "Node.js ")}, which GitHub's runners have no more.`,
      advice: "Use a newer version of the action.",
    },
  ];
}

function judgeInputs({ title, runtime, inputs }: Action, uses: TextNode, given: readonly Entry[]): readonly Remark[] {
  const names = inputs.map(({ name }) => name);
  const remarks: Remark[] = [];
  for (const { name, key } of given) {
    const input = inputs.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (input?.isDeprecated) {
      remarks.push({
        at: key.range,
        message: `\`${title}\` has deprecated its input \`${name}\`.`,
        advice: "Use what its manual names instead.",
      });
    } else if (input === undefined && !isContainerInput(name, runtime)) {
      remarks.push({ at: key.range, ...unknownInput(name, title, names) });
    }
  }
  for (const { name, isRequired } of inputs) {
    const isGiven = given.some((entry) => entry.name.toLowerCase() === name.toLowerCase());
    if (!isRequired || isGiven) continue;
    remarks.push({
      at: uses.range,
      message: `\`${title}\` asks for the input \`${name}\`, and this step does not give it.`,
      advice: `Add \`${name}\` under \`with\`.`,
    });
  }
  return remarks;
}

/** What runs in a container, or nobody knows where, takes these two whatever it declares. */
function isContainerInput(name: string, runtime: string | undefined): boolean {
  const isKnown = runtime !== undefined && !/^docker$/iu.test(runtime);
  return !isKnown && /^(?:args|entrypoint)$/iu.test(name);
}

function unknownInput(name: string, title: string, names: readonly string[]): Omit<Remark, "at"> {
  const close = nearest(name, names);
  const listed =
    names.length === 0
      ? "it takes none"
      : names.length <= 12
        ? `it takes ${names.map((each) => `\`${each}\``).join(", ")}`
        : "its manual lists what it takes";
  return {
    message: `\`${title}\` has no input \`${name}\`, so the value goes nowhere: ${listed}.`,
    advice:
      close === undefined
        ? "Delete it, or write the input that is meant."
        : `Write \`${close}\` if that is what is meant.`,
  };
}
