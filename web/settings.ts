/** The environment as settings; whatever is missing is named exactly, all at once. */

import { readFileSync } from "node:fs";
import { readSandboxSettings } from "../engine/sandbox/settings.ts";
import type { SandboxOptions } from "../engine/sandbox/tool-runner.ts";
import { readTrackerSettings } from "../sources/trackers.ts";
import type { TrackerSettings } from "../sources/trackers.ts";
import { readStoreSettings } from "../store/settings.ts";
import type { StoreSettings } from "../store/settings.ts";

export interface Settings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Believed as well while the secret is being changed. */
  readonly previousWebhookSecret: string | undefined;
  readonly port: number;
  readonly host: string;
  /** Address that `/` and `/metrics` are answered on. */
  readonly adminHost: string | undefined;
  /** API of a GitHub Enterprise Server. */
  readonly baseUrl: string | undefined;
  /** Where people browse, without final slash. */
  readonly serverUrl: string;
  readonly logLevel: string;
  /** Other owners, or repositories of theirs, whose rule sets may be extended. */
  readonly extendable: readonly string[];
  /** Where tickets are looked up. */
  readonly trackers: readonly TrackerSettings[];
  readonly store: StoreSettings;
  /** Whose identity tokens may hand results in. */
  readonly workflows: WorkflowSettings;
  /** How config tests are run. */
  readonly sandbox: SandboxOptions;
}

export interface WorkflowSettings {
  /** Of the identity tokens of GitHub Actions, without final slash. */
  readonly issuer: string;
  /** What a token must have been made for. */
  readonly audience: string;
}

const logLevels = new Set(["silent", "fatal", "error", "warn", "info", "debug", "trace"]);

export type Environment = Readonly<Record<string, string | undefined>>;

/** The service cannot start with these settings; the command line exits with `exitCode`. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly exitCode = 2;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Plumbline cannot start:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** What a process does: take webhooks in, work on them, or both. */
export type Role = "all" | "ingest" | "worker";

/** Throws `SettingsError` with every problem. */
export function readSettings(env: Environment, role: Role = "all"): Settings {
  const problems: string[] = [];
  const appId = Number(given(env, "APP_ID") ?? Number.NaN);
  if (given(env, "APP_ID") === undefined) problems.push("APP_ID is missing: the number on the App's settings page");
  else if (!Number.isSafeInteger(appId) || appId <= 0) problems.push("APP_ID is not a number");
  const privateKey = readPrivateKey(env, problems);
  const webhookSecret = given(env, "WEBHOOK_SECRET");
  if (webhookSecret === undefined) {
    problems.push("WEBHOOK_SECRET is missing: without it anybody could send webhooks in GitHub's name");
  }
  const previousWebhookSecret = given(env, "WEBHOOK_SECRET_PREVIOUS");
  if (previousWebhookSecret !== undefined && previousWebhookSecret === webhookSecret) {
    problems.push("WEBHOOK_SECRET_PREVIOUS is the same as WEBHOOK_SECRET: take it out, or set the newer one");
  }
  const port = portOf(env, problems);
  const server = serverOf(env, problems);
  const logLevel = given(env, "LOG_LEVEL") ?? "info";
  if (!logLevels.has(logLevel)) problems.push(`LOG_LEVEL is none of ${[...logLevels].join(", ")}`);
  const trackers = readTrackerSettings(env);
  problems.push(...trackers.problems);
  const store = readStoreSettings(env, problems);
  if (role !== "all" && store.databaseUrl === undefined) {
    problems.push(`DATABASE_URL is missing: \`--role ${role}\` shares its store with other processes`);
  }
  const workflows = workflowsOf(env, server, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    appId,
    privateKey,
    webhookSecret: webhookSecret ?? "",
    previousWebhookSecret,
    port,
    host: given(env, "HOST") ?? "127.0.0.1",
    adminHost: given(env, "ADMIN_HOST"),
    baseUrl: server === undefined ? undefined : `${server}/api/v3`,
    serverUrl: server ?? "https://github.com",
    logLevel,
    extendable: (given(env, "EXTENDABLE") ?? "").split(/[\s,]+/u).filter((name) => name !== ""),
    trackers: trackers.settings,
    store,
    workflows,
    sandbox: readSandboxSettings(env),
  };
}

function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

function readPrivateKey(env: Environment, problems: string[]): string {
  const inline = given(env, "PRIVATE_KEY");
  const path = given(env, "PRIVATE_KEY_PATH");
  if (inline === undefined && path === undefined) {
    problems.push("PRIVATE_KEY or PRIVATE_KEY_PATH is missing: the App's private key (PEM), or the file that holds it");
    return "";
  }
  const text = inline ?? readKeyFile(path ?? "", problems);
  const key = pemOf(text);
  if (key === undefined && text !== "") {
    problems.push(`${inline === undefined ? "PRIVATE_KEY_PATH" : "PRIVATE_KEY"} holds no PEM private key`);
  }
  return key ?? "";
}

function readKeyFile(path: string, problems: string[]): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    problems.push(`PRIVATE_KEY_PATH names a file that cannot be read: ${path}`);
    return "";
  }
}

/** As a PEM text, with `\n` written out, or in base64: how keys arrive through environments. */
function pemOf(text: string): string | undefined {
  const isPem = (candidate: string): boolean => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(candidate);
  const plain = text.replaceAll("\\n", "\n");
  if (isPem(plain)) return plain;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return isPem(decoded) ? decoded : undefined;
}

function portOf(env: Environment, problems: string[]): number {
  const port = Number(given(env, "PORT") ?? "3000");
  if (Number.isSafeInteger(port) && port >= 0 && port < 65_536) return port;
  problems.push("PORT is not a port number");
  return 0;
}

/** A GitHub Enterprise Server signs for itself. */
function workflowsOf(env: Environment, server: string | undefined, problems: string[]): WorkflowSettings {
  const usual = server === undefined ? "https://token.actions.githubusercontent.com" : `${server}/_services/token`;
  const issuer = (given(env, "REPORT_ISSUER") ?? usual).replace(/\/+$/u, "");
  if (!URL.canParse(issuer)) problems.push("REPORT_ISSUER is not a URL");
  return { issuer, audience: given(env, "REPORT_AUDIENCE") ?? "plumbline" };
}

function serverOf(env: Environment, problems: string[]): string | undefined {
  const host = given(env, "GHE_HOST");
  const protocol = given(env, "GHE_PROTOCOL") ?? "https";
  if (host === undefined) return undefined;
  if (protocol !== "http" && protocol !== "https") problems.push("GHE_PROTOCOL is neither http nor https");
  if (host.includes("/")) problems.push("GHE_HOST is a host name (and port), without a protocol or path");
  return `${protocol}://${host}`;
}
