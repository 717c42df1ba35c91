/** The quieter parts of a check run's summary: context, waivers, what was not checked, the rules, the footer. */

import type { Report } from "../core/report.ts";
import { clip } from "./bytes.ts";
import type { CheckRunOptions, Recheck } from "./check-run.ts";
import { contextItems } from "./context.ts";
import type { ContextItem } from "./context.ts";
import { allWaived, exemptionsOf, idleFormatters, uncheckedThings } from "./findings.ts";
import { codeSpan, link, sentence } from "./markdown.ts";
import { permalink } from "./permalink.ts";
import { reasonInside, riskRows, unknownRisk } from "./risk.ts";
import { filesReviewed, olderFindings, plural, seconds } from "./wording.ts";
import { newRuleSetLink } from "./new-rule-set.ts";

/** One box each: GitHub draws a box only at the start of a list item. A binding one that is missing is explained above. */
export function contextLines(report: Report): readonly string[] {
  return contextItems(report).map(contextLine);
}

function contextLine({ title, state, detail, advice, because, binding }: ContextItem): string {
  const name = sentence(title);
  const asked = because === undefined ? undefined : askedHere(because);
  const said = [detail && sentenceOf(detail), asked, advice && sentence(advice)].filter((part) => part).join(" ");
  if (state === "given") return `- [x] ${name}${said === "" ? "" : `: ${said}`}`;
  if (state === "missing" && binding) return `- [ ] ${name}: see above`;
  if (state === "missing") return `- [ ] ${name} (does not block)${said === "" ? "" : `: ${said}`}`;
  const reason = said === "" ? "" : ` (${said})`;
  return state === "unknown" ? `- ${name} could not be checked${reason}` : `- ${name} not asked for${reason}`;
}

/** "Asked for here: risk **high** (loss of data, `db.tf:3`)." */
export function askedHere(because: string): string {
  return `Asked for here: ${sentenceOf(reasonInside(because))}.`;
}

/** With the level of a risk in bold, as it is what a reader looks for. */
function sentenceOf(words: string): string {
  return sentence(words).replace(/^risk (is )?(low|medium|high)(?=[:,]| \(|$)/u, "risk $1**$2**");
}

export function riskLines(report: Report, options: CheckRunOptions): readonly string[] {
  const rows = riskRows(report).map(({ title, level, path, line, words }) => {
    const where = path === undefined ? "" : ` ${placeLink(report, options, path, line)}`;
    return `- **${sentence(title)}** (${level})${where}: ${sentence(words)}`;
  });
  const unknown = unknownRisk(report);
  return unknown.length === 0 || rows.length === 0
    ? rows
    : [...rows, `- Not looked at: ${sentence(unknown.join("; "))}`];
}

function placeLink(report: Report, options: CheckRunOptions, path: string, line: number | undefined): string {
  const label = codeSpan(line === undefined ? clip(path, nameBudget) : `${clip(path, nameBudget)}:${line}`);
  const lines = line === undefined ? undefined : { first: line, last: line };
  const isGone = report.files.some((file) => file.path === path && file.status === "removed");
  const url = isGone ? undefined : permalink(report, options.serverUrl ?? "https://github.com", path, lines);
  return url === undefined ? label : link(label, url);
}

/** Comments that silence a rule, and labels that let the whole change off. */
export function waiverLines(report: Report, options: CheckRunOptions): readonly string[] {
  const labels = exemptionsOf(report).map(
    ({ titles, label, reason }) =>
      `- label ${codeSpan(label)}: ${titles.map(sentence).join(", ")} (${codeSpan(clip(reason, 500))})`,
  );
  return [...addedWaiverLines(report, options), ...labels];
}

function addedWaiverLines(report: Report, options: CheckRunOptions): readonly string[] {
  return report.addedWaivers.map(({ path, line, rules, reason, date }) => {
    const label = codeSpan(`${path}:${line}`);
    const url = permalink(report, options.serverUrl ?? "https://github.com", path, { first: line, last: line });
    const names = rules.length === 0 ? "names no rule" : rules.map(codeSpan).join(", ");
    const until = date === undefined ? "" : `, until ${date}`;
    const because = `${reason === undefined ? "no reason given" : sentence(reason)}${until}`;
    return `- ${url === undefined ? label : link(label, url)}: ${names} (${because})`;
  });
}

export function uncheckedLines(report: Report): readonly string[] {
  const gaps = uncheckedThings(report).map(({ rules, reason, paths }) => {
    const more = paths.length > 3 ? ` and ${plural(paths.length - 3, "more file")}` : "";
    const files = paths.length === 0 ? "" : ` ${paths.slice(0, 3).map(codeSpan).join(", ")}${more}`;
    const titles = [...new Set(rules.map(({ title }) => title))].map((title) => `**${sentence(title)}**`);
    const by = [...titles.slice(0, 3), ...(titles.length > 3 ? [`${titles.length - 3} more`] : [])].join(", ");
    const where = `${by}${files}`.trim();
    return where === "" ? `- ${sentence(reason)}` : `- ${where}: ${sentence(reason)}`;
  });
  return [
    ...gaps,
    ...idleFormatters(report).map(({ rule, reason }) => `- **${sentence(rule.title)}**: ${sentence(reason)}`),
  ];
}

export function aboutLines(report: Report, { notes = [] }: CheckRunOptions): readonly string[] {
  return [...report.ruleSet.notes.map((note) => `- ${sentence(note)}`), ...notes.map((note) => `- ${note}`)];
}

export function footer(
  report: Report,
  { shown, total }: { readonly shown: number; readonly total: number },
  options: CheckRunOptions,
): string {
  const older = olderFindings(report);
  const waived = allWaived(report).length;
  const ownRules = newRuleSetLink(report, options);
  const parts = [
    filesReviewed(report),
    ...recognisedPart(report),
    ...(shown < total ? [`${shown} of ${plural(total, "annotation")} shown`] : []),
    ...(older > 0 ? [`${plural(older, "older finding")} hidden`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    `run it yourself: ${codeSpan(`plumbline review --base origin/${options.baseBranch ?? "main"}`)}`,
    `rules: ${codeSpan(report.ruleSet.origin)}`,
    `Plumbline ${sentence(options.version)}`,
    seconds(report.milliseconds),
    "to ask again, comment `/recheck`; more: `/plumbline help`",
    ...(options.rechecks ?? []).slice(-5).map(recheckPart),
    ...(ownRules === undefined ? [] : [ownRules]),
  ];
  return `<details><summary>How this was reviewed</summary>\n\n${parts.join(" · ")}\n\n</details>`;
}

const kindsShown = 5;

/** Which rules were asked hangs on what the files were taken for. */
function recognisedPart({ files }: Report): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind = "plain" } of files) if (kind !== "plain") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const most = [...counts].sort(([, one], [, other]) => other - one);
  if (most.length === 0) return [];
  const names = most.slice(0, kindsShown).map(([kind, count]) => `${count} ${kind}`);
  const more = most.length - names.length;
  return [`recognised: ${names.join(", ")}${more > 0 ? ` and ${plural(more, "more kind")}` : ""}`];
}

/** Whoever asks chooses these words: the footer has its room whatever they are. */
const rulesShown = 5;
const nameBudget = 100;

function recheckPart({ by, rules, changed }: Recheck): string {
  const names = rules.slice(0, rulesShown).map((rule) => codeSpan(clip(rule, nameBudget)));
  const more = rules.length > rulesShown ? ` and ${rules.length - rulesShown} more` : "";
  const what = rules.length === 0 ? "" : ` of ${names.join(", ")}${more}`;
  return `${codeSpan(by)} asked for a recheck${what}: ${changed ? "the result changed" : "nothing changed"}`;
}
