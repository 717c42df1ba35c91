/** The four rules about waivers themselves. Core alone sees which waivers were needed, so core alone reports them. */

import type { CheckEntry } from "./check.ts";

export const unusedWaiver = "waiver/unused";
export const unknownRuleWaiver = "waiver/unknown-rule";
export const expiredWaiver = "waiver/expired";
export const reasonlessWaiver = "waiver/without-reason";

/** A check that has no file under `checks/`: its entry and its manual page. */
export interface BuiltInCheck extends CheckEntry {
  /** Markdown, in the form of every check's opening comment. */
  readonly manual: string;
}

export const waiverChecks: readonly BuiltInCheck[] = [
  {
    name: unusedWaiver,
    scope: "file",
    summary: "Waivers that silence nothing.",
    fixable: false,
    gathers: false,
    manual: `Waivers that silence nothing.

Why: a waiver that outlives its finding hides the next one at the same place, and nobody remembers why it is there.

Bad (k8s/service.yaml):
\`\`\`yaml
# plumbline-disable-next-line style/yaml/duplicate-keys -- the second one wins on purpose
port: 80
\`\`\`

Good (k8s/service.yaml):
\`\`\`yaml
port: 80
\`\`\`

Mend: delete the comment, or move it to the line it is about.

Waive: it cannot be waived by another waiver; switch the rule off in \`.github/plumbline.yml\`.`,
  },
  {
    name: unknownRuleWaiver,
    scope: "file",
    summary: "Waivers that name a rule nobody knows.",
    fixable: false,
    gathers: false,
    manual: `Waivers that name a rule nobody knows.

Why: a misspelt name silences nothing, while its author believes the matter settled.

Bad (k8s/service.yaml):
\`\`\`yaml
# plumbline-disable-next-line style/yaml/duplicat-keys -- the second one wins on purpose
port: 80
\`\`\`

Good (k8s/service.yaml):
\`\`\`yaml
port: 80
\`\`\`

Mend: write the name as the finding shows it.

Waive: it cannot be waived by another waiver; switch the rule off in \`.github/plumbline.yml\`.`,
  },
  {
    name: reasonlessWaiver,
    scope: "file",
    summary: "Waivers without a reason.",
    fixable: false,
    gathers: false,
    manual: `Waivers without a reason.

Why: the next reader has to know whether the exception still holds, and its author may have left.

Bad (k8s/service.yaml):
\`\`\`yaml
port: 80
# plumbline-disable-next-line style/yaml/duplicate-keys
port: 81
\`\`\`

Good (k8s/service.yaml):
\`\`\`yaml
port: 80
# plumbline-disable-next-line style/yaml/duplicate-keys -- the old proxy reads the first, the new one the second
port: 81
\`\`\`

Mend: add \`-- reason\` at the comment's end.

Waive: it cannot be waived by another waiver; switch the rule off in \`.github/plumbline.yml\`.`,
  },
  {
    name: expiredWaiver,
    scope: "file",
    summary: "Waivers whose day is over.",
    fixable: false,
    gathers: false,
    manual: `Waivers whose day is over.

Why: whoever set the day meant the finding to be mended by then, and from then on it is reported again.

Bad (k8s/service.yaml):
\`\`\`yaml
port: 80
# plumbline-disable-next-line style/yaml/duplicate-keys -- the proxies are being replaced, until 2020-03-31
port: 81
\`\`\`

Good (k8s/service.yaml):
\`\`\`yaml
port: 80
# plumbline-disable-next-line style/yaml/duplicate-keys -- the proxies are being replaced, until 2999-03-31
port: 81
\`\`\`

Mend: mend the finding and delete the comment, or give a new day and the reason for it.

Waive: it cannot be waived by another waiver; switch the rule off in \`.github/plumbline.yml\`.`,
  },
];
