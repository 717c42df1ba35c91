/** `plumbline report`: hands what another tool found to the service, so that it joins the check run. */

import { resultFormats } from "../../checks/config-test/results/report-file.ts";
import type { ToolReport } from "../../core/tool-report.ts";
import { plural } from "../../reporters/wording.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { originOf } from "../tool-reports/origin.ts";
import { readFileOfResults } from "../tool-reports/read-file.ts";
import { send } from "../tool-reports/send.ts";

export const report: Command = {
  name: "report",
  summary: "hand what another tool found to the service, so that it joins the check run",
  usage: ["report FILE [--tool NAME] [--sha SHA]", "report - < FILE"],
  options: {
    sha: {
      type: "string",
      value: "SHA",
      summary: "the commit that the tool looked at; the pull request's head unless told",
    },
    tool: { type: "string", value: "NAME", summary: "the tool's name, where the file does not say it" },
    format: {
      type: "string",
      value: "FORMAT",
      choices: resultFormats,
      summary: `${resultFormats.join(", ")}; told from the file unless named`,
    },
    root: {
      type: "string",
      value: "PATH",
      summary: "where the tool saw the repository, such as `/src` of a container",
    },
    repository: { type: "string", value: "OWNER/NAME", summary: "default: GITHUB_REPOSITORY, or the remote `origin`" },
    url: { type: "string", value: "URL", summary: "address of the service; default: PLUMBLINE_URL" },
    "dry-run": { type: "boolean", summary: "read the file, say what would be sent, and send nothing" },
  },
  mostArguments: 1,
  async run(call) {
    const { terminal, words, text, flag } = call;
    const [file] = words;
    if (file === undefined)
      throw new UsageError("`plumbline report` needs a FILE of results, or `-` for standard input");
    const { repository, sha, top, checkedOut } = await originOf(call);
    const format = resultFormats.find((name) => name === text("format"));
    const read = await readFileOfResults({ file, format, tool: text("tool"), root: text("root"), top }, terminal);
    if (checkedOut !== undefined) {
      const said = `the files here are those of ${short(checkedOut)}, the report is about ${short(sha)}: lines may differ`;
      terminal.stderr.write(`plumbline: ${said}; check out the head of the pull request\n`);
    }
    if (flag("dry-run")) {
      terminal.stdout.write(`${wordsOf(read)}; ${repository} at ${short(sha)}; nothing was sent\n`);
      return 0;
    }
    const url = text("url") ?? terminal.env["PLUMBLINE_URL"];
    if (url === undefined || url === "")
      throw new UsageError("where is the service? Add `--url URL`, or set PLUMBLINE_URL");
    const sent = await send({ url, repository, sha, report: read }, terminal);
    if (sent.kind === "taken") {
      terminal.stdout.write(`${wordsOf(read)}: ${sent.message}\n`);
      return 0;
    }
    terminal.stderr.write(`plumbline: ${sent.message}\n`);
    return sent.kind === "refused" ? 2 : 3;
  },
};

function wordsOf({ tool, results, beyond }: ToolReport): string {
  const named = results.filter(({ path }) => path !== undefined).length;
  const outside = results.length - named;
  return [
    `${plural(results.length, "result")} of ${tool}`,
    ...(outside > 0 ? [`${outside} of them in no file of the repository`] : []),
    ...(beyond > 0 ? [`${beyond} more left out`] : []),
  ].join(", ");
}

function short(sha: string): string {
  return sha.slice(0, 7);
}
