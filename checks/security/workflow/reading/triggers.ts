/** Which events let strangers start a run, and which of them give it the rights of the repository. */

import type { Workflow } from "../../../../languages/workflow/workflow.ts";

/** They run with secrets and a token that writes, whoever caused them. */
export const privilegedEvents: ReadonlySet<string> = new Set([
  "pull_request_target",
  "workflow_run",
  "issue_comment",
  "issues",
  "discussion",
  "discussion_comment",
]);

export function isPrivileged({ events }: Workflow): boolean {
  return events.some(({ name }) => privilegedEvents.has(name));
}

export function hasEvent({ events }: Workflow, ...names: readonly string[]): boolean {
  return events.some(({ name }) => names.includes(name));
}
