/** Names of what a `uses` gives back: of local files from their texts, of well-known actions from a table. */

import { knownAction } from "../../../../languages/workflow/known-actions.ts";
import { at, entriesOf } from "../../../../languages/workflow/node.ts";
import type { OutputsOf } from "../../../../languages/workflow/scope.ts";
import { actionOf, eventNamed, workflowOf } from "../../../../languages/workflow/workflow.ts";
import { localFile, type LocalFiles } from "./local-files.ts";

export function outputsIn(files: LocalFiles): OutputsOf {
  const known = new Map<string, readonly string[] | undefined>();
  return (uses) => {
    if (!known.has(uses)) known.set(uses, outputsOf(files, uses));
    return known.get(uses);
  };
}

function outputsOf(files: LocalFiles, uses: string): readonly string[] | undefined {
  const file = localFile(files, uses);
  if (file.is !== "read") return knownAction(uses)?.outputs;
  const { document } = file;
  const action = actionOf(document);
  if (action) return entriesOf(at(action.root, "outputs")).map(({ name }) => name);
  const workflow = workflowOf(document);
  const call = workflow && eventNamed(workflow, "workflow_call");
  return call && entriesOf(at(call.settings, "outputs")).map(({ name }) => name);
}
