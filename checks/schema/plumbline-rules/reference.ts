/** Names of rule sets in other repositories: `owner/repo//path@ref`, the ref a tag or a commit. */

import { pathProblem } from "./formats.ts";

export interface RuleSetReference {
  readonly owner: string;
  readonly repo: string;
  /** From the root of that repository. */
  readonly path: string;
  /** A tag's name or a commit's sha (all 40 digits); never a branch. */
  readonly ref: string;
  /** As the rule set has it. */
  readonly written: string;
}

export interface ReferenceProblem {
  readonly message: string;
  readonly advice: string;
}

const advice = "Write `owner/repo//path.yml@v1`, with a tag or a commit's whole sha behind the `@`.";

export function isReference(name: string): boolean {
  return name.includes("/") || name.includes("@");
}

export function readReference(written: string): RuleSetReference | ReferenceProblem {
  const match = /^([A-Za-z0-9-]{1,39})\/([\w.-]{1,100})\/\/([^@]+)(?:@(.*))?$/u.exec(written);
  const [, owner, repo, path, ref] = match ?? [];
  if (owner === undefined || repo === undefined || path === undefined) {
    return { message: `\`${written}\` does not name a file of another repository.`, advice };
  }
  const wrongPath = pathProblem(path) ?? (path.startsWith("/") ? "begins with a third `/`" : undefined);
  if (wrongPath !== undefined) return { message: `In \`${written}\`, the path \`${path}\` ${wrongPath}.`, advice };
  if (!/\.ya?ml$/u.test(path)) return { message: `In \`${written}\`, \`${path}\` is no YAML file.`, advice };
  if (ref === undefined || ref === "") {
    return { message: `\`${written}\` is not pinned, so its rules could change under everybody at once.`, advice };
  }
  if (/^(?:main|master|trunk|develop|HEAD)$/u.test(ref) || ref.startsWith("refs/")) {
    return { message: `\`${written}\` is pinned to the branch \`${ref}\`, which moves.`, advice };
  }
  if (!/^[\w][\w./+-]{0,199}$/u.test(ref) || ref.includes("..") || ref.endsWith("/") || ref.endsWith(".lock")) {
    return { message: `In \`${written}\`, \`${ref}\` is no name of a tag.`, advice };
  }
  return { owner, repo, path, ref, written };
}
