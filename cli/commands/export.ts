/** `plumbline export`: everything that the service's store knows, as lines of JSON. */

import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Command } from "../command.ts";
import { withKeeper } from "../store-place.ts";

export const exportCommand: Command = {
  name: "export",
  summary: "write everything that the service's store knows as lines of JSON",
  usage: ["export [--output FILE]"],
  options: { output: { type: "string", summary: "write there instead of to the terminal", value: "FILE" } },
  mostArguments: 0,
  async run({ terminal, text }) {
    const path = text("output");
    await withKeeper(terminal, async (keeper) => {
      if (path === undefined) {
        for await (const lines of keeper.exportLines()) terminal.stdout.write(lines);
        return;
      }
      // Names and texts of private repositories may be in it.
      await pipeline(keeper.exportLines(), createWriteStream(path, { mode: 0o600 }));
    });
    return 0;
  },
};
