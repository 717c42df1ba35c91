/** `plumbline serve`: the GitHub App, until it is told to stop. */

import type { Command, Terminal } from "../command.ts";

export const serveCommand: Command = {
  name: "serve",
  summary: "run the GitHub App",
  usage: ["serve"],
  options: {},
  mostArguments: 0,
  async run({ terminal }) {
    const { serve } = await import("../../web/serve.ts");
    const service = await serve({ env: terminal.env });
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
