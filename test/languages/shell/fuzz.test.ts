/** Scripts and Dockerfiles with random edits: no crash, ranges in bounds and nested. Longer with `PLUMBLINE_FUZZ`. */

import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { parseDockerfile } from "../../../languages/dockerfile/parse.ts";
import { readScripts } from "../../../languages/dockerfile/run-script.ts";
import { parseShell } from "../../../languages/shell/parse.ts";
import { childrenOf } from "../../../languages/shell/survey.ts";
import type { ShellNode } from "../../../languages/shell/tree.ts";
import { describeWith } from "../../required.ts";

const rounds = Number(process.env["PLUMBLINE_FUZZ"] ?? 2_000);

const scripts = [
  '#!/bin/bash\nset -e\nfor host in "$@"; do\n  ssh -n "$host" "systemctl restart ${1:-agent}" || exit 1\ndone\n',
  "if [ -f a ] && ! grep -q b a; then\n  cat <<EOF > c\n$(date) `id` $((1 + 2))\nEOF\nelse\n  d=(1 2)\nfi\n",
  'case "$1" in\n  start | stop) shift ;;\n  *) echo "${x[1]##*/}" >&2 ;;\nesac\n',
  "deploy() { ( cd /srv && tar xz < <(curl -fsS a) ) 2>&1 | tee b; }\nwhile read -r l; do [[ $l =~ ^(a|b)$ ]]; done\n",
];
const dockerfiles = [
  'ARG TAG=12\nFROM debian:${TAG} AS build\n# why\nRUN apt-get update \\\n  # inner\n  && apt-get install -y a\nCMD ["a", "b"]\n',
  'FROM a:1\nRUN <<EOF\nset -e\nmake\nEOF\nCOPY --from=build --chown=1 a b/\nONBUILD RUN ["x", "-c", "y"]\nENV A=1 B="c d"\n',
];
const pieces = [
  "(",
  ")",
  "{",
  "}",
  "'",
  '"',
  "`",
  "$",
  "$(",
  "${",
  "<<E",
  "\n",
  "\\",
  ";",
  "&&",
  "|",
  "#",
  "fi",
  " do ",
  "[[",
  "\0",
  "FROM ",
  "RUN ",
];

/** The same numbers on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutated(text: string, next: (below: number) => number): string {
  let edited = text;
  for (let edits = 1 + next(3); edits > 0; edits -= 1) {
    const at = next(edited.length + 1);
    const piece = next(3) === 0 ? "" : (pieces[next(pieces.length)] ?? "");
    edited = edited.slice(0, at) + piece + edited.slice(at + next(4));
  }
  return edited;
}

function misplaced(node: ShellNode, length: number): string | undefined {
  const [start, end] = node.range;
  if (start < 0 || start > end || end > length) return `${node.type} ${start}-${end} is out of bounds`;
  for (const child of childrenOf(node)) {
    // The lines of a here-document stand behind the command that they belong to.
    const isBelow = child.type === "ShellHereDocument";
    if (!isBelow && (child.range[0] < start || child.range[1] > end)) return `${child.type} leaves ${node.type}`;
    const wrong = misplaced(child, length);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

test("shell scripts keep their ranges", () => {
  const next = numbers(7);
  for (let round = 0; round < rounds; round += 1) {
    const text = mutated(scripts[round % scripts.length] ?? "", next);
    const wrong = misplaced(parseShell(text).tree, text.length);
    if (wrong !== undefined) throw new Error(`${wrong} in ${JSON.stringify(text)}`);
  }
});

test("Dockerfiles keep their ranges, and their scripts lie in them", () => {
  const next = numbers(11);
  for (let round = 0; round < rounds; round += 1) {
    const text = mutated(dockerfiles[round % dockerfiles.length] ?? "", next);
    const { tree, problems } = parseDockerfile(text);
    const ranges = [
      ...problems.map(({ range }) => range),
      ...tree.instructions.flatMap(({ range, body, words, flags }) => [
        range,
        body,
        ...[...words, ...flags].map((each) => each.range),
      ]),
    ];
    for (const [start, end] of ranges) {
      if (start < 0 || start > end || end > text.length) throw new Error(`${start}-${end} in ${JSON.stringify(text)}`);
    }
    for (const script of readScripts(tree, text)) {
      const wrong = misplaced(script.tree, text.length);
      if (wrong !== undefined) throw new Error(`${wrong} in ${JSON.stringify(text)}`);
    }
  }
});

const bash = spawnSync("bash", ["-c", "true"]).status === 0 ? undefined : "bash is not installed";

describeWith("tools", bash, "beside bash", () => {
  test("a script with one mistake is refused by both or by neither", () => {
    const next = numbers(13);
    const disagreements: string[] = [];
    for (let round = 0; round < 150; round += 1) {
      const text = (scripts[round % scripts.length] ?? "")
        .split("\n")
        .filter((_, line, all) => line !== next(all.length))
        .join("\n");
      const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
      const isRefused = status !== 0 || stderr.includes("here-document");
      if (isRefused !== parseShell(text).problems.length > 0) disagreements.push(text);
    }
    expect(disagreements).toEqual([]);
  });
});
