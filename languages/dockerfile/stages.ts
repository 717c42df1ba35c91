/** Stages of a Dockerfile: what each begins with, and what it is called. */

import type { DockerfileInstruction, DockerfileStage } from "./tree.ts";
import { expand, pairOf, type Variables } from "./variables.ts";

export function readStages(instructions: readonly DockerfileInstruction[]): readonly DockerfileStage[] {
  const defaults = globalArguments(instructions);
  const stages: DockerfileStage[] = [];
  const byName = new Map<string, number>();
  for (const [at, from] of instructions.entries()) {
    if (from.keyword !== "FROM") continue;
    const next = instructions.findIndex((each, index) => index > at && each.keyword === "FROM");
    const [base, as, alias] = from.words;
    const isNamed = as?.value.toLowerCase() === "as" && alias !== undefined;
    const image = base ? expand(base.value, defaults) : undefined;
    const parent = byName.get((image ?? "").toLowerCase());
    const index = stages.length;
    stages.push({
      index,
      from,
      ...(isNamed && { name: alias.value.toLowerCase(), nameRange: alias.range }),
      ...(image !== undefined && { image }),
      ...(parent !== undefined && { parent }),
      instructions: instructions.slice(at + 1, next === -1 ? undefined : next),
    });
    if (isNamed) byName.set(alias.value.toLowerCase(), index);
  }
  return stages;
}

/** Arguments before the first `FROM` with their defaults: the only ones that a `FROM` can use. */
export function globalArguments(instructions: readonly DockerfileInstruction[]): Variables {
  const defaults = new Map<string, string | undefined>();
  for (const instruction of instructions) {
    if (instruction.keyword === "FROM") break;
    if (instruction.keyword !== "ARG") continue;
    for (const word of instruction.words) {
      const { name, value } = pairOf(word.value);
      defaults.set(name, value === undefined ? undefined : expand(value, defaults));
    }
  }
  return defaults;
}

/** Instructions with what `ONBUILD` puts off in its place. */
export function effective(instruction: DockerfileInstruction): DockerfileInstruction {
  return instruction.trigger ?? instruction;
}
