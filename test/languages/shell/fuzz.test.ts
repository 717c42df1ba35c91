/** Scripts and Dockerfiles with random edits: no crash, ranges in bounds and nested. Longer with `PLUMBLINE_FUZZ`. */

import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { parseDockerfile } from "../../../languages/dockerfile/parse.ts";
import { readScripts } from "../../../languages/dockerfile/run-script.ts";
import { parseShell } from "../../../languages/shell/parse.ts";
import { describeWith } from "../../required.ts";
import { faultOfProblems, faultOfRanges, faultOfTree, type Layout, type PlacedNode, sorted } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate } from "../mutations.ts";
import { type Random, randomFrom } from "../random.ts";

const rounds = fuzzRounds(2_000);

const scripts = [
  '#!/bin/bash\nset -e\nfor host in "$@"; do\n  ssh -n "$host" "systemctl restart ${1:-agent}" || exit 1\ndone\n',
  "if [ -f a ] && ! grep -q b a; then\n  cat <<EOF > c\n$(date) `id` $((1 + 2))\nEOF\nelse\n  d=(1 2)\nfi\n",
  'case "$1" in\n  start | stop) shift ;;\n  *) echo "${x[1]##*/}" >&2 ;;\nesac\n',
  "deploy() { ( cd /srv && tar xz < <(curl -fsS a) ) 2>&1 | tee b; }\nwhile read -r l; do [[ $l =~ ^(a|b)$ ]]; done\n",
] as const;
const dockerfiles = [
  'ARG TAG=12\nFROM debian:${TAG} AS build\n# why\nRUN apt-get update \\\n  # inner\n  && apt-get install -y a\nCMD ["a", "b"]\n',
  'FROM a:1\nRUN <<EOF\nset -e\nmake\nEOF\nCOPY --from=build --chown=1 a b/\nONBUILD RUN ["x", "-c", "y"]\nENV A=1 B="c d"\n',
] as const;
const pieces = [
  ..."(){}[]'\"`$<>|&;#!=~*?-\\\n\t \0é🚀",
  ...["$(", "${", "$((", "<<E\n", "<<-'E'\n", "\nE\n", "&&", ";;", "[[ ", " ]]", "<(", "$'", "((", "))"],
  ...[
    "fi",
    " do ",
    "done",
    "then ",
    "case x in ",
    "esac",
    "function f ",
    "if ",
    "while ",
    "for x in ",
    "FROM ",
    "RUN ",
  ],
] as [string, ...string[]];

const layout: Layout<PlacedNode> = { ...sorted, isApart: ({ type }) => type === "ShellHereDocument" };

function faultOfScript(text: string): string | undefined {
  const { tree, problems } = parseShell(text);
  return faultOfProblems(problems, text.length) ?? faultOfTree(tree, text.length, layout);
}

function faultOfDockerfile(text: string): string | undefined {
  const { tree, problems } = parseDockerfile(text);
  const ranges = tree.instructions.flatMap(({ range, body, words, flags }) => [
    range,
    body,
    ...[...words, ...flags].map((each) => each.range),
  ]);
  const scripts = readScripts(tree, text).map((script) => faultOfTree(script.tree, text.length, layout));
  return (
    faultOfProblems(problems, text.length) ??
    faultOfRanges(ranges, text.length) ??
    scripts.find((fault) => fault !== undefined)
  );
}

test(
  `shell scripts survive ${rounds} mutations`,
  () => {
    const text = (random: Random) => mutate(random.pick(scripts), pieces, random);
    expect(fuzz({ rounds, seed: 7, text, faultOf: faultOfScript })).toEqual([]);
  },
  fuzzTime(rounds),
);

test(
  `Dockerfiles survive ${rounds} mutations, and their scripts lie in them`,
  () => {
    const text = (random: Random) => mutate(random.pick(dockerfiles), pieces, random);
    expect(fuzz({ rounds, seed: 11, text, faultOf: faultOfDockerfile })).toEqual([]);
  },
  fuzzTime(rounds),
);

test("a planted fault is found", () => {
  const text = "cd /srv && make\n";
  const { tree } = parseShell(text);
  expect(faultOfTree(tree, text.length, layout)).toBeUndefined();
  const body = { ...tree.body, range: [0, 5] as const };
  const cut = { ...tree, body };
  expect(faultOfTree(cut, text.length, layout)).toMatch(/leaves its ShellList 0-5/u);
});

const bash = spawnSync("bash", ["-c", "true"]).status === 0 ? undefined : "bash is not installed";

describeWith("tools", bash, "beside bash", () => {
  test("a script with one mistake is refused by both or by neither", () => {
    const { below } = randomFrom(13);
    const disagreements: string[] = [];
    for (let round = 0; round < 150; round += 1) {
      const text = (scripts[round % scripts.length] ?? "")
        .split("\n")
        .filter((_, line, all) => line !== below(all.length))
        .join("\n");
      const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
      const isRefused = status !== 0 || stderr.includes("here-document");
      if (isRefused !== parseShell(text).problems.length > 0) disagreements.push(text);
    }
    expect(disagreements).toEqual([]);
  });
});
