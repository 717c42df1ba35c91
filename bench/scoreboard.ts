/** `npm run scoreboard`: measures the rules on the ground-truth packs, where that folder is, and writes docs/scoreboard.md. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { catalogue } from "../checks/generated/catalogue.ts";
import { packageRoot } from "../engine/package-root.ts";
import { builtInPresets } from "../engine/rule-set/built-in.ts";
import { markdownTable } from "./measure.ts";
import { scoreboardRules } from "./scoreboard-rules.ts";

/** What the scorer says of one pack; percentages are missing where there is nothing to count. */
interface PackScore {
  readonly pack: string;
  readonly cases: number;
  readonly crashedCases: number;
  readonly rules: number;
  readonly rulesMapped: number;
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly lineExact: number | null;
  readonly detect: { readonly cleanCases: number; readonly silentClean: number };
}

const root = packageRoot();
const { values } = parseArgs({
  options: { corpora: { type: "string" }, pack: { type: "string" }, details: { type: "string" } },
});
const corpora = resolve(values.corpora ?? join(root, "../shared/corpora"));

if (!existsSync(join(corpora, "score.mjs"))) {
  console.log(`Nothing to measure: the ground-truth packs are not in ${corpora}. Name their folder with --corpora.`);
} else {
  const presets = await builtInPresets();
  const rules = scoreboardRules(catalogue.values(), presets.get("recommended")?.rules ?? []);
  await writeFile(join(root, "bench/scoreboard.yml"), rules);
  const every = await score(["--rules", join(root, "bench/scoreboard.yml")]);
  const recommended = await score([]);
  const text = scoreboard(every, recommended);
  console.log(text);
  if (values.pack === undefined) await writeFile(join(root, "docs/scoreboard.md"), text);
}

async function score(options: readonly string[]): Promise<readonly PackScore[]> {
  const command = ["node", quoted(join(root, "bin/plumbline.js")), "check", ...options.map(quoted)];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(corpora, "score.mjs"),
      ...["--packs", join(corpora, "dev"), "--map", join(root, "bench/corpora-map.json"), "--json"],
      ...["--command", `${command.join(" ")} --format sarif {dir}`],
      ...(values.pack === undefined ? [] : ["--pack", values.pack]),
      ...(values.details === undefined ? [] : ["--details", values.details]),
    ],
    { maxBuffer: 256 * 1024 * 1024 },
  );
  // The scorer is a program of its own; its shape is described above.
  return (JSON.parse(stdout) as { readonly packs: readonly PackScore[] }).packs;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
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
