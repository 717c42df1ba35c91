/** A shell that sources a file gets from it what we read, where no rule has a word to say; and stumbles where one does. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import portability from "../../../checks/style/dotenv/portability.ts";
import { openDocument } from "../../../core/open-document.ts";
import { lint } from "../../../engine/lint.ts";
import { parseDotenvDocument } from "../../../languages/dotenv/document.ts";
import { randomFrom } from "../random.ts";

const folder = mkdtempSync(join(tmpdir(), "plumbline-dotenv-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Choice = readonly [string, ...string[]];
const names: Choice = ["A", "B_2", "_C", "export D", "  E"];
const values: Choice = [
  ...(["1", "", "a-b", "a#b", "a # why", "'a b'", '"a b"', "'a # b' # why", '"it\'s"', "'x\ny=2\n'"] as const),
  ...["a=b,c:d/e.f@g%h+i", "a b", "it's", "'open", '"open'],
];
const oddities: Choice = ["A = 1", "2A=1", "a.b=1", "no setting", "=1", "# x", "", "A: 1", "F=1\r"];

/** Sources each file in a subshell with nothing around it, and tells its verdict and what it set. */
const script = `
for file in "$1"/*.env; do
  printf '%s\\n' "== \${file##*/}"
  (
    unset A B_2 _C D E F
    PATH=/nonexistent
    set -e
    . "$file"
    for name in A B_2 _C D E F; do
      eval "if [ \\"\\\${$name+set}\\" = set ]; then printf '%s<%s>\\n' $name \\"\\$$name\\"; fi"
    done
    echo sound
  ) 2>/dev/null
done
true`;

test("a shell agrees", () => {
  const random = randomFrom(12);
  const texts = Array.from({ length: 300 }, () => {
    const lines = Array.from({ length: 1 + random.below(3) }, () =>
      random.chance(0.15) ? random.pick(oddities) : `${random.pick(names)}=${random.pick(values)}`,
    );
    return `${lines.join("\n")}\n`;
  });
  for (const [index, text] of texts.entries())
    writeFileSync(join(folder, `${String(index).padStart(3, "0")}.env`), text);
  const output = execFileSync("sh", ["-c", script, "sh", folder], { encoding: "utf8" });
  const answers = output.split(/^== \d+\.env\n/mu).slice(1);
  expect(answers).toHaveLength(texts.length);

  const faults: string[] = [];
  let [sound, told] = [0, 0];
  for (const [index, text] of texts.entries()) {
    const document = parseDotenvDocument(openDocument(".env", { kind: "text", text, byteOrderMark: false }));
    const task = { rule: "rule", check: "dotenv-portability", options: {}, code: portability };
    const limits = { now: () => 0, ruleBudget: 1_000, fileBudget: 1_000 };
    const findings = [...document.problems, ...(lint(document, [task], limits).get("rule")?.findings ?? [])];
    const last = new Map(document.tree.entries.map(({ name, value = "" }) => [name, value]));
    const ours = ["A", "B_2", "_C", "D", "E", "F"].flatMap((name) =>
      last.has(name) ? [`${name}<${last.get(name)}>`] : [],
    );
    const isSame = answers[index] === [...ours, "sound", ""].join("\n");
    if (findings.length > 0) told += 1;
    else sound += 1;
    if (isSame !== (findings.length === 0))
      faults.push(
        `${JSON.stringify(text)}: ${JSON.stringify(answers[index])} / ${ours.join(" ")} ${findings[0]?.message ?? "taken"}`,
      );
  }
  expect(faults.slice(0, 10)).toEqual([]);
  expect({ sound: sound > 60, told: told > 60 }).toEqual({ sound: true, told: true });
});
