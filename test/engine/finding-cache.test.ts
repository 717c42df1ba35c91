/** What was seen is not looked at twice, unless anything that could change the answer changed. */

import { describe, expect, test } from "@jest/globals";
import type { Observation } from "../../core/check.ts";
import type { Inspect, Inspection } from "../../core/toolbox.ts";
import { cached } from "../../engine/finding-cache.ts";

function watched(observe: (rule: string) => Observation = () => ({ findings: [] })): {
  inspect: Inspect;
  asked: string[];
} {
  const asked: string[] = [];
  const inspect: Inspect = async (inspections) =>
    inspections.map(({ path, tasks }) => {
      for (const { rule } of tasks) asked.push(`${path} ${rule}`);
      return { path, observations: Object.fromEntries(tasks.map(({ rule }) => [rule, observe(rule)])), waivers: [] };
    });
  return { inspect, asked };
}

function inspection(text: string, rules: readonly string[], options = {}): Inspection {
  const tasks = rules.map((rule) => ({ rule, check: rule, options }));
  return { path: "deploy.yaml", text, byteOrderMark: false, language: "yaml", kind: "plain", tasks };
}

describe("the finding cache", () => {
  test("asks only what is new: another rule, another text, other options", async () => {
    const { inspect, asked } = watched();
    const remembering = cached(inspect, { version: "1" });
    await remembering([inspection("a: 1", ["tabs"])]);
    await remembering([inspection("a: 1", ["tabs", "anchors"])]);
    await remembering([inspection("a: 2", ["tabs"])]);
    await remembering([inspection("a: 1", ["tabs"], { strict: true })]);
    await remembering([inspection("a: 1", ["tabs", "anchors"])]);
    expect(asked).toEqual(["deploy.yaml tabs", "deploy.yaml anchors", "deploy.yaml tabs", "deploy.yaml tabs"]);
  });

  test("answers every task, known or new", async () => {
    const remembering = cached(watched().inspect, { version: "1" });
    await remembering([inspection("a: 1", ["tabs"])]);
    const [result] = await remembering([inspection("a: 1", ["tabs", "anchors"])]);
    expect(Object.keys(result?.observations ?? {})).toEqual(["tabs", "anchors"]);
  });

  test("never remembers a crash or a time-out", async () => {
    const { inspect, asked } = watched(() => ({ findings: [], gaps: [{ reason: "crashed", cause: "ours" }] }));
    const remembering = cached(inspect, { version: "1" });
    await remembering([inspection("a: 1", ["tabs"])]);
    await remembering([inspection("a: 1", ["tabs"])]);
    expect(asked).toHaveLength(2);
  });

  test("stays within its size", async () => {
    const { inspect, asked } = watched();
    const remembering = cached(inspect, { version: "1", size: 2 });
    for (const text of ["a", "b", "c", "a"]) await remembering([inspection(text, ["tabs"])]);
    expect(asked).toHaveLength(4);
  });

  test("a review larger than the cache still gets every answer, and the waivers with them", async () => {
    const waiver = { rules: ["tabs"], range: [0, 1], covers: [1, 1], form: "line" } as const;
    const { inspect } = watched();
    const remembering = cached(
      async (inspections, signal) =>
        (await inspect(inspections, signal)).map((each) => ({ ...each, waivers: [waiver] })),
      { version: "1", size: 4 },
    );
    await remembering([inspection("a", ["tabs", "anchors"])]);
    const results = await remembering(["a", "b", "c"].map((text) => inspection(text, ["tabs", "anchors"])));
    for (const { observations, waivers } of results) {
      expect(Object.keys(observations)).toEqual(["tabs", "anchors"]);
      expect(waivers).toEqual([waiver]);
    }
  });

  test("a file with many findings counts for as many", async () => {
    const flood = Array.from({ length: 50 }, () => ({ message: "A tab." }));
    const { inspect, asked } = watched(() => ({ findings: flood }));
    const remembering = cached(inspect, { version: "1", size: 60 });
    for (const text of ["a", "b", "a"]) await remembering([inspection(text, ["tabs"])]);
    expect(asked).toHaveLength(3);
  });
});
