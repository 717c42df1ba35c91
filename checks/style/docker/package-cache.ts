/**
 * Caches of package managers that stay in the image.
 *
 * Why: they make every layer larger, and what a later line deletes is still in the earlier layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y --no-install-recommends nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y --no-install-recommends nginx && rm -rf /var/lib/apt/lists/*
 * ```
 *
 * Mend: delete them in the same `RUN`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/package-cache -- reason`
 */

import { optionsOf, sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck, type DockerfileView, isThrownAway, type RunCommand } from "./reading/dockerfile-check.ts";
import { installationOf, unwrapped } from "./reading/packages.ts";

interface Cache {
  /** Whether a script leaves nothing behind. */
  readonly isCleaned: (script: string, each: RunCommand, view: DockerfileView) => boolean;
  readonly mend: string;
}

const red = (name: string): Cache => ({
  isCleaned: (script) =>
    new RegExp(
      `(?:yum|dnf|microdnf|tdnf)[^;&|]{0,80}\\bclean\\s+all|rm\\s[^;&|]{0,200}/var/cache/(?:yum|dnf)`,
      "u",
    ).test(script),
  mend: `Append \`&& ${name} clean all\`, or mount a cache.`,
});
const apt: Cache = {
  isCleaned: (script) =>
    /rm\s[^;&|]*\/var\/lib\/apt(?:\/lists)?|apt(?:-get)?\s+(?:-\S+\s+){0,5}(?:dist)?clean/u.test(script),
  mend: "Append `&& rm -rf /var/lib/apt/lists/*`, or mount a cache.",
};
const pip: Cache = {
  isCleaned: (script, each, { instructions }) =>
    optionsOf({ arguments: unwrapped(each).words }).has("no-cache-dir") ||
    /PIP_NO_CACHE_DIR|rm\s[^;&|]*\.cache|pip\d?\s+cache\s+purge/u.test(script) ||
    instructions.some(
      ({ keyword, bodyText }) => (keyword === "ENV" || keyword === "ARG") && bodyText.includes("PIP_NO_CACHE_DIR"),
    ),
  mend: "Add `--no-cache-dir`.",
};

const caches: Readonly<Record<string, Cache>> = {
  "apt-get": apt,
  apt,
  yum: red("yum"),
  dnf: red("dnf"),
  microdnf: red("microdnf"),
  zypper: {
    isCleaned: (script) => /zypper[^;&|]{0,80}\s(?:clean|cc)\b|rm\s[^;&|]*\/var\/cache\/zypp/u.test(script),
    mend: "Append `&& zypper clean`.",
  },
  apk: {
    isCleaned: (script, each) =>
      optionsOf(each).has("no-cache") || /rm\s[^;&|]*\/var\/cache\/apk|\/etc\/apk\/cache/u.test(script),
    mend: "Add `--no-cache`.",
  },
  pip,
  pip2: pip,
  pip3: pip,
};

export default dockerfileCheck((view) =>
  view.commands.flatMap((each) => {
    const { name } = unwrapped(each);
    const cache = Object.hasOwn(caches, name) ? caches[name] : undefined;
    const { instruction, stage } = each.script;
    if (!cache || !installationOf(each) || isThrownAway(stage, view)) return [];
    if (instruction.flags.some((flag) => flag.name === "mount" && flag.value?.includes("type=cache") === true))
      return [];
    const script = view.document.text.slice(instruction.range[0], each.script.tree.range[1]).replace(/["',]/gu, " ");
    if (each.arguments.some((word) => sketchOf(word).startsWith("\0")) || cache.isCleaned(script, each, view))
      return [];
    const says = `What \`${name}\` keeps for the next installation stays in the image.`;
    return [{ place: each.command.range, says, mend: cache.mend }];
  }),
);
