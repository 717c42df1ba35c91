/**
 * Caches restored into what is released.
 *
 * Why: whoever gets code to run once on the default branch can fill the cache, and the next release is built from what they left in it.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: release
 * jobs:
 *   publish:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/cache@v4
 *         with:
 *           path: ~/.cargo
 *           key: cargo
 *       - run: make publish
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: release
 * jobs:
 *   publish:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make publish
 * ```
 *
 * Mend: build releases without a cache.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/cache-poisoning -- reason`
 */

import { at, isDynamic, oneOrMore, textAt } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, eventNamed, type Step, type Workflow } from "../../../languages/workflow/workflow.ts";
import { cachingOf, isPublisher } from "./reading/caches.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck(
  (document) =>
    allSteps(document).flatMap(({ step, siblings, workflow }) => {
      if (workflow === undefined || step.uses === undefined || !restores(step, workflow)) return [];
      if (!releases(workflow) && !siblings.some(({ uses, node }) => uses !== undefined && isPublisher(uses.text, node)))
        return [];
      return [
        {
          at: step.uses.range,
          message: "This restores a cache into what is released, and any run on the default branch may have filled it.",
          advice: "Build releases without a cache.",
        },
      ];
    }),
  { kinds: ["github-workflow"] },
);

/** A release, a tag, or a branch that is called like one starts it. */
function releases(workflow: Workflow): boolean {
  if (eventNamed(workflow, "release")) return true;
  const push = eventNamed(workflow, "push")?.settings;
  if (at(push, "tags") !== undefined) return true;
  return hasReleaseBranch(workflow);
}

function hasReleaseBranch(workflow: Workflow): boolean {
  const branches = oneOrMore(at(eventNamed(workflow, "push")?.settings, "branches"));
  return branches.some((branch) => branch.type === "text" && /release|^v\d/iu.test(branch.text));
}

function restores({ uses, node }: Step, workflow: Workflow): boolean {
  const read = uses && readUses(uses.text);
  if (read?.kind !== "repository") return false;
  const caching = cachingOf(read, uses?.text ?? "", node);
  if (caching !== "conditional") return caching === "on";
  // A condition that leaves out tags is enough only where nothing else releases.
  const condition = [...(textAt(node, "with", "sccache") ? [textAt(node, "with", "sccache")] : [])].find(isDynamic);
  const leavesOutTags =
    condition !== undefined &&
    /!\s*(?:startsWith\(\s*github\.ref\s*,\s*'refs\/tags\/|\(.*github\.ref_type\s*==\s*'tag')|github\.ref_type\s*!=\s*'tag'/u.test(
      condition.text,
    );
  return !leavesOutTags || hasReleaseBranch(workflow);
}
