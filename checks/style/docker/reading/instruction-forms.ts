/** What each instruction of a Dockerfile takes: flags, how many words, and of which form. */

import type { DockerfileFlag, DockerfileInstruction, DockerfileWord } from "../../../../languages/dockerfile/tree.ts";
import type { DockerfileRemark } from "./dockerfile-check.ts";

/** Every flag of BuildKit's current frontend, the experimental ones included. */
const knownFlags: Readonly<Record<string, readonly string[]>> = {
  ADD: ["keep-git-dir", "checksum", "chown", "chmod", "link", "exclude", "unpack"],
  COPY: ["from", "chown", "chmod", "link", "parents", "exclude"],
  FROM: ["platform"],
  HEALTHCHECK: ["interval", "timeout", "start-period", "start-interval", "retries"],
  RUN: ["mount", "network", "security", "device"],
};

type Judge = (instruction: DockerfileInstruction, text: string) => readonly DockerfileRemark[];

const judges: Readonly<Record<string, Judge>> = {
  ADD: copies,
  COPY: copies,
  ENV: pairs,
  EXPOSE: ({ words }) => words.flatMap(port),
  FROM: from,
  HEALTHCHECK: healthcheck,
  LABEL: pairs,
  ONBUILD: onbuild,
  SHELL: shell,
  USER: (instruction) => onlyOne(instruction),
};

export function judgeInstruction(instruction: DockerfileInstruction, text: string): readonly DockerfileRemark[] {
  const { keyword, trigger } = instruction;
  const judge = Object.hasOwn(judges, keyword) ? judges[keyword] : undefined;
  return [
    ...unknownFlags(instruction),
    ...(judge && instruction.bodyText !== "" ? judge(instruction, text) : []),
    ...(trigger ? judgeInstruction(trigger, text) : []),
  ];
}

function unknownFlags({ keyword, flags }: DockerfileInstruction): readonly DockerfileRemark[] {
  // What these take is a command, whose own flags may begin its words.
  if (keyword === "CMD" || keyword === "ENTRYPOINT" || keyword === "ONBUILD") return [];
  const known = knownFlags[keyword] ?? [];
  return flags
    .filter(({ name }) => !known.includes(name))
    .map(({ range, name }: DockerfileFlag) => ({
      place: range,
      says: `\`${keyword}\` knows no flag \`--${name}\`.`,
      mend: known.length === 0 ? "Delete it." : `It takes ${known.map((each) => `\`--${each}\``).join(", ")}.`,
    }));
}

function copies({ keyword, words, hereDocuments, body }: DockerfileInstruction): readonly DockerfileRemark[] {
  const [source] = words;
  const target = words.at(-1);
  if (!source || !target) return [];
  if (words.length === 1 && hereDocuments.length === 0) {
    const says = `\`${keyword}\` needs a source and a target, and there is only \`${source.value}\`.`;
    return [{ place: body, says, mend: "Write where the files go." }];
  }
  if (words.length < 3 || /[/\\]["']?$/u.test(target.value) || /^["']?\.{1,2}["']?$/u.test(target.value)) return [];
  if (target.value.includes("$")) return [];
  const says = `Several files go into \`${target.value}\`, which the builder takes for a folder only with a slash at its end.`;
  return [{ place: target.range, says, mend: `Write \`${target.value}/\`.` }];
}

function pairs({ keyword, words, body }: DockerfileInstruction): readonly DockerfileRemark[] {
  const [first] = words;
  if (!first) return [];
  if (!first.value.includes("=")) {
    if (words.length > 1) return [];
    return [{ place: body, says: `\`${keyword} ${first.value}\` sets no value.`, mend: `Write \`${first.value}=…\`.` }];
  }
  return words
    .filter(({ value }) => !value.includes("="))
    .map(({ value, range }) => ({
      place: range,
      says: `\`${value}\` has no value: words with blanks between them need quotes.`,
      mend: 'Write the value between quotes: `NAME="a b"`.',
    }));
}

function port({ value, range }: DockerfileWord): readonly DockerfileRemark[] {
  if (value.includes("$")) return [];
  const [, first, last] = /^(\d+)(?:-(\d+))?(?:\/(?:tcp|udp|sctp))?$/iu.exec(value) ?? [];
  if (first === undefined) {
    const says = value.startsWith("#")
      ? "A comment stands on a line of its own: behind an instruction it is read as a part of it."
      : `\`${value}\` is no port: written is \`8080\`, \`8080/udp\` or \`8000-8010\`.`;
    return [{ place: range, says, mend: "Write the number of the port inside the container." }];
  }
  const isIn = [first, last ?? first].every((each) => Number(each) <= 65_535);
  return isIn
    ? []
    : [{ place: range, says: `\`${value}\` is beyond 65535, the last port there is.`, mend: "Mend the number." }];
}

function from({ words, body }: DockerfileInstruction): readonly DockerfileRemark[] {
  if (words.length === 1 || (words.length === 3 && words[1]?.value.toLowerCase() === "as")) return [];
  return [
    {
      place: body,
      says: "`FROM` takes an image, or an image and `AS` with a name.",
      mend: "Write `FROM IMAGE AS NAME`.",
    },
  ];
}

function healthcheck({ words, body, flags }: DockerfileInstruction): readonly DockerfileRemark[] {
  const kind = words[0]?.value.toUpperCase();
  const wrong = flags.filter(
    ({ name, value = "" }) =>
      !value.includes("$") && name !== "retries" && !/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$|^0$/u.test(value),
  );
  return [
    ...wrong
      .filter(({ name }) => knownFlags["HEALTHCHECK"]?.includes(name) === true)
      .map(({ range, value = "" }) => ({
        place: range,
        says: `\`${value}\` is no duration: a number needs its unit.`,
        mend: "Write `30s`, `5m` or the like.",
      })),
    ...(kind === "CMD" || kind === "NONE"
      ? []
      : [
          {
            place: body,
            says: "`HEALTHCHECK` takes `CMD` with a command, or `NONE`.",
            mend: "Write `HEALTHCHECK CMD …`.",
          },
        ]),
  ];
}

function onbuild({ trigger }: DockerfileInstruction): readonly DockerfileRemark[] {
  if (!trigger || !["ONBUILD", "FROM", "MAINTAINER"].includes(trigger.keyword)) return [];
  const says = `\`${trigger.keyword}\` cannot be put off: it has no meaning inside another build.`;
  return [{ place: trigger.keywordRange, says, mend: "Delete it." }];
}

function shell({ form, body }: DockerfileInstruction): readonly DockerfileRemark[] {
  if (form === "json") return [];
  return [
    { place: body, says: "`SHELL` takes a JSON list and nothing else.", mend: 'Write `SHELL ["/bin/bash", "-c"]`.' },
  ];
}

function onlyOne({ words, body, keyword }: DockerfileInstruction): readonly DockerfileRemark[] {
  if (words.length < 2) return [];
  return [
    { place: body, says: `\`${keyword}\` takes one word, and there are ${words.length}.`, mend: "Delete the others." },
  ];
}
