/**
 * Scripts that print a secret.
 *
 * Why: GitHub masks the exact text of a secret in logs; with a line break, a quote or another encoding in it, it stands there for everybody who can read them.
 *
 * Told are `echo` and `printf` of a secret to the log, written as an expression or as a variable that holds one, also through
 * programs that write it in another form. What goes into a file, into a variable or into another program is left alone. With
 * `masked: false` only those are told that GitHub cannot mask, because they are written in another form.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   deploy:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: echo "token is $TOKEN"
 *         env:
 *           TOKEN: ${{ secrets.DEPLOY_TOKEN }}
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   deploy:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: echo "$TOKEN" | docker login --username bot --password-stdin registry.example.com
 *         env:
 *           TOKEN: ${{ secrets.DEPLOY_TOKEN }}
 * ```
 *
 * Mend: print whether it is set, or its length, and store a new secret where it was printed.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/printed-secrets -- reason`
 */

import type { XStatic } from "typebox/schema";
import { expressionsIn } from "../../../languages/github-expression/embedded.ts";
import { pathOf } from "../../../languages/github-expression/tree.ts";
import { surveyShell, type ShellSurvey } from "../../../languages/shell/survey.ts";
import type {
  ShellNode,
  ShellPart,
  ShellPipeline,
  ShellRedirection,
  ShellSimpleCommand,
} from "../../../languages/shell/tree.ts";
import { invocationOf, sketchOf } from "../../../languages/shell/words.ts";
import { at, entriesOf, type TextNode } from "../../../languages/workflow/node.ts";
import { runScriptsOf } from "../../../languages/workflow/run-scripts.ts";
import { allSteps, type PlacedStep } from "../../../languages/workflow/workflow.ts";
import { valuesOf } from "./reading/untrusted.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

/** They write what they read, in a form that nobody masks. */
const rewriters: ReadonlySet<string> = new Set("base32 base64 cut fold head hexdump od rev sed tail tr xxd".split(" "));
const passers: ReadonlySet<string> = new Set(["cat", "tee"]);

const optionsSchema = {
  type: "object",
  properties: {
    masked: {
      type: "boolean",
      default: true,
      description: "Speak of secrets too that stand in the log as they are, where GitHub masks them.",
    },
  },
  required: ["masked"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { masked = true }) =>
    allSteps(document).flatMap((placed): readonly Remark[] => {
      const { run } = placed.step;
      const script = run && runScriptsOf(document).find(({ tree }) => liesIn(tree.range, run.range));
      if (!script || script.problems.length > 0) return [];
      const survey = surveyShell(script.tree);
      const variables = secretVariables(placed);
      return survey.all("ShellSimpleCommand").flatMap((command) => {
        const { name, arguments: words } = invocationOf(command);
        // `::add-mask::` and its like are told to GitHub, and not to readers.
        if ((name !== "echo" && name !== "printf") || words.some((word) => sketchOf(word).startsWith("::"))) return [];
        const secret = firstSecret(
          words.flatMap(({ parts }) => parts),
          variables,
          document.text,
        );
        if (!secret) return [];
        const way = wayToLog(command, survey);
        return way === undefined || (way === "plain" && !masked) ? [] : [remarkOn(secret, way)];
      });
    }),
  { options: optionsSchema },
);

interface Secret {
  readonly name: string;
  readonly range: Remark["at"];
}

function remarkOn({ name, range }: Secret, way: "plain" | "rewritten"): Remark {
  return {
    at: range,
    message:
      way === "plain"
        ? `This prints the secret \`${name}\` into the log, where GitHub masks it only as long as it stands there letter by letter.`
        : `This prints the secret \`${name}\` into the log in another form, which GitHub does not mask.`,
    advice: "Take it out of the output, and store a new secret where this has run.",
  };
}

function liesIn([start, end]: Remark["at"], [from, to]: Remark["at"]): boolean {
  return from <= start && end <= to;
}

/** Variables of the step that hold a secret and nothing else, with its name. The nearest owner's word counts. */
function secretVariables({ step, job, workflow }: PlacedStep): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const owner of [workflow?.root, job?.node, step.node]) {
    for (const { name, value } of entriesOf(at(owner, "env"))) {
      const secret = value.type === "text" ? secretIn(value) : undefined;
      if (secret === undefined) variables.delete(name);
      else variables.set(name, secret);
    }
  }
  return variables;
}

function secretIn({ scalar }: TextNode): string | undefined {
  const { expressions, around } = expressionsIn(scalar);
  const [only] = expressions;
  if (only?.expression === undefined || expressions.length > 1 || around.some((text) => text.trim() !== ""))
    return undefined;
  return nameOf(valuesOf(only.expression).map((value) => pathOf(value) ?? []));
}

/** The token of the run is gone with it. */
function nameOf(paths: readonly (readonly string[])[]): string | undefined {
  const path = paths.find(([context, name]) => context === "secrets" && name !== undefined && name !== "github_token");
  return path?.[1]?.toUpperCase();
}

function firstSecret(
  parts: readonly ShellPart[],
  variables: ReadonlyMap<string, string>,
  text: string,
): Secret | undefined {
  for (const part of parts) {
    const found =
      part.type === "ShellString" ? firstSecret(part.parts, variables, text) : secretAt(part, variables, text);
    if (found) return found;
  }
  return undefined;
}

function secretAt(part: ShellPart, variables: ReadonlyMap<string, string>, text: string): Secret | undefined {
  if (part.type === "ShellParameter") {
    const name = variables.get(part.name);
    // Its length, and a word of the author's own in its place, give nothing away.
    if (name === undefined || part.prefix !== undefined || /\+$/u.test(part.operator ?? "")) return undefined;
    return { name, range: part.range };
  }
  if (part.type !== "ShellHole") return undefined;
  const name = /^\$\{\{\s*secrets\s*\.\s*([\w-]+)\s*\}\}$/iu.exec(text.slice(...part.range))?.[1];
  return name === undefined || name.toLowerCase() === "github_token" ? undefined : { name, range: part.range };
}

/** How what a command prints comes into the log; `undefined` where it does not, or nobody can tell. */
function wayToLog(command: ShellSimpleCommand, survey: ShellSurvey): "plain" | "rewritten" | undefined {
  if (command.redirections.some(leadsAway)) return undefined;
  let way: "plain" | "rewritten" = "plain";
  let below: ShellNode = command;
  for (const above of survey.above(command)) {
    if (above.type === "ShellSubstitution" || above.type === "ShellFunction") return undefined;
    if ("redirections" in above && above.redirections.some(leadsAway)) return undefined;
    if (above.type === "ShellPipeline") {
      const through = wayThrough(above, below);
      if (through === undefined) return undefined;
      if (through === "rewritten") way = through;
    }
    below = above;
  }
  return way;
}

/** Through the commands behind one of a pipeline. */
function wayThrough(pipeline: ShellPipeline, from: ShellNode): "plain" | "rewritten" | undefined {
  let way: "plain" | "rewritten" = "plain";
  const index = pipeline.commands.findIndex((command) => command === from);
  for (const command of pipeline.commands.slice(index + 1)) {
    if (command.type !== "ShellSimpleCommand" || command.redirections.some(leadsAway)) return undefined;
    const { name } = invocationOf(command);
    if (rewriters.has(name)) way = "rewritten";
    else if (!passers.has(name)) return undefined;
  }
  return way;
}

/** Standard output goes somewhere else than into the log. */
function leadsAway({ operator, descriptor, target }: ShellRedirection): boolean {
  if (!operator.includes(">") || (descriptor !== undefined && descriptor !== "1")) return false;
  const to = target ? sketchOf(target) : "";
  return !(to === "2" || to === "1" || to === "/dev/stderr" || to === "/dev/stdout" || to === "/dev/tty");
}
