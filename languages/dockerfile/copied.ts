/** What a Dockerfile takes out of the folder that is built: sources of `COPY` and `ADD`, and files that a `RUN` mounts. */

import type { Range } from "../../core/text.ts";
import type { DockerfileDocument } from "../parsed.ts";
import { effective } from "./stages.ts";
import type { DockerfileFlag, DockerfileInstruction } from "./tree.ts";

export interface CopiedSource {
  /** From the top of the folder that is built, without slashes at its ends; `""` is all of it. */
  readonly path: string;
  readonly range: Range;
  readonly instruction: DockerfileInstruction;
}

/** Only what is written out: wildcards, variables, addresses, here-documents and other stages are left out. */
export function copiedSources({ tree }: DockerfileDocument): readonly CopiedSource[] {
  return tree.instructions.map(effective).flatMap((instruction) => {
    if (instruction.keyword === "RUN") return mountedSources(instruction);
    if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return [];
    if (instruction.flags.some(({ name }) => name === "from")) return [];
    return instruction.words.slice(0, -1).flatMap(({ value, range }) => {
      const path = contextPath(value);
      return path === undefined ? [] : [{ path, range, instruction }];
    });
  });
}

function mountedSources(instruction: DockerfileInstruction): readonly CopiedSource[] {
  return instruction.flags.flatMap((flag) => {
    const source = flag.name === "mount" ? boundSource(flag) : undefined;
    const path = source === undefined ? undefined : contextPath(source);
    return path === undefined || path === "" ? [] : [{ path, range: flag.range, instruction }];
  });
}

/** `--mount=type=bind,source=package.json,target=…`; `bind` is what is meant where no type is written. */
function boundSource({ value = "" }: DockerfileFlag): string | undefined {
  const fields = value.split(",").map((field) => {
    const equals = field.indexOf("=");
    return [field.slice(0, Math.max(0, equals)), field.slice(equals + 1)] as const;
  });
  const type = fields.find(([name]) => name === "type")?.[1] ?? "bind";
  if (type !== "bind" || fields.some(([name]) => name === "from")) return undefined;
  return fields.find(([name]) => name === "source" || name === "src")?.[1];
}

function contextPath(written: string): string | undefined {
  if (/[$*?[\]\\<>]|^[a-z][a-z0-9+.-]*:\/\/|^git@/iu.test(written)) return undefined;
  const parts = written.split("/").filter((part) => part !== "" && part !== ".");
  // What leads above the folder is held to its top by the builder.
  return parts.includes("..") ? undefined : parts.join("/");
}
