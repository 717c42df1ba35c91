/**
 * Comments in the middle of a command.
 *
 * Why: the comment ends the command, and the lines below it run as a command of their own.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * kubectl apply \
 *   --filename deploy.yaml \
 *   # --dry-run=server \
 *   --namespace shop
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * # --dry-run=server shows what would change
 * kubectl apply \
 *   --filename deploy.yaml \
 *   --namespace shop
 * ```
 *
 * Mend: move the comment above the command.
 *
 * Waive: `# plumbline-disable-next-line style/shell/comment-in-command -- reason`
 */

import { shellCheck } from "./reading/shell-check.ts";

/** Characters around a comment that are looked at. */
const around = 200;

export default shellCheck(({ tree, textAt }, { language }) => {
  // Docker takes such comments out before the shell sees them.
  if (language === "dockerfile") return [];
  const [start, end] = tree.range;
  return tree.comments.flatMap(({ range, text }, index) => {
    const above = textAt([Math.max(start, range[0] - around), range[0]]);
    const joined = /\\\r?\n[ \t]*$/u.exec(above)?.[0];
    // A backslash that ends another comment joins nothing.
    const commentAbove = tree.comments[index - 1]?.range[1] ?? -1;
    if (joined === undefined || commentAbove > range[0] - joined.length) return [];
    const below = textAt([range[1], Math.min(end, range[1] + around)]);
    // Where nothing follows, the comment only stands at an odd place.
    const goesOn = /^\r?\n[ \t]*(?:--?\w|\||&&|[<>])/u.test(below);
    if (!goesOn && !(text.endsWith("\\") && /^\r?\n[ \t]*\S/u.test(below))) return [];
    const says = "This comment ends the command above it, and the next line runs as a command of its own.";
    return [{ place: range, says, mend: "Move it above the command." }];
  });
});
