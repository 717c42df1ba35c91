/** Every expression of a workflow or an action, whichever the document is. */

import type { YamlDocument } from "../../../../languages/parsed.ts";
import { type ExpressionSite, sitesOf, sitesOfAction } from "../../../../languages/workflow/sites.ts";
import { actionOf, workflowOf } from "../../../../languages/workflow/workflow.ts";

const known = new WeakMap<YamlDocument, readonly ExpressionSite[]>();

export function sitesIn(document: YamlDocument): readonly ExpressionSite[] {
  const before = known.get(document);
  if (before) return before;
  const workflow = workflowOf(document);
  const action = actionOf(document);
  const sites = workflow ? [...sitesOf(workflow)] : action ? [...sitesOfAction(action)] : [];
  known.set(document, sites);
  return sites;
}
