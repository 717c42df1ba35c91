/** Which of a tool's results are about the change, and how they are told. */

import { expect, test } from "@jest/globals";
import check from "../../../checks/config-test/reported.ts";
import type { ChangedFile } from "../../../core/differential.ts";
import { indexLines } from "../../../core/text.ts";
import { lineMark, type ReportedResult, type ToolReport } from "../../../core/tool-report.ts";
import { memoryDifferential } from "../../core/memory-differential.ts";

const base = { "main.tf": "a = 1\nb = 2\nc = 3\n", "old.tf": "x = 1\n" };
const head = { ...base, "main.tf": 'a = 1\n  b = "0.0.0.0/0" # b\nc = 3\n', "new.tf": "n = 1\n" };

const open: ReportedResult = { path: "main.tf", line: 2, message: "open to all", code: "AVD-1" };

async function look(
  results: readonly ReportedResult[],
  more: Partial<ToolReport> = {},
  files?: readonly ChangedFile[],
) {
  const reports = [{ tool: "trivy", results, beyond: 0, ...more }];
  const differential = memoryDifferential(base, head, files === undefined ? {} : { files });
  const options = { tools: ["trivy"], required: false };
  const { findings, gaps = [], reported, skipped } = await check.look(differential, { options, schemas: {}, reports });
  const places = findings.map(({ at }) => {
    if (at === undefined) return "the change";
    const { line, column } = indexLines(head["main.tf"]).position(at.range[0]);
    return `${at.path}:${line}:${column}`;
  });
  return { findings, places, messages: findings.map(({ message }) => message), gaps, figures: reported?.[0], skipped };
}

test("where the tool saw other line numbers, the line that reads the same is meant", async () => {
  const seen = lineMark('b = "0.0.0.0/0" # b');
  expect((await look([{ ...open, line: 9, seen }])).places).toEqual(["main.tf:2:3"]);
  expect((await look([{ ...open, seen }])).places).toEqual(["main.tf:2:3"]);
  expect((await look([{ ...open, seen: lineMark("a = 1") }])).places).toEqual([]);
  const { places, figures } = await look([{ ...open, seen: lineMark("of another commit") }]);
  expect({ places, outside: figures?.outside }).toEqual({ places: [], outside: 1 });
});

test("a result on a changed line is told there, the rest is counted", async () => {
  const elsewhere = { ...open, line: 3 };
  const seen = await look([open, elsewhere, { ...open, path: "old.tf", line: 1 }], {
    version: "0.50\u0007",
    beyond: 4,
  });
  expect(seen.messages).toEqual(["`trivy` says of this line: `open to all [AVD-1]`"]);
  expect(seen.places).toEqual(["main.tf:2:3"]);
  expect(seen.figures).toEqual({ tool: "trivy", version: "0.50", inChange: 1, outside: 6 });
});

test.each<[string, ReportedResult, readonly string[]]>([
  ["with a column, from there on", { ...open, column: 7 }, ["main.tf:2:7"]],
  ["with a column beyond the line, at its end", { ...open, column: 700 }, ["main.tf:2:21"]],
  ["a line that is not there", { ...open, line: 99_999 }, []],
  ["a new file as a whole", { path: "new.tf", message: "no licence" }, ["the change"]],
  ["a changed file as a whole", { path: "main.tf", message: "no licence" }, []],
  ["a path upwards", { ...open, path: "../main.tf" }, []],
  ["an absolute path", { ...open, path: "/main.tf" }, []],
  ["an odd name", { ...open, path: "__proto__" }, []],
  ["no file", { message: "something" }, []],
  ["no words", { path: "main.tf", line: 2, message: "\u001b[31m\u202e" }, ["main.tf:2:3"]],
])("%s", async (_, result, places) => {
  expect((await look([result])).places).toEqual(places);
});

test("hostile words cannot leave their backticks", async () => {
  const message = "` @everyone ![x](https://attacker.example) \u001b]0;title\u0007\u202e\nsecond line";
  const { messages } = await look([{ ...open, message }]);
  expect(messages).toEqual([
    "`trivy` says of this line: `' @everyone ![x](https://attacker.example) second line [AVD-1]`",
  ]);
});

test("one result is told once, two on a line twice", async () => {
  const known = { ...open, fingerprint: "b7f2" };
  expect((await look([known, { ...known, message: "open, as said" }])).places).toHaveLength(1);
  expect((await look([open, { ...open, code: "AVD-2" }])).places).toHaveLength(2);
});

test("what our own checks ask, too, is known by the tool's name for it", async () => {
  const { findings } = await look([{ ...open, code: "TRAILING-SPACES" }], { tool: "yamllint" });
  expect(findings).toEqual([]);
  const reports = [{ tool: "yamllint", results: [{ ...open, code: "trailing-spaces" }], beyond: 0 }];
  const options = { tools: ["yamllint"], required: false };
  const seen = await check.look(memoryDifferential(base, head), { options, schemas: {}, reports });
  expect(seen.findings).toMatchObject([{ alike: ["style/yaml/trailing-spaces"] }]);
});

test("where nobody knows which lines changed, nothing is shown, and that is told", async () => {
  const file: ChangedFile = { path: "main.tf", status: "modified", kind: "file", additions: 1, deletions: 1 };
  const { places, gaps, figures } = await look([open], {}, [file]);
  expect({ places, outside: figures?.outside }).toEqual({ places: [], outside: 1 });
  expect(gaps).toMatchObject([{ path: "main.tf", cause: "unsupported", reason: expect.stringContaining("not known") }]);
});

test("a flood is cut, and told", async () => {
  const flood = Array.from({ length: 3_000 }, (_, index) => ({ ...open, code: `AVD-${index}` }));
  const { findings, gaps, figures } = await look(flood);
  expect(findings).toHaveLength(500);
  expect(figures?.inChange).toBe(3_000);
  expect(gaps).toMatchObject([{ reason: "2500 more results of `trivy` are not shown" }]);
});

test("a tool that has to report and has not is waited for, any other is not missed", async () => {
  const differential = memoryDifferential(base, head);
  const asked = (required: boolean) =>
    check.look(differential, { options: { tools: ["trivy", "checkov"], required }, schemas: {}, reports: [] });
  expect(await asked(true)).toMatchObject({
    findings: [],
    gaps: [
      { reason: "no results of `trivy` for this commit have arrived", cause: "ours", awaited: "trivy" },
      { awaited: "checkov" },
    ],
  });
  expect(await asked(false)).toMatchObject({ skipped: "no tool has reported on this commit", aside: true });
});

test("in a terminal it does not arise", async () => {
  const options = { tools: [], required: true };
  const seen = await check.look(memoryDifferential(base, head), { options, schemas: {} });
  expect(seen).toMatchObject({ aside: true });
});
