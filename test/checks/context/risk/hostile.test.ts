/** Changes that were made to be slow or to confuse: the risk is found, or it is said what was not looked at. */

import { expect, test } from "@jest/globals";
import { assessRisk } from "../../../../checks/context/risk/assess.ts";
import { openDocument } from "../../../../core/open-document.ts";
import type { RiskAssessment } from "../../../../core/risk.ts";
import { memoryDifferential, type Texts } from "../../../core/memory-differential.ts";

const ruleSet = { rules: [], ignore: [], schemas: {}, suggestions: false, origin: "", hash: "" };

function assess(base: Texts, head: Texts): Promise<RiskAssessment> {
  const differential = memoryDifferential(base, head);
  const documents = differential.files.flatMap(({ path }) => {
    const text = head[path];
    return text === undefined ? [] : [openDocument(path, { kind: "text", text, byteOrderMark: false })];
  });
  return assessRisk({ differential, documents, ruleSet }, 0);
}

const claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: orders\n";

test.each([
  ["brackets that never close", `${claim}d:\n${"  - [\n".repeat(20_000)}`],
  ["quotes that never close", `${claim}${'k: "v\n'.repeat(20_000)}`],
  ["a NUL character", `${claim}d: \0\n`],
  ["five megabytes on one line", `${claim}d: ${"x".repeat(5_000_000)}\n`],
])("%s: not looked at, and no loss is claimed", async (_, text) => {
  const { level, factors, unknown } = await assess({ "orders.yaml": claim }, { "orders.yaml": text });
  expect({ level, factors }).toEqual({ level: "low", factors: [] });
  expect(unknown).toMatchObject([{ path: "orders.yaml" }]);
});

test("aliases that grow without end are compared, and end", async () => {
  const bomb = Array.from({ length: 100 }, (_, index) =>
    index === 0 ? "a0: &a0 [x]" : `a${index}: &a${index} [*a${index - 1}, *a${index - 1}, *a${index - 1}]`,
  ).join("\n");
  const { level } = await assess({ "a.yaml": `${claim}${bomb}\n` }, { "a.yaml": `${claim}${bomb}\nz: 1\n` });
  expect(level).toBe("low");
});

test("a report keeps a handful of many thousand places", async () => {
  const buckets = Array.from({ length: 2_000 }, (_, index) => `resource "aws_s3_bucket" "b${index}" {\n}\n`).join("");
  const { level, factors } = await assess({ "a.tf": buckets }, { "a.tf": 'resource "aws_s3_bucket" "last" {\n}\n' });
  expect(level).toBe("high");
  expect(factors.map(({ name }) => name)).toEqual(["stateful-loss", "many-resources"]);
  expect(Math.max(...factors.map(({ evidence }) => evidence.length))).toBe(20);
  expect(JSON.stringify(factors).length).toBeLessThan(10_000);
});

test("what is gone still says of what kind it was", async () => {
  const { change } = await assess({ "orders.yaml": claim, "db.tf": 'resource "aws_vpc" "main" {\n}\n' }, {});
  expect([...change.kinds].sort()).toEqual(["kubernetes", "terraform"]);
});
