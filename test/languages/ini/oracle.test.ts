/** Python's `configparser`, where it is there, takes and refuses what we do, and reads the same values; strict as it is by default. */

import { spawnSync } from "node:child_process";
import { expect, it } from "@jest/globals";
import duplicateKeys from "../../../checks/style/ini/duplicate-keys.ts";
import { openDocument } from "../../../core/open-document.ts";
import { lint } from "../../../engine/lint.ts";
import { parseIniDocument } from "../../../languages/ini/document.ts";
import type { IniFile } from "../../../languages/ini/tree.ts";
import { describeWith } from "../../required.ts";
import { type Random, randomFrom } from "../random.ts";

const rounds = Number(process.env["PLUMBLINE_FUZZ"] ?? 0) > 0 ? 30_000 : 2_000;

const program = `
import configparser, json, sys
def judge(text):
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    try: parser.read_string(text)
    except configparser.Error as error: return {"refused": type(error).__name__}
    sections = [("DEFAULT", parser.defaults())] + [(name, parser._sections[name]) for name in parser.sections()]
    return {"values": [[name, key, value] for name, items in sections for key, value in items.items()]}
print(json.dumps([judge(text) for text in json.load(sys.stdin)]))
`;

interface Verdict {
  readonly refused?: string;
  readonly values?: readonly (readonly [section: string, key: string, value: string])[];
}

type Choice = readonly [string, ...string[]];
const lines: Choice = [
  ...(["[a]", "[b]", "[a b]", "[DEFAULT]", "  [c]", "[a] rest", "[]", "[x"] as const),
  ...[
    "k = v",
    "k: v",
    "m=1",
    "m =",
    "n = a = b",
    "k",
    "= v",
    "n : c: d",
    "  k = v",
    "   more",
    "\tmore = 1",
    "o = [1,",
  ],
  ...["# x", "  ; y", "", "   ", "p = # not a comment", "q = ; x"],
];

function iniText(random: Random): string {
  const body = Array.from({ length: random.below(9) }, () => random.pick(lines));
  return [random.chance(0.8) ? "[a]" : random.pick(lines), ...body, ""].join("\n");
}

/** Lines of a value without what is blank or a comment, as `configparser` joins them. */
function joined(value: string): string {
  const parts = value.split("\n").map((line) => line.trim());
  return parts.filter((line, index) => line !== "" && (index === 0 || !/^[#;]/u.test(line))).join("|");
}

function valuesOf({ sections }: IniFile): readonly string[] {
  return sections.flatMap(({ name = "", entries }) =>
    entries.map(({ key, value = "" }) => `${name} ${key} ${joined(value)}`),
  );
}

const isThere = spawnSync("/usr/bin/python3", ["-c", "import configparser"]).status === 0;

describeWith("tools", isThere ? undefined : "/usr/bin/python3 is missing", "configparser", () => {
  it(`agrees on ${rounds} texts`, () => {
    const random = randomFrom(6);
    const texts = Array.from({ length: rounds }, () => iniText(random));
    const { stdout, stderr, status } = spawnSync("/usr/bin/python3", ["-c", program], {
      input: JSON.stringify(texts),
      encoding: "utf8",
      maxBuffer: 2 ** 30,
    });
    if (status !== 0) throw new Error(stderr);
    const verdicts = JSON.parse(stdout) as readonly Verdict[];
    const faults: string[] = [];
    let sound = 0;
    for (const [index, text] of texts.entries()) {
      const verdict = verdicts[index] ?? {};
      const document = parseIniDocument(openDocument("setup.cfg", { kind: "text", text, byteOrderMark: false }));
      const task = { rule: "rule", check: "ini-duplicate-keys", options: {}, code: duplicateKeys };
      const limits = { now: () => 0, ruleBudget: 1_000, fileBudget: 1_000 };
      const repeated = lint(document, [task], limits).get("rule")?.findings ?? [];
      const ours = [...document.problems, ...repeated].map(({ message }) => message);
      if (ours.length > 0 !== (verdict.refused !== undefined))
        faults.push(`${JSON.stringify(text)}: ${verdict.refused ?? "taken"} / ${ours[0] ?? "taken"}`);
      if (ours.length > 0 || verdict.refused !== undefined) continue;
      sound += 1;
      const theirs = (verdict.values ?? []).map(([section, key, value]) => `${section} ${key} ${joined(value)}`);
      const [one, other] = [valuesOf(document.tree).toSorted().join("\n"), theirs.toSorted().join("\n")];
      if (one !== other) faults.push(`${JSON.stringify(text)}: ${other} / ${one}`);
    }
    expect(faults.slice(0, 10)).toEqual([]);
    expect(sound).toBeGreaterThan(rounds / 20);
  });
});
