/** The scoreboard's rule set is sound and leaves nothing off that looks at files. */

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { scoreboardRules } from "../../bench/scoreboard-rules.ts";
import { catalogue } from "../../checks/generated/catalogue.ts";
import { builtInPresets } from "../../engine/rule-set/built-in.ts";
import { ruleSetOf } from "../../engine/rule-set/effective.ts";

test("every rule about files is on, formatters without being asked", async () => {
  const recommended = (await builtInPresets()).get("recommended")?.rules ?? [];
  const effective = await ruleSetOf(scoreboardRules(catalogue.values(), recommended), "bench/scoreboard.yml");
  expect(effective).not.toBeInstanceOf(Array);
  if (!("ruleSet" in effective)) return;

  const { rules } = effective.ruleSet;
  const severities = new Map(rules.map((rule) => [rule.name, rule.severity]));
  const files = [...catalogue.values()].filter((check) => check.scope !== "differential");
  expect(files.filter((check) => (severities.get(check.name) ?? "off") === "off")).toEqual([]);
  expect(rules.find((rule) => rule.name === "format/prettier")?.options).toEqual({ enabled: true });
});

test("the map names only rules that there are", async () => {
  const map: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = JSON.parse(
    readFileSync(new URL("../../bench/corpora-map.json", import.meta.url), "utf8"),
  );
  const known = new Set((await builtInPresets()).get("recommended")?.rules.map((rule) => rule.name));
  const named = Object.values(map).flatMap((pack) => Object.values(pack).flat());
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(0);
});
