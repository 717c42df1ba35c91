/** TOML by chance: statements that are sound, nearly sound or not, put together and then damaged. */

import { mutate } from "../mutations.ts";
import type { Random } from "../random.ts";

type Choice = readonly [string, ...string[]];

const names: Choice = [
  "a",
  "b",
  "c",
  "a.b",
  "a.b.c",
  "b.a",
  '"a"',
  "'b'",
  '"a b"',
  'a."b"',
  "a . b",
  "1",
  "-",
  '""',
  "é",
];
const scalars: Choice = [
  ...(["1", "0", "-0", "+7", "1_000", "1__0", "_1", "1_", "01", "0x1F", "0X1f", "0o17", "0b101", "0b12"] as const),
  ...["1.5", "1.", ".5", "1e3", "1E-03", "1.e3", "6.02_3e2_3", "inf", "-inf", "+nan", "Inf", "1_e5"],
  ...["true", "false", "True", "truex", "null", "edge-1", "10.0.0.1"],
  ...[
    "2026-11-23",
    "2026-02-29",
    "2024-02-29",
    "2026-13-01",
    "0001-01-01",
    "07:32:00",
    "07:32",
    "24:00:00",
    "07:32:00.999999",
  ],
  ...[
    "2026-11-23T07:32:00Z",
    "2026-11-23 07:32:00",
    "2026-11-23t07:32:00z",
    "2026-11-23T07:32:00+01:00",
    "2026-11-23T07:32:00-00:60",
  ],
  ...["2026-11-23T07:32", "2026-11-23 ", "07:32:00Z", "2026-11-23T"],
  ...[
    '""',
    '"x"',
    "'x\\'",
    '"a\\tb"',
    '"\\u00e9\\U0001F600"',
    '"\\q"',
    '"\\u12"',
    '"\\ud800"',
    '"é😀"',
    "'''x'y''z'''",
    '"""x\ny"""',
  ],
  ...[
    '"""\nx \\\n   y"""',
    '"""x""""',
    '"""x"""""',
    '"""x""""""',
    "''''x'''''",
    '"""\\ x"""',
    "'''\r\nx'''",
    '"a',
    "'",
    '"\t"',
    '"\u0001"',
    '"\\e"',
  ],
];
const composed: Choice = [
  ...(["[]", "[1]", "[1,]", "[,]", "[1 2]", "[\n1, # x\n2\n]", "[[1], ['a']]", "[1,,2]", "[", "{}"] as const),
  ...[
    "{a = 1}",
    "{a = 1, b = 2}",
    "{a = 1,}",
    "{a.b = 1, a.c = 2}",
    "{a = 1, a = 2}",
    "{a = {b = 1}, a.c = 2}",
    "{a = 1\n}",
    "{,}",
    "{a}",
    "[{a = 1}, {a = 2}]",
    "{ a = [\n1] }",
  ],
];
const oddities: Choice = [
  "# x",
  "# é",
  "# \u0001",
  "",
  "   ",
  "\t",
  "a",
  "a =",
  "= 1",
  "a = 1 b = 2",
  "a = 1 # x",
  "[a]]",
  "[a",
  "[ a ]",
  "[]",
  "[[a]",
  "a: 1",
  "\u000b",
  "a = 1\r\nb = 2",
  "a\r = 1",
];

export const pieces: Choice = [
  ...("=[]{}\"'#.,_-+:\\\n\r\t 019aeZTé\u0000".split("") as [string, ...string[]]),
  ...['"""', "'''", "[[", "]]", "\r\n", "a = ", "[a]\n", "[[a]]\n", "\n\n", "= 1\n"],
];

export function tomlText(random: Random): string {
  const count = 1 + random.below(6);
  const lines = Array.from({ length: count }, () => statement(random));
  const text = lines.join("\n");
  return random.chance(0.3) ? mutate(text, pieces, random) : text;
}

function statement(random: Random): string {
  const kind = random.below(10);
  const name = random.pick(names);
  if (kind < 2) return `[${name}]`;
  if (kind < 4) return `[[${name}]]`;
  if (kind < 5 && random.chance(0.5)) return random.pick(oddities);
  return `${name} = ${random.pick(random.chance(0.3) ? composed : scalars)}`;
}
