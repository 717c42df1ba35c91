/**
 * `~` between quotes.
 *
 * Why: quotes make it a character like any other, so that the path is one that begins with a tilde.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * cp deploy.key "~/.ssh/deploy.key"
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * cp deploy.key "$HOME/.ssh/deploy.key"
 * ```
 *
 * Mend: use `$HOME`.
 *
 * Waive: `# plumbline-disable-next-line style/shell/quoted-tilde -- reason`
 */

import { invocationOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

/** For these the text is only a text. */
const texts = new Set(["echo", "printf", "grep", "sed", "awk", "log", "ssh", "bash", "sh", "eval", "git"]);

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const { name, arguments: words } = invocationOf(command);
    if (texts.has(name)) return [];
    const values = command.assignments.flatMap(({ value }) => (value ? [value] : []));
    return [...words, ...values].flatMap(({ parts: [part], range }) => {
      const first = part?.type === "ShellString" ? part.parts[0] : undefined;
      if (first?.type !== "ShellLiteral" || !/^~\/\S*$/u.test(first.value)) return [];
      const says = `Between quotes \`~\` is a character, not the home folder: ${shown(textAt(range))} is a path of that name.`;
      return [{ place: range, says, mend: "Write `$HOME`." }];
    });
  }),
);
