/** TOML 1.0 as Python's `tomllib` reads it, where it is there: the same texts are refused, on the same lines, and values are equal. */

import { spawnSync } from "node:child_process";
import { expect, it } from "@jest/globals";
import { indexLines } from "../../../core/text.ts";
import { parseToml } from "../../../languages/toml/parse.ts";
import type { TomlFile, TomlPair, TomlValue } from "../../../languages/toml/tree.ts";
import { describeWith } from "../../required.ts";
import { randomFrom } from "../random.ts";
import { tomlText } from "./texts.ts";

const rounds = Number(process.env["PLUMBLINE_FUZZ"] ?? 0) > 0 ? 100_000 : 4_000;

/** Texts in as a JSON list; out comes for each the line it is refused at, or its values by path. */
const program = `
import json, sys, tomllib, datetime, math, re
def leaves(value, path, out):
    if isinstance(value, dict):
        out.append([path, "table"])
        for key, inner in value.items(): leaves(inner, path + [key], out)
    elif isinstance(value, list):
        out.append([path, "array"])
        for index, inner in enumerate(value): leaves(inner, path + [index], out)
    elif isinstance(value, bool): out.append([path, "boolean", str(value).lower()])
    elif isinstance(value, int): out.append([path, "integer", str(value)])
    elif isinstance(value, float): out.append([path, "float", "nan" if math.isnan(value) else value.hex()])
    elif isinstance(value, str): out.append([path, "string", value])
    elif isinstance(value, datetime.datetime): out.append([path, "offset-date-time" if value.tzinfo else "local-date-time"])
    elif isinstance(value, datetime.date): out.append([path, "local-date"])
    else: out.append([path, "local-time"])
    return out
def judge(text):
    try: return {"leaves": leaves(tomllib.loads(text), [], [])}
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\\d+)", str(error))
        return {"line": int(found[1]) if found else text.replace("\\r\\n", "\\n").count("\\n") + 1, "error": str(error)}
    except (ValueError, RecursionError) as error: return {"line": 0, "error": str(error)}
print(json.dumps([judge(text) for text in json.load(sys.stdin)]))
`;

interface Verdict {
  readonly leaves?: readonly (readonly [path: readonly (string | number)[], kind: string, value?: string])[];
  readonly line?: number;
  readonly error?: string;
}

function ask(texts: readonly string[]): readonly Verdict[] {
  const { stdout, stderr, status } = spawnSync("/usr/bin/python3", ["-c", program], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly Verdict[];
}

/** Every value under its path, as the program above has them; a table that comes back is told once. */
function leavesOf(file: TomlFile): readonly string[] {
  const found = new Map<string, string>([["[]", "table"]]);
  /** How many elements an array of tables has, by its path. */
  const elements = new Map<string, number>();
  for (const { key, kind, pairs } of file.tables) {
    let path: readonly (string | number)[] = [];
    for (const [index, { name }] of (key?.names ?? []).entries()) {
      path = [...path, name];
      const isLast = index === (key?.names.length ?? 0) - 1;
      const count = elements.get(JSON.stringify(path));
      if (isLast && kind === "array") {
        found.set(JSON.stringify(path), "array");
        elements.set(JSON.stringify(path), (count ?? 0) + 1);
        path = [...path, count ?? 0];
      } else if (count !== undefined) path = [...path, count - 1];
      found.set(JSON.stringify(path), "table");
    }
    addPairs(path, pairs, found);
  }
  return [...found].map(([path, value]) => `${path} ${value}`).sort();
}

function addPairs(path: readonly (string | number)[], pairs: readonly TomlPair[], found: Map<string, string>): void {
  for (const { key, value } of pairs) {
    const whole = [...path, ...key.names.map(({ name }) => name)];
    for (let length = path.length + 1; length < whole.length; length += 1)
      found.set(JSON.stringify(whole.slice(0, length)), "table");
    addValue(whole, value, found);
  }
}

function addValue(path: readonly (string | number)[], value: TomlValue, found: Map<string, string>): void {
  const at = JSON.stringify(path);
  if (value.type === "TomlArray") {
    found.set(at, "array");
    for (const [index, item] of value.items.entries()) addValue([...path, index], item, found);
  } else if (value.type === "TomlInlineTable") {
    found.set(at, "table");
    addPairs(path, value.pairs, found);
  } else found.set(at, `${value.kind}${shown(value.kind, value.value)}`);
}

function shown(kind: string, value: unknown): string {
  if (kind === "float") return ` ${Number(value)}`;
  return ["string", "integer", "boolean"].includes(kind) ? ` ${String(value === 0 ? 0 : value)}` : "";
}

function toldLeaves({ leaves = [] }: Verdict): readonly string[] {
  return leaves
    .map(([path, kind, value]) => {
      const number = kind === "float" ? ` ${fromHex(value ?? "")}` : undefined;
      return `${JSON.stringify(path)} ${kind}${number ?? (value === undefined ? "" : ` ${value}`)}`;
    })
    .sort();
}

/** Python writes floats exactly: `-0x1.8p+1`. */
function fromHex(written: string): number {
  const match = /^(-?)0x([01])\.([0-9a-f]+)p([+-]\d+)$/u.exec(written);
  if (!match) return written === "nan" ? NaN : written.startsWith("-") ? -Infinity : Infinity;
  const [, sign, whole = "0", fraction = "0", exponent = "0"] = match;
  const value = (Number(whole) + Number.parseInt(fraction, 16) / 16 ** fraction.length) * 2 ** Number(exponent);
  return sign === "-" ? -value : value;
}

/** What is open to the end is told where it was opened; `tomllib` stumbles over what comes later. */
const toldEarlier =
  /not closed|has no end|is no escape of TOML|is missing behind it|Behind `=`|is no date or time|is defined already|has a value already|is written as a whole|array of tables since/u;

const isThere = spawnSync("/usr/bin/python3", ["-c", "import tomllib"]).status === 0;

describeWith("tools", isThere ? undefined : "/usr/bin/python3 with tomllib is missing", "tomllib", () => {
  it(`agrees on ${rounds} texts`, () => {
    const random = randomFrom(8);
    const texts = Array.from({ length: rounds }, () => tomlText(random));
    const verdicts = ask(texts);
    const faults: string[] = [];
    let [sound, refused, elsewhere] = [0, 0, 0];
    for (const [index, text] of texts.entries()) {
      const verdict = verdicts[index] ?? {};
      const { tree, problems, isTooDeep } = parseToml(text, "1.0");
      if (isTooDeep) continue;
      const [first] = problems;
      if ((first === undefined) !== (verdict.error === undefined)) {
        faults.push(`${JSON.stringify(text)}: ${verdict.error ?? "taken"} / ${first?.message ?? "taken"}`);
      } else if (first === undefined) {
        sound += 1;
        const [ours, theirs] = [leavesOf(tree).join("\n"), toldLeaves(verdict).join("\n")];
        if (ours !== theirs) faults.push(`${JSON.stringify(text)}: ${ours} / ${theirs}`);
      } else {
        refused += 1;
        const line = indexLines(text).position(first.range[0]).line;
        if (line !== verdict.line && !toldEarlier.test(first.message)) {
          elsewhere += 1;
          faults.push(`${JSON.stringify(text)}: line ${verdict.line} ${verdict.error} / ${line} ${first.message}`);
        }
      }
    }
    expect(faults.slice(0, 20)).toEqual([]);
    expect({ sound: sound > rounds / 20, refused: refused > rounds / 20, elsewhere }).toMatchObject({
      sound: true,
      refused: true,
    });
  });
});
