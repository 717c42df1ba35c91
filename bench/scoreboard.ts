/** `npm run scoreboard`: measures the rules on the ground-truth packs, where that folder is, and writes docs/scoreboard.md. */

import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { catalogue } from "../checks/generated/catalogue.ts";
import { packageRoot } from "../engine/package-root.ts";
import { builtInPresets } from "../engine/rule-set/built-in.ts";
import { fixEquality } from "./fix-equality.ts";
import { markdownTable } from "./measure.ts";
import { scorePlatform } from "./platform-packs.ts";
import { scoreboardRules } from "./scoreboard-rules.ts";
import { plumblineCheck, runScorer, type CorporaMap, type PackScore } from "./scorer.ts";
import { trustedShare } from "./trusted-share.ts";

/** Packs that name rules of several languages alike, and the languages of theirs that have rules of ours. */
const mixedPacks = ["checkov", "trivy"];
const platforms = ["terraform", "kubernetes", "dockerfile"];

const root = packageRoot();
const { values } = parseArgs({
  options: { corpora: { type: "string" }, pack: { type: "string" }, details: { type: "string" } },
});
const map = join(root, "bench/corpora-map.json");
const corpora = resolve(values.corpora ?? join(root, "../shared/corpora"));

if (!existsSync(join(corpora, "score.mjs"))) {
  console.log(`Nothing to measure: the ground-truth packs are not in ${corpora}. Name their folder with --corpora.`);
} else {
  const presets = await builtInPresets();
  const rules = scoreboardRules(catalogue.values(), presets.get("recommended")?.rules ?? []);
  await writeFile(join(root, "bench/scoreboard.yml"), rules);
  const everyRule = ["--rules", join(root, "bench/scoreboard.yml")];
  const asked = { corpora, map, packs: values.pack };
  const every = await runScorer({ ...asked, options: everyRule, details: values.details });
  const recommended = await runScorer({ ...asked, options: [] });
  const text = `${scoreboard(every, recommended)}${await platformSection(everyRule)}${await fixesSection(everyRule)}${await comparisonSection(everyRule)}`;
  console.log(text);
  if (values.pack === undefined) await writeFile(join(root, "docs/scoreboard.md"), text);
}

async function platformSection(options: readonly string[]): Promise<string> {
  const packs = mixedPacks.filter(isAsked);
  if (packs.length === 0) return "";
  const rows: string[][] = [];
  for (const platform of platforms) {
    for (const score of await scorePlatform(platform, packs, { corpora, map, options })) {
      const { pack, cases, precision, recall } = score;
      if (score.tp + score.fp > 0) {
        rows.push([platform, pack, String(cases), hits(score), percent(precision), percent(recall)]);
      }
    }
  }
  const table = markdownTable({
    title: "One language alone",
    head: ["language", "pack", "cases", "every rule on: found / missed / wrong", "precision", "recall"],
    rows,
    remark: "These packs use one name for a rule of several languages; here only their cases of the language count.",
  });
  return `\n${table}\n`;
}

async function fixesSection(options: readonly string[]): Promise<string> {
  if (!isAsked("tflint")) return "";
  const { tflint = {} } = JSON.parse(await readFile(map, "utf8")) as CorporaMap;
  const command = plumblineCheck([...options, "--format", "json"]);
  const { wanted, equal, different } = await fixEquality(join(corpora, "dev/tflint.jsonl"), tflint, command);
  const others = different.length === 0 ? "" : ` Different: ${different.map((id) => `\`${id}\``).join(", ")}.`;
  return `
## Fixes

tflint: ${equal} of ${wanted} fixed texts come out equal when each fix of the case's rule is applied once.${others}
`;
}

async function comparisonSection(options: readonly string[]): Promise<string> {
  if (!isAsked("tool-compare")) return "";
  const share = await trustedShare("tool-compare", "kics-terraform", { corpora, map, options });
  const percentage = Math.round((1000 * share.found) / share.cases) / 10;
  return `
## Caught of tool-compare

${share.found} of ${share.cases} cases (${percent(percentage)}), counting only rules without one wrong finding in kics-terraform, which is stricter than
a precision of 0.95 there. Left out by that: ${share.leftOut.length === 0 ? "none" : share.leftOut.join(", ")}. Aim: more than 69 %.
`;
}

function isAsked(pack: string): boolean {
  return values.pack === undefined || values.pack.split(",").includes(pack);
}

function scoreboard(every: readonly PackScore[], recommended: readonly PackScore[]): string {
  const byPack = new Map(recommended.map((pack) => [pack.pack, pack]));
  const measured = every.filter(({ rulesMapped, tp, fp }) => rulesMapped > 0 && tp + fp > 0);
  const found = markdownTable({
    title: "Packs with rules of ours",
    head: [
      "pack",
      "cases",
      "rules mapped",
      "every rule on: found / missed / wrong",
      "precision",
      "recall",
      "exact line",
      "recommended: found / missed / wrong",
    ],
    rows: measured.map((pack) => {
      const ours = byPack.get(pack.pack);
      return [
        pack.pack,
        String(pack.cases),
        `${pack.rulesMapped} of ${pack.rules}`,
        hits(pack),
        percent(pack.precision),
        percent(pack.recall),
        percent(pack.lineExact),
        ours === undefined ? "" : hits(ours),
      ];
    }),
    remark:
      "Found: a finding of ours at the place, or within three lines of it. Missed: none there. Wrong: one where the pack says that there is nothing. Differences on purpose: [corpora-notes.md](../bench/corpora-notes.md).",
  });
  const quiet = markdownTable({
    title: "Silence on clean cases",
    head: ["pack", "clean cases", "silent, every rule on", "silent, recommended", "crashed"],
    rows: every
      .filter(({ detect }) => detect.cleanCases > 0)
      .map((pack) => [
        pack.pack,
        String(pack.detect.cleanCases),
        String(pack.detect.silentClean),
        String(byPack.get(pack.pack)?.detect.silentClean ?? ""),
        String(pack.crashedCases + (byPack.get(pack.pack)?.crashedCases ?? 0)),
      ]),
    remark:
      "A clean case is one where the source project expects no finding; silent means that no failure and no warning of ours came. Taste, which `recommended` leaves off, speaks as a notice.",
  });
  return `# Scoreboard

Written by \`npm run scoreboard\`: Plumbline on the test data of well-known checkers, with the findings that their own projects
expect. Only rules with a counterpart of ours are counted; languages without rules of ours are measured by their silence alone.

${found}

${quiet}
`;
}

function hits({ tp, fn, fp }: PackScore): string {
  return `${tp} / ${fn} / ${fp}`;
}

function percent(value: number | null): string {
  return value === null ? "" : `${value} %`;
}
