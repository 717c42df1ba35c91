/**
 * Passwords of container registries in the text of a workflow.
 *
 * Why: everybody who can read the repository, now or in its history, can push and pull with it.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     container:
 *       image: registry.example.com/build:1.4
 *       credentials:
 *         username: build
 *         password: plain-text-1234
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     container:
 *       image: registry.example.com/build:1.4
 *       credentials:
 *         username: build
 *         password: ${{ secrets.REGISTRY_PASSWORD }}
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: store it as a secret, and change the password.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/hardcoded-credentials -- reason`
 */

import { at, entriesOf, isDynamic, textAt } from "../../../languages/workflow/node.ts";
import { workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck(
  (document) =>
    (workflowOf(document)?.jobs ?? []).flatMap(({ node }) => {
      const containers = [at(node, "container"), ...entriesOf(at(node, "services")).map(({ value }) => value)];
      return containers.flatMap((container): readonly Remark[] => {
        const password = textAt(container, "credentials", "password");
        if (password === undefined || isDynamic(password)) return [];
        return [
          {
            at: password.range,
            message: "This password of a registry stands in the workflow, for everybody who can read the repository.",
            advice: "Store it as a secret, write `${{ secrets.NAME }}` here, and change the password.",
            secret: { evidence: "password of a registry" },
          },
        ];
      });
    }),
  { kinds: ["github-workflow"] },
);
