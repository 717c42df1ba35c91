/** Caches of package managers that stay in the image, manager by manager. */

import type { FileCheck } from "../../../../core/check.ts";
import type { DockerfileDocument } from "../../../../languages/parsed.ts";
import { sketchOf } from "../../../../languages/shell/words.ts";
import { dockerfileCheck, type DockerfileView, isThrownAway, type RunCommand } from "./dockerfile-check.ts";
import { installationOf, unwrapped } from "./packages.ts";

export interface PackageCache {
  readonly managers: readonly string[];
  /** Whether a script leaves nothing behind. `script`: its text, quotes and commas blanked. */
  readonly isCleaned: (script: string, command: RunCommand, view: DockerfileView) => boolean;
  readonly mend: string;
}

/** One finding for a `RUN`, however often it installs. */
export function packageCacheCheck({ managers, isCleaned, mend }: PackageCache): FileCheck<object, DockerfileDocument> {
  return dockerfileCheck((view) => {
    const told = new Set<RunCommand["script"]>();
    return view.commands.flatMap((each) => {
      const { name } = unwrapped(each);
      const { instruction, stage } = each.script;
      if (!managers.includes(name) || told.has(each.script) || !installationOf(each)) return [];
      if (isThrownAway(stage, view) || each.arguments.some((word) => sketchOf(word).startsWith("\0"))) return [];
      const isMounted = instruction.flags.some(
        (flag) => flag.name === "mount" && flag.value?.includes("type=cache") === true,
      );
      const end = Math.max(instruction.range[1], each.script.tree.range[1]);
      const script = view.document.text.slice(instruction.range[0], end).replace(/["',]/gu, " ");
      if (isMounted || isCleaned(script, each, view)) return [];
      told.add(each.script);
      const says = `What \`${name}\` keeps for the next installation stays in the image.`;
      return [{ place: each.command.range, says, mend }];
    });
  });
}
