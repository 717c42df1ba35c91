/**
 * Names that are looked for in a text instead of a list.
 *
 * Why: `contains('refs/heads/main refs/heads/release', github.ref)` holds for a branch `refs/heads/mai` too, and whoever names the branch passes the guard.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     if: contains('refs/heads/main refs/heads/release', github.ref)
 *     steps:
 *       - run: make release
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     if: contains(fromJSON('["refs/heads/main", "refs/heads/release"]'), github.ref)
 *     steps:
 *       - run: make release
 * ```
 *
 * Mend: compare with each name, or with a list of them.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/unsound-contains -- reason`
 */

import { type Expression, nodesOf, pathOf } from "../../../languages/github-expression/tree.ts";
import { sitesIn } from "./reading/sites.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

/** Values that somebody outside can choose. */
const chosen =
  /^(?:env\..*|github\.(?:actor|base_ref|head_ref|ref|ref_name|sha|triggering_actor|event\..*)|inputs\..*)$/u;

export default workflowCheck((document) =>
  sitesIn(document)
    .filter(({ place }) => place.endsWith(".if"))
    .flatMap(({ expressions }) =>
      expressions.flatMap(({ expression, place }) =>
        (expression ? [...nodesOf(expression)] : []).flatMap((node) => {
          const path = searchedIn(node);
          if (path === undefined) return [];
          return [
            {
              at: place(node.range),
              message: `\`contains\` looks for \`${path}\` anywhere in this text, so a part of a name passes as well.`,
              advice: `Compare with a list: \`contains(fromJSON('["…"]'), ${path})\`.`,
            },
          ];
        }),
      ),
    ),
);

/** What is looked for in a text that lists names. */
function searchedIn(node: Expression): string | undefined {
  if (node.type !== "call" || node.name !== "contains") return undefined;
  const [list, name] = node.arguments;
  if (list?.type !== "literal" || typeof list.value !== "string" || name === undefined) return undefined;
  const path = pathOf(name)?.join(".");
  return path !== undefined && chosen.test(path) ? path : undefined;
}
