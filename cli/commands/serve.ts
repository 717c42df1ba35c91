/** `plumbline serve`: the GitHub App, until it is told to stop. */

import type { Command, Terminal } from "../command.ts";

const roles = ["all", "ingest", "worker"] as const;

export const serveCommand: Command = {
  name: "serve",
  summary: "run the GitHub App",
  usage: ["serve [--role ROLE]"],
  options: {
    role: {
      type: "string",
      value: "ROLE",
      choices: roles,
      summary: "take webhooks in, work on them, or (by default) both; one of them needs DATABASE_URL",
    },
  },
  mostArguments: 0,
  async run({ terminal, text }) {
    const { serve } = await import("../../web/serve.ts");
    const service = await serve({ env: terminal.env, role: roles.find((role) => role === text("role")) ?? "all" });
    await stopSignal(terminal);
    await service.stop();
    return 0;
  },
};

/** A second signal finds nobody listening and ends the process at once. */
function stopSignal(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    terminal.once?.("SIGTERM", () => resolve());
    terminal.once?.("SIGINT", () => resolve());
  });
}
