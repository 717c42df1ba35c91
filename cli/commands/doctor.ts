/** `plumbline doctor`: what is configured, what is missing, and what is off because of it. */

import { configTestPrograms } from "../../checks/config-test/running/programs.ts";
import type { ToolRunner } from "../../core/tool-run.ts";
import { runGit } from "../../sources/git/process.ts";
import { placeForCopies } from "../../engine/sandbox/copies.ts";
import { readSandboxSettings } from "../../engine/sandbox/settings.ts";
import { openToolRunner, proofWords } from "../../engine/sandbox/tool-runner.ts";
import { packageVersion } from "../../engine/package-root.ts";
import type { Call, Command } from "../command.ts";
import { readSettings, SettingsError } from "../../web/settings.ts";
import type { Settings } from "../../web/settings.ts";
import { askGitHub } from "../app-permissions.ts";
import type { Remark } from "../app-permissions.ts";
import { folderRuleSet } from "../folder-rules.ts";

export const doctor: Command = {
  name: "doctor",
  summary: "say what is configured, and what is off because something is missing",
  usage: ["doctor [--offline]"],
  options: { offline: { type: "boolean", summary: "do not ask GitHub which permissions the App has" } },
  mostArguments: 0,
  async run(call) {
    const local = [runtime(), await git(), await ruleSet(call), await sandbox(call), token(call)];
    const app = await appRemarks(call);
    write(call, "This machine", local);
    write(call, "The GitHub App", app);
    return [...local, ...app].some((remark) => remark.state === "missing") ? 2 : 0;
  },
};

function runtime(): Remark {
  return { state: "ok", about: "plumbline", said: `${packageVersion()} on Node ${process.version}` };
}

async function git(): Promise<Remark> {
  try {
    const { output } = await runGit(["--version"], { directory: "." });
    return { state: "ok", about: "git", said: output.toString("utf8").trim().replace("git version ", "") };
  } catch {
    return { state: "off", about: "git", said: "not installed: `review` of a local repository is off, `check` works" };
  }
}

/** Config tests run only where a file, a variable and a port outside stay out of reach: tried, not assumed. */
async function sandbox({ terminal: { env } }: Call): Promise<Remark> {
  const about = "sandbox";
  const settings = readSandboxSettings(env);
  if (settings.mode === "off") return { state: "off", about, said: "switched off: config tests are inconclusive" };
  if (settings.mode === "limits-only") {
    return { state: "ok", about, said: "limits only, as PLUMBLINE_SANDBOX says: no namespaces, every report says so" };
  }
  const runner = openToolRunner(settings);
  const proof = await runner.prove();
  if (proof.state === "leaking") return { state: "missing", about, said: `does not hold: ${proofWords(proof)}` };
  if (proof.state === "unavailable") {
    return { state: "off", about, said: `${proofWords(proof)}: config tests are inconclusive (docs/config-tests.md)` };
  }
  const variant = proof.fit.proc ? "" : ", without /proc";
  const lock = placeForCopies().runsNothing
    ? "what a change holds lies where nothing is run"
    : "a `noexec` mount at /tmp or /dev/shm would be one lock more";
  const said = `holds${variant}: a file, a variable and a port outside it are out of reach; ${lock}; ${await toolsIn(runner)}`;
  return { state: "ok", about, said };
}

async function toolsIn({ run }: ToolRunner): Promise<string> {
  const look = 'for each; do command -v "$each" >/dev/null || echo "$each"; done';
  const result = await run({
    program: "bash",
    arguments: ["-c", look, "bash", ...configTestPrograms],
    files: new Map(),
  });
  if (result.kind !== "exited") return "which tools are there could not be asked";
  const lacking = result.stdout.split("\n").filter((name) => name !== "");
  if (lacking.length === 0) return `all ${configTestPrograms.length} tools are there`;
  return `${configTestPrograms.length - lacking.length} of ${configTestPrograms.length} tools are there, not ${lacking.join(", ")}`;
}

async function ruleSet(call: Call): Promise<Remark> {
  const { ruleSet: rules, isBroken } = await folderRuleSet(call);
  const count = rules.rules.filter((rule) => rule.severity !== "off").length;
  const said = `${count} of ${rules.rules.length} rules are on: ${rules.origin}`;
  const notes = rules.notes ?? [];
  return { state: isBroken ? "missing" : "ok", about: "rules", said: [said, ...notes].join(". ") };
}

function token({ terminal: { env } }: Call): Remark {
  return isSet(env["GITHUB_TOKEN"])
    ? { state: "ok", about: "GITHUB_TOKEN", said: `set, for ${env["GITHUB_API_URL"] ?? "https://api.github.com"}` }
    : { state: "off", about: "GITHUB_TOKEN", said: "not set: `review URL` reads public pull requests only" };
}

async function appRemarks(call: Call): Promise<readonly Remark[]> {
  const { env } = call.terminal;
  if (!credentials.some((name) => isSet(env[name]))) {
    return [
      { state: "off", about: "serve", said: "no credentials here; docs/self-hosting.md tells how to make an App" },
    ];
  }
  try {
    const settings = readSettings(env);
    const about = `App ${settings.appId}`;
    const ready: Remark = { state: "ok", about, said: `\`serve\` can start, on ${settings.host}:${settings.port}` };
    return [ready, ...rotation(settings), ...(call.flag("offline") ? [] : await askGitHub(settings))];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map((said) => ({ state: "missing", about: "serve", said }));
  }
}

/** Something to finish, not something that is wrong. */
function rotation({ previousWebhookSecret }: Settings): readonly Remark[] {
  if (previousWebhookSecret === undefined) return [];
  const said = "set: webhooks signed with the older secret are believed, too; unset it once GitHub has the newer one";
  return [{ state: "ok", about: "WEBHOOK_SECRET_PREVIOUS", said }];
}

const credentials = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"];

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== "";
}

const marks = { ok: "[x]", off: "[-]", missing: "[ ]" } as const;

function write({ terminal }: Call, title: string, remarks: readonly Remark[]): void {
  const width = Math.max(...remarks.map((remark) => remark.about.length));
  terminal.stdout.write(`${title}\n`);
  for (const { state, about, said } of remarks)
    terminal.stdout.write(`  ${marks[state]} ${about.padEnd(width)}  ${said}\n`);
}
