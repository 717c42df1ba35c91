/** Packages that are installed in whatever version there is, manager by manager: distributions differ in how long they keep old ones. */

import type { FileCheck } from "../../../../core/check.ts";
import type { DockerfileDocument } from "../../../../languages/parsed.ts";
import { dockerfileCheck } from "./dockerfile-check.ts";
import { installationOf, unwrapped } from "./packages.ts";

export function unpinnedCheck(names: readonly string[]): FileCheck<object, DockerfileDocument> {
  return dockerfileCheck(({ commands }) =>
    commands.flatMap((each) => {
      const { name } = unwrapped(each);
      const installation = names.includes(name) ? installationOf(each) : undefined;
      if (!installation || (installation.hasVersionOption && installation.packages.length < 2)) return [];
      const { manager, packages } = installation;
      const loose = packages.filter((one) => isName(one.name) && !manager.isPinned(one.name));
      const [first] = loose;
      if (!first) return [];
      const others = loose.length === 1 ? "" : ` and ${loose.length - 1} more`;
      const says = `\`${first.name}\`${others} comes in whatever version \`${name}\` finds at the time.`;
      return [{ place: each.command.range, says, mend: `Write \`${manager.form}\`.` }];
    }),
  );
}

/** Something that is filled in, a path, a redirection of words: nothing that a version could be asked of. */
function isName(name: string): boolean {
  return /^@?[A-Za-z0-9][\w.+\-[\],/:@=<>~]*$/u.test(name);
}
