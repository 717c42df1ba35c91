/** Writes `docs/rules/`: a page per check from its opening comment and its rule in `recommended`, and an index. */

import type { RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import { documentKinds, type DocumentKind } from "../../core/document.ts";
import type { DescribedCheck, OptionsSchema, PropertySchema } from "./checks.ts";
import type { ManualExample } from "./manual.ts";
import { generatedNotice } from "./notice.ts";
import { otherNames } from "./other-names.ts";

export function rulePages(
  checks: readonly DescribedCheck[],
  recommended: readonly RuleEntry[],
): ReadonlyMap<string, string> {
  const rules = new Map(recommended.map((rule) => [rule.name, rule]));
  const pages = checks.map((check) => [pagePath(check), page(check, rules.get(check.entry.name))] as const);
  return new Map([...pages, ["docs/rules/README.md", index(checks, rules)]]);
}

function pagePath({ entry }: DescribedCheck): string {
  return `docs/rules/${entry.name}.md`;
}

function page(check: DescribedCheck, rule: RuleEntry | undefined): string {
  const { entry, manual, options } = check;
  const sections = [
    `<!-- ${generatedNotice} -->`,
    `# ${entry.name}`,
    manual.summary,
    facts(check, rule),
    `## Why`,
    paragraph(manual.why),
    ...(manual.notes.length > 0 ? ["## Notes", ...manual.notes] : []),
    ...manual.examples.flatMap(exampleSection),
    `## How to mend it`,
    paragraph(manual.mend),
    `## How to waive it`,
    paragraph(manual.waive),
    `## How to tune it`,
    ...(options ? [optionsTable(options)] : ["It takes no options."]),
    tuning(check, rule),
  ];
  return `${sections.join("\n\n")}\n`;
}

function facts({ entry }: DescribedCheck, rule: RuleEntry | undefined): string {
  const reads = entry.scope === "differential" ? "the request, its commits and its list of files" : documents(entry);
  const names = otherNames(entry.name);
  return [
    rule
      ? `- In \`recommended\`: **${rule.severity ?? "warning"}**, shown as “${rule.title ?? entry.name}”`
      : "- Not in `recommended`",
    ...(rule?.why === undefined ? [] : [`- A report says why: ${rule.why}`]),
    `- Looks at: ${reads}`,
    ...(names.length === 0 ? [] : [`- Elsewhere: ${names.join("; ")}`]),
    `- Fix: ${entry.fixable ? "`plumbline fix` mends what is safe to mend" : "by hand"}`,
    ...(rule?.waivable === false ? ["- A comment in a reviewed file does not silence it"] : []),
  ].join("\n");
}

function documents({ languages, kinds, scope }: DescribedCheck["entry"]): string {
  if (scope === "tree") return "the tree at head, and at base to say what is new";
  const named = languages
    ?.filter((language) => language !== "text")
    .map((language) => languageNames[language] ?? language);
  const read = !named || languages?.includes("text") ? "every text file" : named.join(", ");
  return kinds ? `${read}: ${kindWords(kinds)}` : read;
}

/** Whichever list is shorter: the kinds it reads, or those it leaves alone. */
function kindWords(kinds: readonly DocumentKind[]): string {
  const others = documentKinds.filter((kind) => !kinds.includes(kind));
  return others.length < kinds.length ? `every kind but ${others.join(", ")}` : kinds.join(", ");
}

const languageNames: Readonly<Record<string, string>> = {
  yaml: "YAML",
  json: "JSON",
  jsonc: "JSON with comments",
  hcl: "HCL",
  markdown: "Markdown",
};

function exampleSection({ verdict, path, language, shown }: ManualExample): readonly string[] {
  const fence = "`".repeat(Math.max(3, ...[...shown.matchAll(/`+/gu)].map(([marks]) => marks.length + 1)));
  const title = verdict === "bad" ? "Gives a finding" : "Is fine";
  const heading = path === undefined ? `## ${title}` : `## ${title}: \`${path}\``;
  return [heading, `${fence}${language}\n${shown}\n${fence}`];
}

function optionsTable({ properties }: OptionsSchema): string {
  const rows = Object.entries(properties).map(([name, property]) => {
    const cells = [
      `\`${name}\``,
      valueWords(property),
      `\`${JSON.stringify(property.default)}\``,
      property.description ?? "",
    ];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/gu, " ")).join(" | ")} |`;
  });
  return ["| Option | Value | Default | Meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function valueWords(property: PropertySchema): string {
  const allowed = property.enum ?? alternatives(property);
  if (allowed) return allowed.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  if (property.type === "array") return `list of ${property.items ? valueWords(property.items) : "values"}`;
  return property.type ?? "any";
}

function alternatives(property: PropertySchema): readonly unknown[] | undefined {
  const values = property.anyOf?.map((each) => each.const);
  return values?.every((value) => value !== undefined) ? values : undefined;
}

function tuning({ entry }: DescribedCheck, rule: RuleEntry | undefined): string {
  const severity = rule?.severity === "failure" ? "warning" : "failure";
  return `In \`.github/plumbline.yml\`:\n\n\`\`\`yaml\nrules:\n  ${entry.name}: ${severity}\n\`\`\``;
}

function index(checks: readonly DescribedCheck[], rules: ReadonlyMap<string, RuleEntry>): string {
  const familyOf = ({ entry }: DescribedCheck): string => entry.name.split("/")[0] ?? "";
  const tables = [...new Set(checks.map(familyOf))].map((family) => {
    const rows = checks
      .filter((check) => familyOf(check) === family)
      .map(({ entry }) => {
        const severity = rules.get(entry.name)?.severity ?? "–";
        return `| [${entry.name}](${entry.name}.md) | ${severity} | ${entry.fixable ? "yes" : ""} | ${entry.summary.replaceAll("|", "\\|")} |`;
      });
    return [
      `## ${family}`,
      ["| Rule | In `recommended` | Fix | What it finds |", "|---|---|---|---|", ...rows].join("\n"),
    ];
  });
  const introduction =
    "Every rule by its name. `failure` blocks the merge, `warning` and `notice` do not, `off` waits to be asked for.";
  return `${[`<!-- ${generatedNotice} -->`, "# Rules", introduction, ...tables.flat()].join("\n\n")}\n`;
}

/** What stands behind a label, as a paragraph of its own. */
function paragraph(text: string): string {
  const capitalised = text.charAt(0).toUpperCase() + text.slice(1);
  return /[\p{L}\d)]$/u.test(capitalised) ? `${capitalised}.` : capitalised;
}
