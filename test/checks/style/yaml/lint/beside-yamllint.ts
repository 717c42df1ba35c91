/** The real yamllint beside ours: texts made by chance, and what it says of them in one go. */

import { spawnSync } from "node:child_process";

export type Rules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const isYamllintThere = spawnSync("/usr/bin/python3", ["-c", "import yamllint"]).status === 0;

const pieces = [
  ..."{}[],:-?#&*!|>'\"",
  ..."    \n\n\n\n",
  "\n  ",
  "\n    ",
  "\n- ",
  "\n  - ",
  ": ",
  ":  ",
  ": ",
  "- ",
  "-   ",
  ", ",
  "api",
  "port",
  "/healthz",
  "yes",
  "Off",
  "0755",
  "0o17",
  ".5",
  "1e3",
  ".nan",
  "-.inf",
  "api: 80",
  "\nport: 80",
  "\n  port: 80",
  "\nhosts:\n  - edge\n  - core",
  "\nhosts:\n- edge\n- core",
  "\n- name: edge\n  port: 80",
  "{port: 80, host: edge}",
  "{ }",
  "[a, b ,c]",
  "[ ]",
  "'it'",
  '"api"',
  '"a b"',
  "'/x'",
  "&base ",
  "*base",
  "<<: *base\n",
  "!!str ",
  "!local ",
  "\n---\n",
  "\n...\n",
  "# comment\n",
  "  # comment\n",
  "#comment\n",
  "\n# yamllint disable-line rule:colons\n",
  "  # yamllint disable-line\n",
  "\n# yamllint disable rule:indentation\n",
  "\n# yamllint enable\n",
  "|\n  text\n   more\n",
  ">-\n    text\n\n    more\n\n",
  "\nscript: |\n  line\n  line\n",
  "? a\n: b\n",
  "\r\n",
  " \n",
  "plain words over\n  two lines",
];

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The same for the same seed. */
export function textOf(seed: number): string {
  const next = chance(seed * 2_654_435_761 + 1);
  const length = 1 + Math.floor(next() * 14);
  return Array.from({ length }, () => pieces[Math.floor(next() * pieces.length)] ?? "").join("");
}

/** Reads a list of `{ rules, texts }`, writes for each a list of problems per text; `null` where the text is no YAML, or it crashes. */
const driver = `
import json, sys
from yamllint import config, linter
def look(text, conf):
    try:
        found = list(linter.run(text, conf))
    except Exception:
        return None
    if any(problem.rule is None for problem in found):
        return None
    # A text of one line ends "on line 0".
    return ["%d:%d %s" % (max(1, problem.line), problem.column, problem.rule) for problem in found]
def answer(asked):
    conf = config.YamlLintConfig(json.dumps({"rules": asked["rules"]}))
    return [look(text, conf) for text in asked["texts"]]
json.dump([answer(asked) for asked in json.load(sys.stdin)], sys.stdout)
`;

/** One start of the program for all of them. */
export function askYamllint(
  asked: readonly { readonly rules: Rules; readonly texts: readonly string[] }[],
): readonly (readonly (readonly string[] | null)[])[] {
  const { stdout, stderr } = spawnSync("/usr/bin/python3", ["-c", driver], {
    input: JSON.stringify(asked),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (stderr !== "") throw new Error(stderr);
  const found: readonly (readonly (readonly string[] | null)[])[] = JSON.parse(stdout);
  return found;
}
