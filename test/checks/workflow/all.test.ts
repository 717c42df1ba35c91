/** What holds for every check over workflows: its own examples, silence on what does not parse, any value of any key. */

import { describe, expect, it } from "@jest/globals";
import type { FileCheck } from "../../../core/check.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { packageRoot } from "../../../engine/package-root.ts";
import { describeChecks } from "../../../scripts/generate/checks.ts";
import { told } from "./told.ts";

type WorkflowCheck = FileCheck<object, YamlDocument>;

const described = (await describeChecks(packageRoot())).filter(
  ({ entry }) => /^(?:security|style)\/(?:workflow|dependabot)\//u.test(entry.name) && entry.scope === "file",
);
const checks: (readonly [string, WorkflowCheck, Example, Example])[] = [];
for (const { entry, manual } of described) {
  const module: { readonly default: WorkflowCheck } = await import(`../../../checks/${entry.name}.ts`);
  const example = (wanted: string) => manual.examples.find(({ verdict }) => verdict === wanted) ?? { text: "" };
  checks.push([entry.name, module.default, example("bad"), example("good")]);
}

interface Example {
  readonly text: string;
  readonly path?: string;
}

const oddValues = [
  "",
  "7",
  "word",
  "[1, null, {a: []}]",
  "{__proto__: {a: 1}, constructor: 3}",
  "${{ a.b }}",
  "&a [*a]",
];

/** Without them it says nothing. */
const optionsOf: Readonly<Record<string, object>> = { "security/workflow/forbidden-uses": { deny: ["octo-org/*"] } };

describe.each(checks)("%s", (name, check, bad, good) => {
  const options = optionsOf[name] ?? {};
  const look = (text: string) => told(check, text, { options, ...(bad.path !== undefined && { path: bad.path }) });

  it("finds its bad example and is silent about its good one", async () => {
    expect((await look(bad.text)).length).toBeGreaterThan(0);
    expect(await look(good.text)).toEqual([]);
  });

  it("waits until the text parses", async () => {
    expect(await look(`${bad.text}\nbroken: [`)).toEqual([]);
  });

  it("takes any value of any key", async () => {
    const lines = bad.text.split("\n");
    for (const [index, line] of lines.entries()) {
      const key = /^(\s*(?:- )?["\w.-]+:)/u.exec(line)?.[1];
      if (key === undefined) continue;
      for (const value of oddValues) {
        const text = lines.with(index, `${key} ${value}`).join("\n");
        expect((await look(text)).every((said) => said.endsWith("."))).toBe(true);
      }
    }
  });
});

it("judges neither an empty text, nor a list, nor a word", async () => {
  for (const [, check] of checks) {
    for (const text of ["", "- a\n", "word\n", "\u0000", "on: push\njobs:\n", "jobs: []\non: {}\n"]) {
      expect(await told(check, text)).toEqual([]);
    }
  }
});
