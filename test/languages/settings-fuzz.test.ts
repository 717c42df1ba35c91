/** TOML, INI and dotenv with random edits: no crash, no hang, ranges in bounds and nested, and a planted fault is found. */

import { expect, it } from "@jest/globals";
import { parseDotenv } from "../../languages/dotenv/parse.ts";
import { iniDialect } from "../../languages/ini/dialect.ts";
import { parseIni } from "../../languages/ini/parse.ts";
import { parseToml } from "../../languages/toml/parse.ts";
import { faultOfProblems, faultOfRanges, faultOfTree, visited } from "./faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "./fuzz.ts";
import { mutate, partOf } from "./mutations.ts";
import { pieces, tomlText } from "./toml/texts.ts";

const rounds = fuzzRounds();

const iniSeed = `; hosts
[Unit]
Description = a b
After=network.target
[Service]
ExecStart=/usr/bin/api \\
  --port 80 \\
# between
  --quiet
Environment="A=b c" 'D=e'

[submodule "x \\"y\\""] path = z
list =
    one
    two: three
skip-networking
text = """a
b"""
[DEFAULT]
a : b # c
`;

const dotenvSeed = `# web
REGION=eu-west-1
export TOKEN='a # b' # why
KEY="-----BEGIN
abc==
-----END"
PATH=$PATH:/opt/bin
LOG LEVEL debug
A = b
C: d
E
`;

const readers = [
  ...["a.service", ".gitconfig", "setup.cfg", "supervisord.conf", "my.cnf"],
  ...["a.desktop", "grafana.ini", "php.ini", "x.ini"],
];
const dialects = readers.map((path) => iniDialect(path, ""));

it(
  `TOML: ${rounds} mutations`,
  () => {
    const faults = fuzz({
      rounds,
      seed: 3,
      text: (random) => mutate(tomlText(random), pieces, random),
      faultOf(text) {
        const { tree, problems, isTooDeep } = parseToml(text);
        const fault = faultOfTree(tree, text.length, visited) ?? faultOfProblems(problems, text.length);
        if (fault !== undefined || problems.length > 0 || isTooDeep) return fault;
        return parseToml(`${text}\n= 1\n`).problems.length > 0 ? undefined : "a planted fault is not found";
      },
    });
    expect(faults).toEqual([]);
  },
  fuzzTime(rounds),
);

it(
  `INI: ${rounds} mutations, each in every dialect`,
  () => {
    const faults = fuzz({
      rounds,
      seed: 4,
      text: (random) => mutate(partOf(iniSeed, random), pieces, random),
      faultOf(text) {
        for (const dialect of dialects) {
          const { tree, problems } = parseIni(text, dialect);
          const places = tree.sections.flatMap(({ entries }) =>
            entries.flatMap((entry) => [entry.keyRange, entry.valueRange]),
          );
          const fault =
            faultOfTree(tree, text.length, visited) ??
            faultOfRanges(places, text.length) ??
            faultOfProblems(problems, text.length);
          if (fault !== undefined) return `${dialect.name}: ${fault}`;
          // What is open at the end takes the planted line in.
          const isOpen = /\\\s*$|"""|`/u.test(text);
          if (isOpen || problems.length > 0) continue;
          if (parseIni(`${text}\n\n[planted\n`, dialect).problems.length === 0)
            return `${dialect.name}: a planted fault is not found`;
        }
        return undefined;
      },
    });
    expect(faults).toEqual([]);
  },
  fuzzTime(rounds),
);

it(
  `dotenv: ${rounds} mutations`,
  () => {
    const faults = fuzz({
      rounds,
      seed: 5,
      text: (random) => mutate(partOf(dotenvSeed, random), pieces, random),
      faultOf(text) {
        const { tree, problems, isScript } = parseDotenv(text);
        const places = tree.entries.flatMap((entry) => [
          entry.nameRange,
          entry.valueRange,
          ...(entry.blanks ? [entry.blanks] : []),
        ]);
        const fault =
          faultOfTree(tree, text.length, visited) ??
          faultOfRanges(places, text.length) ??
          faultOfProblems(problems, text.length);
        if (fault !== undefined || problems.length > 0 || isScript) return fault;
        return parseDotenv(`${text}\nno setting\n`).problems.length > 0 ? undefined : "a planted fault is not found";
      },
    });
    expect(faults).toEqual([]);
  },
  fuzzTime(rounds),
);
