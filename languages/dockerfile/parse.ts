/** Reads a Dockerfile into instructions and stages; what does not follow the grammar is a problem, and the rest is read on. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import { type LogicalLine, readLogicalLines } from "./logical-lines.ts";
import { readStages } from "./stages.ts";
import type { DockerfileFile, DockerfileInstruction } from "./tree.ts";
import { readFlags, readJsonWords, readWords } from "./words.ts";

export interface ParsedDockerfile {
  readonly tree: DockerfileFile;
  readonly problems: readonly ParseProblem[];
}

export const keywords: ReadonlySet<string> = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

/** Words in quotes hold together. */
const pairKeywords = new Set(["ARG", "ENV", "LABEL"]);
const mostProblems = 50;

export function parseDockerfile(text: string): ParsedDockerfile {
  const { lines, directives, comments, problems: ofLines } = readLogicalLines(text);
  const problems: ParseProblem[] = [];
  let stage = -1;
  const instructions = lines.flatMap((line) => {
    const instruction = readInstruction(line.text, line.range[0], line, problems);
    if (!instruction) return [];
    if (instruction.keyword === "FROM") stage += 1;
    return [stage >= 0 ? withStage(instruction, stage) : instruction];
  });
  const tree: DockerfileFile = {
    type: "DockerfileFile",
    range: [0, text.length],
    instructions,
    stages: readStages(instructions),
    directives,
    comments,
  };
  const all = [...ofLines, ...problems, ...missingFrom(instructions)];
  return { tree, problems: all.sort((one, other) => one.range[0] - other.range[0]).slice(0, mostProblems) };
}

function withStage(instruction: DockerfileInstruction, stage: number): DockerfileInstruction {
  const { trigger } = instruction;
  return { ...instruction, stage, ...(trigger && { trigger: { ...trigger, stage } }) };
}

function readInstruction(
  text: string,
  base: number,
  line: LogicalLine,
  problems: ParseProblem[],
): DockerfileInstruction | undefined {
  const word = /^[^\s\\]+/u.exec(text)?.[0] ?? text.slice(0, 1);
  const keyword = word.toUpperCase();
  const keywordRange: Range = [base, base + word.length];
  if (!keywords.has(keyword)) {
    problems.push(unknownKeyword(word, keywordRange));
    return undefined;
  }
  const { flags, end } = readFlags(text.slice(word.length), base + word.length);
  const rest = text.slice(word.length + end);
  const blanks = /^(?:\s|\\\n)*/u.exec(rest)?.[0].length ?? 0;
  const bodyText = rest.slice(blanks);
  const start = base + word.length + end + blanks;
  const body: Range = bodyText === "" ? [base + word.length, base + word.length] : [start, start + bodyText.length];
  if (bodyText === "")
    problems.push({ message: `\`${word}\` needs an argument, and there is none.`, range: keywordRange });
  const json = readJsonWords(bodyText, start);
  const trigger =
    keyword === "ONBUILD" && bodyText !== "" ? readInstruction(bodyText, start, line, problems) : undefined;
  return {
    type: "DockerfileInstruction",
    range: [base, base + text.length],
    keyword,
    keywordRange,
    flags,
    form: json ? "json" : "plain",
    words: json ?? readWords(bodyText, start, pairKeywords.has(keyword)),
    body,
    bodyText,
    hereDocuments: line.hereDocuments,
    ...(trigger && { trigger }),
  };
}

function unknownKeyword(word: string, range: Range): ParseProblem {
  const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
  const letters = /^[A-Za-z]+$/u.test(word);
  return {
    message: letters
      ? `\`${shown}\` is no instruction of a Dockerfile.`
      : `A line of a Dockerfile begins with an instruction, and this one begins with \`${shown}\`.`,
    advice: "If it belongs to the line above, end that line with a backslash.",
    range,
  };
}

function missingFrom(instructions: readonly DockerfileInstruction[]): readonly ParseProblem[] {
  const first = instructions.find(({ keyword }) => keyword !== "ARG");
  if (!first || first.keyword === "FROM") return [];
  return [
    {
      message: `\`${first.keyword}\` stands before any \`FROM\`, so there is no image yet that it could change.`,
      advice: "Begin with `FROM`; only `ARG` may stand before it.",
      range: first.keywordRange,
    },
  ];
}
