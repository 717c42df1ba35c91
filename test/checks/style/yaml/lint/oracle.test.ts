/** Every rule sees what yamllint sees, in texts made by chance: compared with the real one where it is there. */

import { expect, test } from "@jest/globals";

import { lint } from "../../../../../checks/style/yaml/lint/lint.ts";
import { lintRules } from "../../../../../checks/style/yaml/lint/lint-rules.ts";
import { readLintText } from "../../../../../checks/style/yaml/lint/lint-text.ts";
import { describeWith } from "../../../../required.ts";
import { askYamllint, isYamllintThere, type Rules, textOf } from "./beside-yamllint.ts";

const rounds = Number(process.env["PLUMBLINE_FUZZ"] ?? 0) > 0 ? 4_000 : 250;

const every: Rules = Object.fromEntries(
  [...lintRules.keys()].map((name) => [name, name === "empty-values" ? { "forbid-in-block-sequences": false } : {}]),
);
/** What older ones refuse: rules they do not have, options that change nothing where they are missing. */
const younger: readonly string[] = ["anchors", "forbid-in-block-sequences"];
const isYounger = (name: string): boolean => younger.includes(name);
const older = (rules: Rules): Rules =>
  Object.fromEntries(
    Object.entries(rules)
      .filter(([name]) => !isYounger(name))
      .map(([name, options]) => [
        name,
        Object.fromEntries(Object.entries(options).filter(([option]) => !isYounger(option))),
      ]),
  );
const configurations: readonly Rules[] = [
  every,
  {
    braces: {
      "min-spaces-inside": 1,
      "max-spaces-inside": 1,
      "min-spaces-inside-empty": 0,
      "max-spaces-inside-empty": 0,
    },
    brackets: { forbid: "non-empty" },
    colons: { "max-spaces-before": 1, "max-spaces-after": 0 },
    commas: { "max-spaces-before": 1, "min-spaces-after": 0, "max-spaces-after": 2 },
    comments: { "require-starting-space": false, "min-spaces-from-content": 1 },
    "document-start": { present: false },
    "document-end": { present: false },
    "empty-lines": { max: 0, "max-start": 1, "max-end": 1 },
    "float-values": {
      "require-numeral-before-decimal": true,
      "forbid-scientific-notation": true,
      "forbid-nan": true,
      "forbid-inf": true,
    },
    indentation: { spaces: 2, "indent-sequences": false, "check-multi-line-strings": true },
    "line-length": { max: 12, "allow-non-breakable-words": true },
    "new-lines": { type: "dos" },
    "quoted-strings": { "quote-type": "single", required: "only-when-needed" },
    truthy: { "allowed-values": ["yes", "no"], "check-keys": false },
    anchors: { "forbid-duplicated-anchors": true, "forbid-unused-anchors": true },
  },
  {
    indentation: { spaces: "consistent", "indent-sequences": "consistent", "check-multi-line-strings": true },
    "quoted-strings": { "quote-type": "double", required: false, "extra-required": ["^/", "e"] },
    "line-length": { max: 12, "allow-non-breakable-inline-mappings": true },
    braces: { forbid: true },
    "empty-values": { "forbid-in-flow-mappings": false, "forbid-in-block-sequences": false },
    "octal-values": { "forbid-implicit-octal": false },
  },
  {
    indentation: { spaces: 4, "indent-sequences": "whatever" },
    "quoted-strings": { required: "only-when-needed", "extra-required": ["^/"], "extra-allowed": ["api"] },
    "line-length": { max: 16, "allow-non-breakable-words": false },
  },
];

function ask(rules: Rules, text: string): readonly string[] {
  const asked = Object.entries(rules).map(([name, options]) => {
    return { name, level: "error" as const, settings: new Map(Object.entries(options)) };
  });
  return lint(readLintText(text), asked).map(({ line, column, rule }) => `${line}:${column} ${rule}`);
}

describeWith("tools", isYamllintThere ? undefined : "yamllint is not installed", "beside yamllint", () => {
  test.each(configurations.map((rules, index) => ({ rules: older(rules), own: rules, index })))(
    "sees what it sees, configuration $index",
    ({ rules, own, index }) => {
      const texts = Array.from({ length: rounds }, (_, seed) => textOf(seed + index * 1_000_000));
      const [expected = []] = askYamllint([{ rules, texts }]);
      let sound = 0;
      const differences = texts.flatMap((text, at) => {
        const wanted = expected[at];
        if (wanted === undefined || wanted === null) return [];
        sound += 1;
        const ours = ask(Object.fromEntries(Object.entries(own).filter(([name]) => name in rules)), text)
          .slice()
          .sort();
        const theirs = [...wanted].sort();
        return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ text, ours, theirs }];
      });
      expect(sound).toBeGreaterThan(rounds / 20);
      expect(differences.slice(0, 12)).toEqual([]);
    },
    120_000,
  );
});
