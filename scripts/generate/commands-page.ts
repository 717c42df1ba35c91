/** Writes `docs/commands.md`: what people can say to the App in a comment. */

import { commandTable } from "../../github/command-table.ts";
import { generatedNotice } from "./notice.ts";

export function commandsPage(): string {
  return `${[`<!-- ${generatedNotice} -->`, "# Commands", introduction, commandTable(), rest].join("\n\n")}\n`;
}

const introduction =
  "On a line of its own in a comment of a pull request, outside code and quotes. Eyes mean that it was seen, a rocket that it was done, a confused face that it was not understood, thumbs down that its giver may not; the check run says why. Comments are written by people only: Plumbline answers none with another.";

const rest = `## Waive

\`\`\`text
/plumbline waive 3f9c2ab1 the vendor ships it like this until 2026-12-01
/plumbline waive context/ticket a typo in a comment
\`\`\`

The id stands behind each finding in the check run and in the details of its annotation. A waiver is bound to the finding's
fingerprint: it holds when lines move and when more is pushed, and no longer than the pull request. With \`until\` it ends
after that day (UTC), and the finding stands again without anybody doing anything. A rule with \`waivable: false\` is never
silenced. Whoever wrote the pull request or one of its commits cannot waive a failure in it, unless the rule says:

\`\`\`yaml
rules:
  context/ticket: { severity: failure, selfWaive: true }
\`\`\`

What is to hold for longer than one pull request belongs into the file: [waivers in comments](configuration.md).

## Override

For the night on which nothing else helps. Whom the rule set names can let one commit pass, with everything that was found
in it still on display; the check run says who, why and until when. The next push is held to the rules again. Without this
key nobody can:

\`\`\`yaml
emergency:
  by: [grace, acme/on-call] # logins, and teams as organisation/team (needs the App's permission Members: read)
  hours: 6 # 24 where missing
\`\`\`

In a merge queue waivers and overrides hold for the group of their pull request.

## Audit

\`plumbline audit\` lists every waiver and override that the service was ever told of, with who, when, why and until when, and
the waivers that stand in the files of a checkout: see [the command line](cli.md).`;
