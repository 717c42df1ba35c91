/** `/recheck` in a comment: whether its author may ask, and what is asked for. */

import type { GitHubApi } from "../github/api.ts";
import { commandsIn } from "../github/commands.ts";
import type { Occurrence, Repository } from "../github/events.ts";
import { hasTriage } from "../github/permissions.ts";
import { acknowledge } from "../github/reactions.ts";
import type { Acknowledgement } from "../github/reactions.ts";
import type { SubjectKey } from "../store/store.ts";
import type { ServiceContext } from "./context.ts";
import { messageOf } from "./message.ts";

export async function recheck(
  context: ServiceContext,
  repository: Repository,
  key: SubjectKey,
  { author, body, comment, isByPullAuthor }: Extract<Occurrence, { kind: "commented" }>,
): Promise<void> {
  const commands = commandsIn(body).filter((command) => command.verb === "recheck");
  if (commands.length === 0) return;

  const api = await context.installations.api(repository.installation);
  if (!isByPullAuthor && !(await hasTriage(api, repository, author))) {
    context.meter.count("commands_refused_total");
    return react(context, api, repository, comment, "refused");
  }
  await react(context, api, repository, comment, "seen");
  // One without rules asks for everything, whatever the others name.
  const isForAll = commands.some((command) => command.arguments.length === 0);
  const rules = isForAll ? [] : commands.flatMap((command) => command.arguments);
  await context.store.want(key, { scope: "full", reruns: [{ by: author, rules, comment }] });
}

/** What was asked for is not lost because a smiley could not be given. */
async function react(
  { log }: ServiceContext,
  api: GitHubApi,
  repository: Repository,
  comment: number,
  as: Acknowledgement,
): Promise<void> {
  try {
    await acknowledge(api, repository, comment, as);
  } catch (error) {
    log.warn({ reason: messageOf(error) }, "a comment could not be acknowledged");
  }
}
