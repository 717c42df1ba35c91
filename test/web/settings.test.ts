/** The environment: what is missing is named, keys are read in every form they come in. */

import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { readSettings, SettingsError } from "../../web/settings.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const sound = { APP_ID: "7", PRIVATE_KEY: pem, WEBHOOK_SECRET: "a secret" };

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

test("nothing given: each of the three is named", () => {
  expect(problemsOf({}).map((problem) => problem.split(" is missing")[0])).toEqual([
    "APP_ID",
    "PRIVATE_KEY or PRIVATE_KEY_PATH",
    "WEBHOOK_SECRET",
  ]);
});

test("an empty secret is a missing one", () => {
  expect(problemsOf({ ...sound, WEBHOOK_SECRET: " " })).toEqual([expect.stringContaining("WEBHOOK_SECRET is missing")]);
});

test("the secret before, while it is being changed", () => {
  expect(readSettings(sound).previousWebhookSecret).toBeUndefined();
  expect(readSettings({ ...sound, WEBHOOK_SECRET_PREVIOUS: "" }).previousWebhookSecret).toBeUndefined();
  expect(readSettings({ ...sound, WEBHOOK_SECRET_PREVIOUS: "older" }).previousWebhookSecret).toBe("older");
  expect(problemsOf({ ...sound, WEBHOOK_SECRET_PREVIOUS: "a secret" })).toEqual([
    expect.stringContaining("WEBHOOK_SECRET_PREVIOUS is the same"),
  ]);
  expect(problemsOf({ ...sound, WEBHOOK_SECRET: "", WEBHOOK_SECRET_PREVIOUS: "older" })).toEqual([
    expect.stringContaining("WEBHOOK_SECRET is missing"),
  ]);
});

test.each([
  ["as it is", pem],
  ["with line ends written out", pem.replaceAll("\n", "\\n")],
  ["in base64", Buffer.from(pem).toString("base64")],
])("a private key %s", (_form, key) => {
  expect(readSettings({ ...sound, PRIVATE_KEY: key }).privateKey.trim()).toBe(pem.trim());
});

test.each([
  ["APP_ID", "plumbline"],
  ["PRIVATE_KEY", "not a key"],
  ["PORT", "eighty"],
  ["LOG_LEVEL", "loud"],
  ["DATABASE_URL", "mysql://db/plumbline"],
  ["RETENTION_DAYS", "for ever"],
  ["GHE_HOST", "https://github.example.com/"],
])("%s=%s is refused by name, and never printed when it is a secret", (name, value) => {
  const problems = problemsOf({ ...sound, [name]: value });
  expect(problems).toEqual([expect.stringContaining(name)]);
  expect(problems.join()).not.toContain("not a key");
});

test("a role of its own needs a server that several processes share", () => {
  for (const role of ["ingest", "worker"] as const) {
    expect(() => readSettings(sound, role)).toThrow(`DATABASE_URL is missing: \`--role ${role}\``);
    expect(readSettings({ ...sound, DATABASE_URL: "postgresql://db/plumbline" }, role).store).toMatchObject({
      databaseUrl: "postgresql://db/plumbline",
    });
  }
  expect(readSettings(sound).store).toMatchObject({ databaseUrl: undefined, dataDir: "data", retentionDays: 30 });
});

test("a key file that cannot be read is named", () => {
  const { PRIVATE_KEY: _key, ...rest } = sound;
  expect(problemsOf({ ...rest, PRIVATE_KEY_PATH: "/nowhere/key.pem" })).toEqual([
    "PRIVATE_KEY_PATH names a file that cannot be read: /nowhere/key.pem",
  ]);
});

test("a GitHub Enterprise Server", () => {
  expect(readSettings({ ...sound, GHE_HOST: "github.example.com" })).toMatchObject({
    baseUrl: "https://github.example.com/api/v3",
    serverUrl: "https://github.example.com",
  });
});
