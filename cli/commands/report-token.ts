/** `plumbline report-token`: the token with which the CI of one repository hands results in, where it has no identity of its own. */

import { reportToken } from "../../web/report-token.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";

export const reportTokenCommand: Command = {
  name: "report-token",
  summary: "print the token with which one repository's CI may call `plumbline report`",
  usage: ["report-token OWNER/NAME"],
  options: {},
  mostArguments: 1,
  async run({ terminal, words }) {
    const [repository] = words;
    if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/u.test(repository)) {
      throw new UsageError("`plumbline report-token` needs the repository: OWNER/NAME");
    }
    const secret = terminal.env["WEBHOOK_SECRET"]?.trim();
    if (secret === undefined || secret === "") {
      throw new UsageError("WEBHOOK_SECRET is missing: the token is made from the secret that the service has");
    }
    terminal.stdout.write(`${reportToken(secret, repository)}\n`);
    return 0;
  },
};
