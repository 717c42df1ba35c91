/** Commands in a comment: whether their giver may give any at all, how that is acknowledged, and what is wanted then. */

import type { GitHubApi } from "../../github/api.ts";
import { commandsIn } from "../../github/commands.ts";
import type { Command } from "../../github/commands.ts";
import type { Occurrence, Repository } from "../../github/events.ts";
import { rightsOf } from "../../github/permissions.ts";
import { acknowledge } from "../../github/reactions.ts";
import type { Acknowledgement } from "../../github/reactions.ts";
import type { GivenCommand, Rerun, SubjectKey } from "../../store/store.ts";
import type { ServiceContext } from "../context.ts";
import { messageOf } from "../message.ts";

/** Of one comment; who writes more of them means something else. */
const commandsAtMost = 10;

type Comment = Extract<Occurrence, { kind: "commented" }>;

export async function receiveCommands(
  context: ServiceContext,
  repository: Repository,
  key: SubjectKey,
  comment: Comment,
): Promise<void> {
  const commands = commandsIn(comment.body).slice(0, commandsAtMost);
  if (commands.length === 0) return;

  const api = await context.installations.api(repository.installation);
  const isAsked = !comment.isByPullAuthor || commands.some(({ verb }) => verb === "waive" || verb === "override");
  const rights = isAsked ? await rightsOf(api, repository, comment.author) : "none";
  // Strangers get no words: whoever may comment could else write into everybody's check run.
  if (!comment.isByPullAuthor && rights === "none") {
    context.meter.count("commands_refused_total");
    return react(context, api, repository, comment.comment, "refused");
  }
  await react(context, api, repository, comment.comment, "seen");
  const reruns = rerunsOf(commands, comment);
  const given = givenCommands(commands, comment, rights === "write");
  await context.store.want(key, {
    scope: reruns.length > 0 ? "full" : "text",
    reruns,
    ...(given.length > 0 && { commands: given }),
  });
}

/** One without rules asks for everything, whatever the others name. */
function rerunsOf(commands: readonly Command[], { author, comment }: Comment): readonly Rerun[] {
  const rechecks = commands.filter(({ verb }) => verb === "recheck");
  if (rechecks.length === 0) return [];
  const isForAll = rechecks.some((command) => command.arguments.length === 0);
  return [{ by: author, rules: isForAll ? [] : rechecks.flatMap((command) => command.arguments), comment }];
}

function givenCommands(
  commands: readonly Command[],
  { author, comment, isByPullAuthor }: Comment,
  mayWrite: boolean,
): readonly GivenCommand[] {
  return commands.flatMap(({ verb, words }, place) =>
    verb === "recheck" ? [] : [{ verb, words, by: author, isAuthor: isByPullAuthor, mayWrite, comment, place }],
  );
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
