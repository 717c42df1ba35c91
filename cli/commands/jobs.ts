/** `plumbline jobs`: what the service has given up, why, and sending it on its way again. */

import type { DeadLetter } from "../../store/open-store.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { withKeeper } from "../store-place.ts";

export const jobs: Command = {
  name: "jobs",
  summary: "list what the service has given up, and send it on its way again",
  usage: ["jobs [--format json]", "jobs retry ID…", "jobs retry --all"],
  options: {
    all: { type: "boolean", summary: "with `retry`: all of them" },
    format: { type: "string", summary: "how the list is written", value: "FORMAT", choices: ["text", "json"] },
  },
  mostArguments: 1_000,
  async run({ terminal, words, flag, text }) {
    const [verb, ...ids] = words;
    if (verb === undefined) {
      const letters = await withKeeper(terminal, (keeper) => keeper.deadLetters());
      terminal.stdout.write(text("format") === "json" ? `${JSON.stringify(letters, undefined, 2)}\n` : listOf(letters));
      return 0;
    }
    if (verb !== "retry") throw new UsageError(`\`plumbline jobs\` does not know what to do with \`${verb}\``);
    if (ids.length === 0 && !flag("all"))
      throw new UsageError("`plumbline jobs retry` needs the IDs to retry, or `--all`");
    const count = await withKeeper(terminal, (keeper) => keeper.redrive(flag("all") ? undefined : ids));
    terminal.stdout.write(`${count} sent on ${count === 1 ? "its" : "their"} way again\n`);
    return count < ids.length ? 2 : 0;
  },
};

function listOf(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return "Nothing was given up.\n";
  const entries = letters.map(({ id, queue, name, event, since, attempts, reason }) => {
    const about =
      queue === "delivery" ? `delivery ${name}${event === undefined ? "" : ` (${event})`}` : `review ${name}`;
    const tries = attempts === 1 ? "1 try" : `${attempts} tries`;
    return `${id}  ${new Date(since).toISOString()}  ${about}\n    ${tries}: ${reason}\n`;
  });
  return `${entries.join("")}\n${letters.length} given up. Again: plumbline jobs retry ID, or --all.\n`;
}
