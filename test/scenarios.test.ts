/** Runs every scenario under test/scenarios: the report must be what the file says. `UPDATE=1` writes what it is now. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { catalogue } from "../checks/generated/catalogue.ts";
import { review } from "../core/review.ts";
import { effectiveRuleSet } from "../engine/rule-set/effective.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { text as textReport } from "../reporters/text.ts";
import { readScenario, scenarioDifferential, writeReport } from "../sources/scenario.ts";

const folder = join(import.meta.dirname, "scenarios");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".txt"))
  .sort();

/** Time stands still on the day before Christmas 2026, so that a report says the same on every machine and every day. */
const time = (): number => Date.UTC(2026, 11, 24, 12);
const toolbox = { ...openToolbox({ workers: 0, time }), now: () => 0 };

// One after the other: jest cannot link one package for two imports at a time.
beforeAll(async () => {
  for (const check of catalogue.values()) await check.load();
  await import("../checks/context/risk/assess.ts");
});

afterAll(() => toolbox.close());

test.each(names)("%s", async (name) => {
  const file = join(folder, name);
  const source = readFileSync(file, "utf8");
  const scenario = readScenario(source);
  const differential = scenarioDifferential(scenario);
  const { ruleSet } = await effectiveRuleSet({ base: differential.base, label: "main" });

  const { time } = scenario;
  const told = time === undefined ? toolbox : { ...toolbox, time: () => time };
  const report = textReport(await review(differential, ruleSet, told), { version: "0.0.0" });

  if (process.env["UPDATE"] === "1") writeFileSync(file, writeReport(source, report));
  else expect(report.trimEnd()).toBe(scenario.report?.trimEnd());
});
