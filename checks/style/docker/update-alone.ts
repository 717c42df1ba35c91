/**
 * Package lists that are updated in a line of their own.
 *
 * Why: the layer with the lists is kept, and months later packages are installed from lists that name files which are gone.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update
 * RUN apt-get install -y --no-install-recommends curl
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y --no-install-recommends curl
 * ```
 *
 * Mend: update and install in one `RUN`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/update-alone -- reason`
 */

import { operandsOf, optionsOf, textOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck, type RunCommand } from "./reading/dockerfile-check.ts";
import { installationOf, managers } from "./reading/packages.ts";

const updates = new Set(["update", "refresh", "ref", "makecache", "check-update"]);

export default dockerfileCheck(({ stages, commands }) =>
  stages.flatMap((stage) => {
    const here = commands.filter(({ script }) => script.stage === stage);
    // Updates of earlier lines that nothing in their own line made use of, by manager.
    const waiting = new Map<string, RunCommand>();
    return here.flatMap((each) => {
      if (!Object.hasOwn(managers, each.name)) return [];
      const updated = waiting.get(each.name);
      if (isUpdate(each)) {
        waiting.set(each.name, each);
        return [];
      }
      if (!installationOf(each)) return [];
      const isAlone = updated !== undefined && updated.script !== each.script;
      if (
        !isAlone ||
        here.some((other) => isUpdate(other) && other.name === each.name && other.script === each.script)
      ) {
        waiting.delete(each.name);
        return [];
      }
      const options = optionsOf(each);
      if (options.has("update-cache") || (each.name === "apk" && (options.has("U") || options.has("update"))))
        return [];
      const says = `The lists that \`${each.name}\` installs from were updated in an earlier layer, which is kept and grows old.`;
      return [
        { place: each.script.instruction.range, says, mend: "Update and install in one `RUN`, with `&&` between." },
      ];
    });
  }),
);

function isUpdate(each: RunCommand): boolean {
  return Object.hasOwn(managers, each.name) && updates.has(textOf(operandsOf(each)[0]) ?? "");
}
