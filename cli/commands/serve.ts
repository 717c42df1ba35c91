/** `plumbline serve`: the GitHub App, until it is told to stop. */

import type { Command, ExitCode, Terminal } from "../command.ts";

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
    const { firstDefect } = await import("../../web/defects.ts");
    const service = await serve({ env: terminal.env, role: roles.find((role) => role === text("role")) ?? "all" });
    const exitCode = await Promise.race<ExitCode>([
      stopSignal(terminal).then(() => 0),
      // Not 0: whoever supervises the process starts it anew.
      firstDefect(terminal, service.tellDefect, 3).then(() => 3),
    ]);
    await service.stop();
    // What a defect has left open must not keep the process from ending.
    if (exitCode !== 0) terminal.exit?.(exitCode);
    return exitCode;
  },
};

/** A second signal finds nobody listening and ends the process at once. */
function stopSignal(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    terminal.once?.("SIGTERM", () => resolve());
    terminal.once?.("SIGINT", () => resolve());
  });
}
