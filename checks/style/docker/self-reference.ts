/**
 * Variables that are used in the very `ENV` that sets them.
 *
 * Why: the whole line is read with the values from before it, so that what comes out is empty or old.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * ENV APP_HOME=/srv/api APP_LOG=$APP_HOME/log
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * ENV APP_HOME=/srv/api
 * ENV APP_LOG=$APP_HOME/log
 * ```
 *
 * Mend: set it in an `ENV` of its own above.
 *
 * Waive: `# plumbline-disable-next-line style/docker/self-reference -- reason`
 */

import { pairOf } from "../../../languages/dockerfile/variables.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ instructions, parent }) => {
    // Images bring these.
    const before = new Set(["PATH", "HOME", "LD_LIBRARY_PATH", "PYTHONPATH", "JAVA_HOME", "GOPATH"]);
    return instructions.flatMap((each) => {
      const { keyword, words } = each.trigger ?? each;
      if (keyword !== "ENV" && keyword !== "ARG") return [];
      const pairs = words.map(({ value, range }) => ({ ...pairOf(value), range }));
      const names = pairs.map(({ name }) => name);
      const isOld = keyword === "ENV" && !(words[0]?.value ?? "").includes("=");
      const remarks =
        keyword === "ARG" || isOld || parent !== undefined
          ? []
          : pairs.flatMap(({ name: own, value = "", range }) => {
              const used = namesUsed(value).find((name) => name !== own && names.includes(name) && !before.has(name));
              if (used === undefined) return [];
              const says = `\`$${used}\` is set by this same \`ENV\`, whose values count only from the next line on: \`${own}\` does not get it.`;
              return [{ place: range, says, mend: `Set \`${used}\` in an \`ENV\` above.` }];
            });
      for (const name of isOld ? names.slice(0, 1) : names) before.add(name);
      return remarks;
    });
  }),
);

/** With a default behind it a variable may be missing. */
function namesUsed(value: string): readonly string[] {
  return [...value.matchAll(/(?<!\\)\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/gu)].map(
    ([, plain, braced]) => plain ?? braced ?? "",
  );
}
