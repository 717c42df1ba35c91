/** `plumbline doctor`: what is configured, what is missing, and what is off because of it. */

import { runGit } from "../../sources/git/process.ts";
import { packageVersion } from "../../engine/package-root.ts";
import type { Call, Command } from "../command.ts";
import { askGitHub, secretsOf } from "../app-permissions.ts";
import { folderRuleSet } from "../folder-rules.ts";

export interface Remark {
  readonly state: "ok" | "off" | "missing";
  readonly about: string;
  readonly said: string;
}

export const doctor: Command = {
  name: "doctor",
  summary: "say what is configured, and what is off because something is missing",
  usage: ["doctor [--offline]"],
  options: { offline: { type: "boolean", summary: "do not ask GitHub which permissions the App has" } },
  mostArguments: 0,
  async run(call) {
    const local = [runtime(), await git(), await ruleSet(call), token(call)];
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
  const secrets = secretsOf(env);
  const names = ["APP_ID", "PRIVATE_KEY or PRIVATE_KEY_PATH", "WEBHOOK_SECRET"];
  const given = [
    isSet(env["APP_ID"]),
    isSet(env["PRIVATE_KEY"]) || isSet(env["PRIVATE_KEY_PATH"]),
    isSet(env["WEBHOOK_SECRET"]),
  ];
  if (given.every((each) => !each))
    return [
      { state: "off", about: "serve", said: "no credentials here; docs/self-hosting.md tells how to make an App" },
    ];

  const credentials = names.map((about, index): Remark =>
    given[index]
      ? { state: "ok", about, said: "set" }
      : { state: "missing", about, said: "not set: `serve` refuses to start" },
  );
  const store: Remark = isSet(env["DATABASE_URL"])
    ? { state: "ok", about: "DATABASE_URL", said: "set" }
    : isSet(env["DATA_DIR"])
      ? { state: "ok", about: "DATA_DIR", said: env["DATA_DIR"] ?? "" }
      : {
          state: "off",
          about: "DATA_DIR",
          said: "not set, nor DATABASE_URL: deliveries are not kept across a restart",
        };
  if (call.flag("offline") || secrets === undefined) return [...credentials, store];
  return [...credentials, store, ...(await askGitHub(secrets, env))];
}

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
