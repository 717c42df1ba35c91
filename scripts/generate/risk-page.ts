/** Writes `docs/rules/risk.md`: the factors, the table that makes a level of them, and what the presets ask for at each level. */

import { factors } from "../../checks/context/risk/factors.ts";
import type { RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import { meets } from "../../core/condition.ts";
import { conditionWords } from "../../core/condition-words.ts";
import { defaultRisk, riskLevels, riskTitles, type RiskAssessment, type RiskLevel } from "../../core/risk.ts";
import { generatedNotice } from "./notice.ts";
import type { DescribedPresets } from "./presets.ts";

export function riskPage(presets: DescribedPresets): string {
  const asking = [...presets].filter(([, { rules }]) => rules.some(({ when }) => when !== undefined));
  const sections = [
    `<!-- ${generatedNotice} -->`,
    "# risk",
    "How risky a change is, and what that asks for.",
    picture,
    "There is no score. A change has factors, each with the lines that show it; a table, which belongs to the owner of the repository, says what each comes to; the highest counts. What cannot be known (a variable, a template, a file that does not parse) is no factor, and the report says that it was not looked at.",
    "## Factors",
    factorTable(),
    "## Together",
    "Factors that are found together come to more than each alone:",
    combinationTable(),
    "## What is asked for",
    ...asking.flatMap(([name, { rules }]) => [`\`extends: [recommended, ${name}]\``, needTable(rules)]),
    "What is not asked for is told with its reason: “Design document not asked for (risk **medium**: network rule, `sg.tf:14`)”.",
    "## How to change the table",
    "In `.github/plumbline.yml`; whatever is left out stays as above, `off` leaves a factor out:",
    example,
    "A rule of any kind may say `when:`; its keys are in [the manual](../context.md#when-a-rule-is-asked).",
  ];
  return `${sections.join("\n\n")}\n`;
}

const picture = `\`\`\`text
 what the change touches        the owner's table            what is asked for (context-strict)

 network rule   sg.tf:14   ──►  medium ─┐
                                        ├─ together: high ──► description, ticket, design document, change plan
 production     prod/      ──►  medium ─┘

 access rights  iam.tf:3   ──►  medium ─────────────────────► description, ticket

 no tests touched          ──►  low ────────────────────────► nothing that blocks
\`\`\``;

const example = `\`\`\`yaml
extends: [recommended, context-strict]
risk:
  environments:
    production: { paths: ["live/**"], words: [prod] }
  freezes:
    - { from: 2026-12-18, to: 2027-01-04, why: End of the year, paths: ["shop/**"] }
  manyResources: 40
  sharedBy: 5
  tests: ["test/**"]
  levels: { rules-changed: high, no-tests: off }
  combinations:
    - { factors: [production, network], level: high }
\`\`\``;

function factorTable(): string {
  const rows = factors.map(({ name, looksFor, why }) =>
    row([`\`${name}\``, riskTitles[name], defaultRisk.levels[name], looksFor, why]),
  );
  return [
    row(["factor", "in a report", "comes to", "what is looked for", "why"]),
    row(Array(5).fill("---")),
    ...rows,
  ].join("\n");
}

function combinationTable(): string {
  const rows = defaultRisk.combinations.map((each) =>
    row([each.factors.map((name) => riskTitles[name]).join(" and "), each.level]),
  );
  return [row(["factors", "come to"]), row(["---", "---"]), ...rows].join("\n");
}

function needTable(rules: readonly RuleEntry[]): string {
  const rows = rules.map((rule) => {
    const words = rule.when ? conditionWords(rule.when) : "";
    return row([rule.title ?? rule.name, ...riskLevels.map((level) => needAt(rule, level)), words || "always"]);
  });
  return [row(["need", ...riskLevels, "asked when"]), row(Array(5).fill("---")), ...rows].join("\n");
}

/** What a change of this risk, and of nothing else that conditions ask about, is asked for. */
function needAt({ when, severity = "warning" }: RuleEntry, level: RiskLevel): string {
  const subject = { differential: nothing, paths: [], risk: assessed(level) };
  const isAsked = when === undefined || meets(when, subject).holds;
  return isAsked && severity !== "off" ? severity : "–";
}

function assessed(level: RiskLevel): RiskAssessment {
  return {
    level,
    factors: [],
    combinations: [],
    change: { kinds: [], resources: [], environments: [] },
    unknown: [],
  };
}

const emptyTree = { list: async () => [], read: async () => new Map() };
const nothing = { repository: "", base: emptyTree, head: emptyTree, files: [], commits: [] };

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
