/** Dockerfiles, `.dockerignore` and what Compose interpolates with random edits: no crash, ranges in bounds and nested. Longer with `PLUMBLINE_FUZZ`. */

import { expect, test } from "@jest/globals";
import { readInterpolation } from "../../../languages/compose/interpolation.ts";
import { leftOutBy, malformedBy, readIgnorePatterns } from "../../../languages/dockerfile/ignore-file.ts";
import { parseDockerfile } from "../../../languages/dockerfile/parse.ts";
import type { DockerfileFile, DockerfileInstruction, DockerfileNode } from "../../../languages/dockerfile/tree.ts";
import { faultOfProblems, faultOfRanges, faultOfTree, type Layout } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate } from "../mutations.ts";
import { type Random, randomFrom } from "../random.ts";

const rounds = fuzzRounds(1_500);

const dockerfiles = [
  '# syntax=docker/dockerfile:1\n# escape=`\nFROM --platform=$A mcr.microsoft.com/windows:1 AS "x"\nRUN dir `\n  # inner\n\n  C:\\\nSHELL ["a", "b"]\n',
  'ARG A="b c" D\nFROM a:1@sha256:00\nLABEL a="b\\\n c" \'d\'=e\nHEALTHCHECK --interval=5s --timeout=3s CMD ["a",\\\n "b"]\nCOPY --link --chown=1:1 <<A <<-"B" /c/\nx\nA\n\ty\n\tB\n',
  'FROM scratch\nONBUILD COPY --from=0 ["a", "b"]\nENV A B C\nVOLUME [ ]\nEXPOSE 80/tcp 81-90\nMAINTAINER a\nSTOPSIGNAL 9\n',
] as const;
const dockerfilePieces = [
  ..."[]\"'\\`$#=-<>{}:,@ \t\n\r\0é🚀",
  ...[
    "\\\n",
    "`\n",
    "<<EOF\n",
    "\nEOF\n",
    "--from=",
    "--mount=type=bind,source=",
    "ONBUILD ",
    "FROM ",
    "# escape=`\n",
    '["',
    '"]',
  ],
] as [string, ...string[]];

/** Flags and words lie in their instruction, what `ONBUILD` puts off lies in it, too. */
const layout: Layout<DockerfileNode> = {
  childrenOf(node) {
    if (node.type === "DockerfileFile") return node.instructions;
    if (node.type !== "DockerfileInstruction") return [];
    return node.trigger ? [...node.flags, node.trigger] : [...node.flags, ...node.words];
  },
};

function faultOfDockerfileTree(tree: DockerfileFile, length: number): string | undefined {
  const stages = tree.stages.flatMap(({ nameRange }) => (nameRange ? [nameRange] : []));
  return (
    faultOfTree<DockerfileNode>(tree, length, layout) ??
    faultOfRanges([...stages, ...tree.comments.map(({ range }) => range), ...tree.instructions.flatMap(others)], length)
  );
}

function others({ body, keywordRange, hereDocuments, bodyText }: DockerfileInstruction) {
  if (bodyText.length !== body[1] - body[0]) throw new Error(`the body at ${body[0]} is not as long as its text`);
  return [body, keywordRange, ...hereDocuments.map((each) => each.body)];
}

function faultOfDockerfile(text: string): string | undefined {
  const { tree, problems } = parseDockerfile(text);
  return faultOfProblems(problems, text.length) ?? faultOfDockerfileTree(tree, text.length);
}

test(
  `Dockerfiles survive ${rounds} mutations`,
  () => {
    const text = (random: Random) => mutate(random.pick(dockerfiles), dockerfilePieces, random);
    expect(fuzz({ rounds, seed: 17, text, faultOf: faultOfDockerfile })).toEqual([]);
  },
  fuzzTime(rounds),
);

const values = [
  "redis://${HOST:-cache}:${PORT-6379}/$DB?x=${A:+${B:?no ${C}}}",
  "sh -c 'for i in $$(seq 3); do echo $$i $1 ${i%x}; done'",
] as const;
const valuePieces = [..."${}:-+?$$ \nA_1é🚀\0", ...[":-", "${", "$$", "}}"]] as [string, ...string[]];

function faultOfInterpolation(text: string): string | undefined {
  const { references, problems } = readInterpolation(text);
  const ranges = [...references, ...problems].map(({ range }) => range);
  const outside = faultOfRanges(ranges, text.length);
  if (outside !== undefined) return outside;
  const stray = ranges.find(([start]) => text[start] !== "$");
  if (stray) return `${stray.join("-")} does not begin with a dollar sign`;
  const crossing = ranges.find(([start, end]) => ranges.some(([from, to]) => start < from && from < end && end < to));
  return crossing && `${crossing.join("-")} crosses another one`;
}

test(
  `what Compose interpolates survives ${rounds} mutations`,
  () => {
    const text = (random: Random) => mutate(random.pick(values), valuePieces, random);
    expect(fuzz({ rounds, seed: 19, text, faultOf: faultOfInterpolation })).toEqual([]);
  },
  fuzzTime(rounds),
);

const ignoreFiles = [
  "# why\n**/node_modules\n!src/**/[a-z^]*.ts\n*.log?\n/dist/../a\\[b\n",
  "*\n!/api\n!web/ \n  docs\r\n",
] as const;
const ignorePieces = [..."!*?[]^-\\/#. \t\r\n\0é🚀{}", ...["**/", "/**", "[^", "..", "!!"]] as [string, ...string[]];

function faultOfIgnoreFile(text: string): string | undefined {
  const patterns = readIgnorePatterns(text);
  const strange = patterns.find(({ range, text: written }) => text.slice(...range) !== written);
  if (strange) return `${strange.text} does not stand at ${strange.range.join("-")}`;
  patterns.forEach(malformedBy);
  const by = leftOutBy(patterns);
  for (const path of ["src/a/b.ts", "node_modules/x", "dist", "a[b"]) by(path);
  return undefined;
}

test(
  `.dockerignore survives ${rounds} mutations`,
  () => {
    const text = (random: Random) => mutate(random.pick(ignoreFiles), ignorePieces, random);
    expect(fuzz({ rounds, seed: 23, text, faultOf: faultOfIgnoreFile })).toEqual([]);
  },
  fuzzTime(rounds),
);

test("a planted mistake is found at its place", () => {
  const random = randomFrom(29);
  for (let round = 0; round < 100; round += 1) {
    const lines = ["FROM debian:12.7", "RUN make", "COPY a b", "ENV A=1", "USER api"];
    const at = 1 + random.below(lines.length);
    lines.splice(at, 0, "RUNN make");
    const { problems } = parseDockerfile(lines.join("\n"));
    const start = lines.slice(0, at).join("\n").length + 1;
    expect(problems.map(({ range }) => range)).toEqual([[start, start + 4]]);

    const value = "redis://${HOST:-cache}/$DB $$ ";
    const places = [0, 8, 22, 26, value.length];
    const place = random.pick(places as [number, ...number[]]);
    const planted = `${value.slice(0, place)}$(${value.slice(place)}`;
    expect(readInterpolation(planted).problems.map(({ range }) => range)).toEqual([[place, place + 2]]);
  }
});

test("a fault of the tree is found", () => {
  const text = "FROM a:1\nRUN b\n";
  const { tree } = parseDockerfile(text);
  expect(faultOfDockerfileTree(tree, text.length)).toBeUndefined();
  const [from, run] = tree.instructions;
  if (!from || !run) throw new Error("two instructions");
  const cut = { ...tree, instructions: [from, { ...run, range: [4, 14] as const }] };
  expect(faultOfDockerfileTree(cut, text.length)).toMatch(/overlaps/u);
});
