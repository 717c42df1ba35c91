/** Inputs of actions that are run as programs. */

import { entryNamed } from "../../../../languages/workflow/node.ts";
import type { ExpressionSite } from "../../../../languages/workflow/sites.ts";
import { readUses } from "../../../../languages/workflow/uses.ts";
import { at } from "../../../../languages/workflow/node.ts";

const scriptInputs: ReadonlyMap<string, readonly string[]> = new Map([
  ["actions/github-script", ["script"]],
  ["amadevus/pwsh-script", ["script"]],
  ["appleboy/ssh-action", ["script"]],
  ["azure/cli", ["inlineScript"]],
  ["azure/powershell", ["inlineScript"]],
  ["cardinalby/js-eval-action", ["expression"]],
  ["jannekem/run-python-script-action", ["script"]],
  ["mikefarah/yq", ["cmd"]],
  ["satackey/action-js-inline", ["script"]],
]);

/** Whether the text of a site is a program: of `run`, or of an input that an action runs. */
export function isScript({ place, step, node }: ExpressionSite): boolean {
  if (step === undefined) return false;
  if (place.endsWith(".steps.run")) return true;
  const uses = step.uses && readUses(step.uses.text);
  if (uses?.kind !== "repository" || !place.endsWith(".steps.with")) return false;
  return (scriptInputs.get(uses.slug) ?? []).some((name) => entryNamed(at(step.node, "with"), name)?.value === node);
}
