/** `plumbline check [PATH…]`: files and folders as they are, with the configuration of that folder. */

import { openFolder } from "../../sources/folder.ts";
import type { Command } from "../command.ts";
import { reviewAndReport } from "../report.ts";
import { reportOptions } from "../review-options.ts";

export const check: Command = {
  name: "check",
  summary: "check files and folders as they are; git is not needed",
  usage: ["check [PATH…] [OPTIONS]"],
  options: reportOptions,
  mostArguments: Infinity,
  async run(call) {
    const differential = await openFolder({ directory: call.terminal.cwd(), paths: call.words });
    return reviewAndReport(call, differential, { base: differential.head }, { isLocal: true, isChange: false });
  },
};
