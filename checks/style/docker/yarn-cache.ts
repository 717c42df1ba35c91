/**
 * Caches of Yarn that stay in the image.
 *
 * Why: it makes every layer larger, and what a later line deletes is still in the earlier layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM node:22.11.0
 * RUN yarn install --frozen-lockfile
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM node:22.11.0
 * RUN yarn install --frozen-lockfile && yarn cache clean
 * ```
 *
 * Mend: append `&& yarn cache clean`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/yarn-cache -- reason`
 */

import { textOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck, isThrownAway, type RunCommand } from "./reading/dockerfile-check.ts";
import { unwrapped } from "./reading/packages.ts";

export default dockerfileCheck((view) => {
  const told = new Set<RunCommand["script"]>();
  return view.commands.flatMap((each) => {
    const { name, words } = unwrapped(each);
    const { instruction, stage } = each.script;
    const verb = textOf(words.find((word) => textOf(word)?.startsWith("-") === false));
    if (name !== "yarn" || (verb !== "install" && verb !== "add") || told.has(each.script)) return [];
    const end = Math.max(instruction.range[1], each.script.tree.range[1]);
    const script = view.document.text.slice(instruction.range[0], end);
    const isCleaned = /type=cache|yarn\s+cache\s+clean|--cache-folder|rm\s[^;&|]*(?:\.cache|cache\/yarn)/u.test(script);
    if (isThrownAway(stage, view) || isCleaned) return [];
    told.add(each.script);
    const says = "What Yarn keeps for the next installation stays in the image.";
    return [{ place: each.command.range, says, mend: "Append `&& yarn cache clean`, or mount a cache." }];
  });
});
