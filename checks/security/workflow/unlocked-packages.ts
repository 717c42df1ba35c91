/**
 * Packages that a step installs by name, past the lock file.
 *
 * Why: nobody has reviewed what comes that way, and it, or one of the packages that it needs, is another one tomorrow.
 *
 * Told are `npm`, `pnpm`, `yarn`, `gem` and `bundle` where they are given the name of a package.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: npm install --global typescript
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: npm ci
 * ```
 *
 * Mend: put the package into the manifest that has a lock file, and install that.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/unlocked-packages -- reason`
 */

import { surveyShell } from "../../../languages/shell/survey.ts";
import { invocationOf, operandsOf, sketchOf } from "../../../languages/shell/words.ts";
import { runScriptsOf } from "../../../languages/workflow/run-scripts.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

/** By program: its verbs that take names of packages. */
const verbs: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["bundle", new Set(["add"])],
  ["gem", new Set(["install", "i"])],
  ["npm", new Set(["install", "i", "add"])],
  ["pnpm", new Set(["add", "install", "i"])],
  ["yarn", new Set(["add"])],
]);

/** What the name of a package looks like, with its version; no path, no address, no archive. */
const packageName = /^(?:@[\w.-]+\/)?[A-Za-z\d][\w.-]*(?:@[^\s/]*)?$/u;

export default workflowCheck((document) =>
  runScriptsOf(document).flatMap(({ tree, problems }) => {
    if (problems.length > 0) return [];
    return surveyShell(tree)
      .all("ShellSimpleCommand")
      .flatMap((command) => {
        const invocation = invocationOf(command);
        const words = operandsOf(invocation);
        const [verb, ...operands] = words.map((word) => sketchOf(word));
        const isGlobal = verb === "global" && invocation.name === "yarn";
        const [taken, named] = isGlobal ? [operands[0], operands.slice(1)] : [verb, operands];
        if (taken === undefined || verbs.get(invocation.name)?.has(taken) !== true) return [];
        const wanted = named.find((text) => packageName.test(text) && !/\.(?:tgz|gem|tar\.gz)$/u.test(text));
        if (wanted === undefined) return [];
        return [
          {
            at: invocation.at,
            message: `\`${invocation.name} ${taken}\` fetches \`${wanted}\` past the lock file, with whatever it needs today.`,
            advice: "Put it into the manifest, and install what the lock file says.",
          },
        ];
      });
  }),
);
