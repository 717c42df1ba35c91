/** SARIF: valid by the official schema, places and fixes as other tools expect them. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import draft04 from "ajv-draft-04";
import formats from "ajv-formats";
import type { Report } from "../../core/report.ts";
import { sarif } from "../../reporters/sarif.ts";
import {
  annotation,
  checked,
  designReport,
  floodReport,
  hostileReport,
  place,
  report,
  rule,
} from "./report-fixture.ts";

const version = "0.1.0";
const schema: object = JSON.parse(readFileSync(new URL("./schemas/sarif-2.1.0.json", import.meta.url), "utf8"));
// One of the schema's own patterns is no valid regular expression in Unicode mode.
const ajv = new draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

const syntax = rule("style/yaml/syntax");

describe("SARIF", () => {
  const gapReport = report([
    { status: "broken", rule: rule("schema/json-schema"), gaps: [], reason: "the worker ended" },
    { status: "skipped", rule: rule("format/prettier"), gaps: [], reason: "no configuration", documents: 1 },
  ]);
  const loneSurrogate = report([checked(syntax, [annotation(syntax.name, { at: place("k8s/\ud800.yaml", 1) })])]);

  test.each<[string, Report]>([
    ["the pull request of the design", designReport],
    ["hostile names", hostileReport],
    ["400 findings", floodReport(400)],
    ["gaps only", gapReport],
    ["nothing", report([])],
    ["a lone surrogate", loneSurrogate],
  ])("is valid by the official schema: %s", (_, given) => {
    const log: unknown = JSON.parse(sarif(given, { version, commandLine: "plumbline check ." }));
    validate(log);
    expect(validate.errors).toBeNull();
  });

  test("is refused by the schema when a level is none of its own", () => {
    expect(validate(JSON.parse(sarif(designReport, { version }).replace('"level": "error"', '"level": "bad"')))).toBe(
      false,
    );
  });

  test("places are relative, encoded and count from 1; the rule is its name", () => {
    const [result] = results(hostileReport);
    expect(result).toMatchObject({
      ruleId: "style/yaml/syntax",
      level: "error",
      partialFingerprints: { "plumbline/v1": "f".repeat(32) },
      locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 14 } } }],
    });
    const text = JSON.stringify(result);
    expect(text).toContain("k8s/%60a%60%7Cb%5D%5D%28x%29%3Cscript%3E%40ops%20%231%0A%3A%3Aerror%3A%3A%E2%80%AE");
  });

  test("a fix tells the region it deletes and the text it inserts", () => {
    const mended = results(designReport).find((result) => "fixes" in result);
    expect(mended).toMatchObject({
      fixes: [
        {
          artifactChanges: [
            {
              replacements: [
                {
                  deletedRegion: { startLine: 23, startColumn: 1, endLine: 23, endColumn: 1 },
                  insertedContent: { text: "  " },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test("a fix that is not spelled out in lines is left out", () => {
    const fix = { safe: true, edits: [{ range: [0, 1] as const, text: "" }] };
    const given = report([checked(syntax, [annotation(syntax.name, { at: place("a.yaml", 1), fix })])]);
    expect(results(given)[0]).not.toHaveProperty("fixes");
  });

  test("a waived finding is there, suppressed, with its reason", () => {
    expect(results(designReport).at(-1)).toMatchObject({
      suppressions: [{ kind: "inSource", justification: "public site" }],
    });
  });

  test("only a gap of ours makes the run unsuccessful", () => {
    expect(run(designReport)).toMatchObject({ invocations: [{ executionSuccessful: true }] });
    expect(run(gapReport)).toMatchObject({
      invocations: [
        {
          executionSuccessful: false,
          toolExecutionNotifications: [{ message: { text: "Not checked: the worker ended" } }],
        },
      ],
    });
  });

  test("minSeverity leaves out what is milder", () => {
    const kept = results(designReport, "failure").filter((result) => !("suppressions" in result));
    expect(kept.map((result) => result["level"])).toEqual(["error", "error"]);
  });
});

type Result = Readonly<Record<string, unknown>>;

function run(given: Report, minSeverity?: "failure"): { readonly results: readonly Result[] } {
  const options = minSeverity === undefined ? { version } : { version, minSeverity };
  const log: { runs: [{ results: Result[] }] } = JSON.parse(sarif(given, options));
  return log.runs[0];
}

function results(given: Report, minSeverity?: "failure"): readonly Result[] {
  return run(given, minSeverity).results;
}
