/** Beside the Go implementation, compiled to WASM: the same layout of mangled texts, mistakes on the same lines. */

import { describe, expect, it } from "@jest/globals";
import { parse as parseByOracle } from "@cdktn/hcl2json";
import { format as formatByOracle } from "@cdktn/hcl-tools";
import { formatHcl } from "../../../languages/hcl/format.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { mangle } from "./mangle.ts";
import { randomFrom } from "../random.ts";
import { soundTexts } from "./texts.ts";

const rounds = 60;

describe("layout", () => {
  it.each(soundTexts.map((text, index) => [index, text] as const))(
    "equals hclwrite's on mangled copies of text %i",
    async (index, text) => {
      const random = randomFrom(index + 1);
      let compared = 0;
      for (let round = 0; round < rounds; round += 1) {
        const mangled = mangle(text, random);
        const { tree, problems } = parseHcl(mangled);
        // A comment that lands before a comma on a line of its own, for one, is no HCL any more.
        if (problems.length > 0) continue;
        compared += 1;
        expect(formatHcl(mangled, tree)).toBe(await formatByOracle(mangled));
      }
      expect(compared).toBeGreaterThan(rounds / 3);
    },
  );
});

/** Line (from 1) of the first mistake that the Go parser names; `undefined` for a sound text. */
async function lineByOracle(text: string): Promise<number | undefined> {
  try {
    await parseByOracle("main.tf", text);
    return undefined;
  } catch (error) {
    const line = /main\.tf:(\d+),/u.exec(String(error))?.[1];
    if (line === undefined) throw error;
    return Number(line);
  }
}

function lineByUs(text: string): number | undefined {
  const [problem] = parseHcl(text).problems;
  return problem && text.slice(0, problem.range[0]).split("\n").length;
}

describe("syntax", () => {
  it.each(soundTexts)("is sound to both", async (text) => {
    expect(await lineByOracle(text)).toBeUndefined();
    expect(lineByUs(text)).toBeUndefined();
  });

  it.each([
    "a = 'x'\n",
    "\n\na = 1 b = 2\n",
    "a = 1\n\na = 2\n",
    "a { b = 1\n c = 2 }\n",
    "a { b {} }\n",
    "a {}  b {}\n",
    'a = "x\nb = 1\n',
    'a = "${x"\nb = 1\n',
    'a = "${x\n}\n',
    'a = [\n  "b"\n  "c"\n]\n',
    "a = {\n  b = 1 c = 2\n}\n",
    "a = {\n  b\n}\n",
    'a = "\\q"\n',
    "a = f(1 2)\n",
    "a = x ? y\n",
    '"a" = 1\n',
    "a = 1 & 2\n",
    "a = x.\n",
    "a = b.0.1\n",
    "a = 1 /* x\n",
    "a = [for x in y : x => 1]\n",
    "a = {\n  for x in y : x\n}\n",
    'a = "%{ if x }y"\n',
    'a = "%{ endif }"\n',
    "a = f(x...,)\n",
    "a = x.*.y.*.z\n",
    'a "b${c}" {}\n',
    ")\na = 1\n",
    "a = \n1\n",
    "a\n= 1\n",
    "a = b\r\nc = d\re = f\r\n",
    "a = ((1)\nb = 1\n",
    "a = 1 == \n2\n",
    "}\n",
    "a b c\n",
    "a b = c {}\n",
    "a = $b\n",
    "a = 0x1f\n",
    'a = "%{}"\n',
    "a = [for x y : z]\n",
    "a {\n  b = [\n}\nc = 1\n",
    "a {\n  b = f(1, 2\n  c = 3\n}\n",
    "a {\n  b = 1\n",
    "a = [1\n",
    "a = f(1\n",
    "a = <<EOT\nb\nEOT",
    "a = <<EOT\n${b c}\nEOT\n",
    "a: 1\n",
    "a = {,}\n",
    "a = [1,,2]\n",
    'a = b "c"\n',
    "a = #b\n",
  ])("is broken on the same line: %j", async (text) => {
    const line = await lineByOracle(text);
    expect(line).toBeDefined();
    expect(lineByUs(text)).toBe(line);
  });

  it("points at what is never closed where the Go parser points behind the last line", async () => {
    for (const text of ["a = (1\n", "a = {\n  b = 1\n", "a = <<EOT\nb\n"]) {
      expect(await lineByOracle(text)).toBeGreaterThan(text.trim().split("\n").length);
      expect(lineByUs(text)).toBe(1);
    }
  });
});
