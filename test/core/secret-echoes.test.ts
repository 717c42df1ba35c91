/** One secret, told once, whatever rules know it. */

import { describe, expect, it } from "@jest/globals";
import type { Finding } from "../../core/finding.ts";
import type { Rule } from "../../core/rule-set.ts";
import { echoedSecrets } from "../../core/secret-echoes.ts";
import { indexLines } from "../../core/text.ts";
import type { RuleFinding } from "../../core/waive.ts";

const text = "DB_PASSWORD=one TOKEN=two\nAPI_KEY=three\n";
const lines = indexLines(text);

function rule(check: string, more: Partial<Rule> = {}): Rule {
  return {
    name: check,
    check,
    title: check,
    severity: "warning",
    why: "",
    waivable: true,
    options: {},
    paths: [],
    exceptPaths: [],
    kinds: [],
    exceptKinds: [],
    ...more,
  };
}

function at(range: readonly [number, number], by: Rule): RuleFinding {
  return { rule: by, finding: { message: by.name, at: { path: "app.env", range }, secret: true } };
}

const ofText = rule("security/text/assigned-secret");
const ofCompose = rule("security/compose/secret-in-environment");
const ofToken = rule("security/text/token", { severity: "failure", waivable: false });
const one = [12, 15] as const;
const pair = [0, 15] as const;

function echoes(standing: readonly RuleFinding[], waived: readonly RuleFinding[] = []): readonly string[] {
  const secrets = new Set<Finding>([...standing, ...waived].map(({ finding }) => finding));
  const echoed = echoedSecrets(standing, waived, secrets, lines);
  return standing.filter((each) => echoed.has(each)).map((each) => each.rule.name);
}

describe("of two rules at one value stands", () => {
  it.each([
    ["the one that knows the technology", [ofText, ofCompose], [ofText.name]],
    ["whatever comes first in the file", [ofCompose, ofText], [ofText.name]],
    ["the stricter one", [{ ...ofText, severity: "failure" }, ofCompose], [ofCompose.name]],
    ["the one that is heard", [{ ...ofText, severity: "failure", mode: "shadow" }, ofCompose], [ofText.name]],
    ["the stricter of three", [ofText, ofCompose, ofToken], [ofText.name, ofCompose.name]],
  ] as const)("%s", (_what, rules, expected) => {
    expect(echoes(rules.map((each, index) => at(index === 0 ? one : pair, each)))).toEqual(expected);
  });

  it("both, where they lie side by side, on other lines, or are one rule's", () => {
    expect(echoes([at(one, ofText), at([22, 25], ofCompose)])).toEqual([]);
    expect(echoes([at([0, 39], ofCompose), at([34, 39], ofText)])).toEqual([]);
    expect(echoes([at(pair, ofText), at(one, ofText)])).toEqual([]);
  });

  it("none that may be waived, where the other was", () => {
    expect(echoes([at(one, ofText)], [at(one, ofCompose)])).toEqual([ofText.name]);
    expect(echoes([at(one, ofToken)], [at(one, ofCompose)])).toEqual([]);
  });

  it("what only lies near a secret", () => {
    const near = at(one, rule("style/text/trailing-spaces"));
    const secret = at(one, ofToken);
    expect(echoedSecrets([near, secret], [], new Set([secret.finding]), lines)).toEqual(new Set());
  });
});
