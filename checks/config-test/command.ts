/**
 * What any other tool finds in the files of a change, run in the sandbox.
 *
 * Why: a team knows its own tools best, and one check run that holds them all is read sooner than ten.
 *
 * The rule that binds it says which files (`paths`), which command, and how its output is read. The command is
 * installed by the operator in the tool root; rules are those of the base branch and the organisation, so no change names
 * one for itself. `{files}` among the arguments stands for the changed files. It sees these files alone, and none of
 * their configuration.
 *
 * Bad (scripts/deploy.sh):
 * ```bash
 * #!/bin/bash
 * cd "$1"
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```bash
 * #!/bin/bash
 * cd "$1" || exit 1
 * ```
 *
 * Mend: follow what the tool says.
 *
 * Waive: `# plumbline-disable-next-line config-test/command -- reason`, with the rule's own name where it has one.
 */

import type { TreeCheck } from "../../core/check.ts";
import { type CommandOptions, commandOptionsSchema } from "./results/command-options.ts";
import { readByMatcher } from "./results/problem-matcher.ts";
import { readers } from "./results/readers.ts";
import { testWith } from "./running/config-test.ts";
import { nameOf } from "./running/test-files.ts";
import type { Recipe } from "./running/recipe.ts";

const check: TreeCheck<CommandOptions> = {
  scope: "tree",
  options: commandOptionsSchema,
  look: (differential, context) => {
    const recipe = recipeOf(context.options);
    if (!recipe) return Promise.resolve({ findings: [], skipped: "no command is given", aside: true });
    return testWith(recipe, differential, context);
  },
};
export default check;

function recipeOf(options: CommandOptions): Recipe | undefined {
  const [program, ...given] = options.run;
  if (program === undefined) return undefined;
  return {
    program,
    command: program,
    paths: ["**"],
    // Tools look for configuration of their own in such files; none of a change may configure them.
    reads: ({ path }) => !nameOf(path).startsWith("."),
    readsBraces: true,
    together: true,
    run: (tested) => ({
      arguments: given.flatMap((each) => (each === "{files}" ? tested.map(({ path }) => `/src/${path}`) : [each])),
    }),
    fails: [],
    blames: [],
    warnings: true,
    results: readerOf(options),
  };
}

/** Reports are printed on the one channel, plain output on either. */
function readerOf({ format, matcher }: CommandOptions): NonNullable<Recipe["results"]> {
  if (format === "matcher") return (stdout, stderr) => readByMatcher(matcher, `${stdout}\n${stderr}`);
  return (stdout) => readers[format](stdout);
}
