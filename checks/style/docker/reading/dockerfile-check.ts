/** What every check over Dockerfiles is made of: a judge of one file with its stages and the commands that it runs. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Finding } from "../../../../core/finding.ts";
import type { Range } from "../../../../core/text.ts";
import type { RunScript } from "../../../../languages/dockerfile/run-script.ts";
import type { DockerfileInstruction, DockerfileStage } from "../../../../languages/dockerfile/tree.ts";
import type { DockerfileDocument } from "../../../../languages/parsed.ts";
import { surveyShell } from "../../../../languages/shell/survey.ts";
import { type Invocation, invocationOf } from "../../../../languages/shell/words.ts";

/** What is wrong, as a whole sentence, and what to do. */
export interface DockerfileRemark {
  readonly place: Range;
  readonly says: string;
  readonly mend: string;
  /** The place holds a secret. */
  readonly secret?: { readonly evidence: string };
}

/** A command that a `RUN` starts. */
export interface RunCommand extends Invocation {
  readonly script: RunScript;
}

export interface DockerfileView {
  readonly document: DockerfileDocument;
  readonly stages: readonly DockerfileStage[];
  /** With what `ONBUILD` puts off in its place. */
  readonly instructions: readonly DockerfileInstruction[];
  /** In the order of the text; nothing of scripts that do not parse. */
  readonly commands: readonly RunCommand[];
}

export type DockerfileJudge<Options> = (view: DockerfileView, options: Options) => Iterable<DockerfileRemark>;

const mostFindings = 500;

export function dockerfileCheck<Options = object>(
  judge: DockerfileJudge<Options>,
  options?: object,
): FileCheck<Options, DockerfileDocument> {
  return {
    scope: "file",
    languages: ["dockerfile"],
    kinds: ["dockerfile"],
    ...(options && { options }),
    look(document, context) {
      if (document.unread !== undefined)
        return { findings: [], gaps: [{ reason: document.unread, cause: "unsupported" }] };
      const remarks = [...judge(viewOf(document), context.options)].slice(0, mostFindings);
      return { findings: remarks.map((remark) => findingOf(document.path, remark)).sort(byPlace) };
    },
  };
}

const views = new WeakMap<DockerfileDocument, DockerfileView>();

/** Read once, however many rules ask. */
export function viewOf(document: DockerfileDocument): DockerfileView {
  const known = views.get(document);
  if (known) return known;
  const commands = document.scripts
    .filter(({ problems }) => problems.length === 0)
    .flatMap((script) =>
      surveyShell(script.tree)
        .all("ShellSimpleCommand")
        .filter(({ words }) => words.length > 0)
        .map((command): RunCommand => ({ ...invocationOf(command), script })),
    );
  const { stages, instructions } = document.tree;
  const view = { document, stages, commands, instructions: instructions.map((each) => each.trigger ?? each) };
  views.set(document, view);
  return view;
}

export function findingOf(path: string, { place, says, mend, secret }: DockerfileRemark): Finding {
  return {
    message: says,
    advice: mend,
    at: { path, range: place },
    ...(secret && { secret: true, evidence: secret.evidence }),
  };
}

export function byPlace(left: Finding, right: Finding): number {
  return (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0);
}

/** Of the last stage and of those that it begins with, last first: what the image is made of. */
export function finalStages(stages: readonly DockerfileStage[]): readonly DockerfileStage[] {
  const chain: DockerfileStage[] = [];
  for (let stage = stages.at(-1); stage; stage = stage.parent === undefined ? undefined : stages[stage.parent]) {
    if (chain.includes(stage)) break;
    chain.push(stage);
  }
  return chain;
}

/** A named stage out of which files are copied: what it leaves behind reaches no image. */
export function isThrownAway(stage: DockerfileStage, { stages, instructions }: DockerfileView): boolean {
  if (finalStages(stages).includes(stage)) return false;
  return instructions.some(({ flags }) => {
    const from = flags.find(({ name }) => name === "from")?.value?.toLowerCase();
    return from !== undefined && (from === stage.name || from === String(stage.index));
  });
}
