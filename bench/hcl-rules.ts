/** How long rules take on a Terraform file: thirty of them and all, warm and in a fresh process. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { catalogue } from "../checks/generated/catalogue.ts";
import { review } from "../core/review.ts";
import type { Rule, RuleSet } from "../core/rule-set.ts";
import { inspectDocument } from "../engine/inspect-document.ts";
import { packageRoot } from "../engine/package-root.ts";
import { builtInPresets } from "../engine/rule-set/built-in.ts";
import { ruleSetOf } from "../engine/rule-set/effective.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { addedFiles } from "./added-files.ts";
import { cpuMilliseconds, median, milliseconds, ms } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { scoreboardRules } from "./scoreboard-rules.ts";
import { terraformFile } from "./terraform-file.ts";

const files = 200;
const filesInFolder = 4;
const runs = 5;

export async function benchHclRules(): Promise<BenchTable> {
  const every = await everyTerraformRule();
  const single = ofOneFile(every);
  const rows: (readonly string[])[] = [];
  for (const [name, rules] of [
    ["30 rules about one file", single.slice(0, 30)],
    [`all ${single.length} rules about one file`, single],
  ] as const) {
    const parsed = await perFile(() => inspectAll(rules));
    rows.push([name, fine(parsed), fine(await reviewedPerFile(rules)), ms(await inFreshProcess(rules.length))]);
  }
  const whole = await reviewedPerFile(every);
  rows.push([
    `all ${every.length} rules, those about modules too`,
    "",
    fine(whole),
    ms(await inFreshProcess(every.length)),
  ]);
  return {
    title: `HCL: rules on ${files} Terraform files in ${files / filesInFolder} folders`,
    head: ["what", "parse and rules, a file", "whole review, a file", "one file, fresh process"],
    rows,
    remark: `Aim: parsing a file and 30 rules under 1 ms. A whole review goes from text to report in one thread with the modules read as such and nothing cached. Processor time, medians of ${runs} passes after as many; the fresh process loads the checks as well.`,
  };
}

function fine(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}

async function reviewedPerFile(rules: readonly Rule[]): Promise<number> {
  const toolbox = openToolbox({ workers: 0 });
  const time = await perFile(() => review(addedFiles(texts(files)), ruleSetWith(rules), toolbox));
  await toolbox.close();
  return time;
}

async function inspectAll(rules: readonly Rule[]): Promise<void> {
  const tasks = rules.map(({ name, check, options }) => ({ rule: name, check, options }));
  for (const [path, text] of texts(files)) {
    await inspectDocument({ path, text, byteOrderMark: false, language: "hcl", kind: "terraform", tasks });
  }
}

/** Processor time, because other programs run beside. */
async function perFile(pass: () => Promise<unknown>): Promise<number> {
  for (let warming = 0; warming < runs; warming += 1) await pass();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await cpuMilliseconds(pass));
  return median(times) / files;
}

async function inFreshProcess(count: number): Promise<number> {
  const script = `
    const { firstReview } = await import(${JSON.stringify(join(packageRoot(), "dist/bench/hcl-rules.js"))});
    console.log(await firstReview(${count}));`;
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    times.push(Number(stdout));
  }
  return median(times);
}

/** Milliseconds of this process's first review: one file and the first `count` rules. */
export async function firstReview(count: number): Promise<number> {
  const every = await everyTerraformRule();
  const single = ofOneFile(every);
  const rules = count > single.length ? every : single.slice(0, count);
  const toolbox = openToolbox({ workers: 0 });
  return milliseconds(() => review(addedFiles(texts(1)), ruleSetWith(rules), toolbox));
}

async function everyTerraformRule(): Promise<readonly Rule[]> {
  const recommended = (await builtInPresets()).get("recommended")?.rules ?? [];
  const effective = await ruleSetOf(scoreboardRules(catalogue.values(), recommended), "bench");
  if (!("ruleSet" in effective)) throw new Error("the scoreboard's rule set is not sound");
  return effective.ruleSet.rules.filter(({ check }) => /^(?:style|security)\/terraform\//u.test(check));
}

/** Style first: thirty of them are most of style and some of security. */
function ofOneFile(rules: readonly Rule[]): readonly Rule[] {
  const single = rules.filter(({ check }) => catalogue.get(check)?.scope === "file");
  const style = single.filter(({ check }) => check.startsWith("style/"));
  return [...style, ...single.filter((rule) => !style.includes(rule))];
}

function ruleSetWith(rules: readonly Rule[]): RuleSet {
  return { rules, ignore: [], schemas: {}, suggestions: false, origin: "bench", hash: "bench" };
}

function texts(count: number): readonly (readonly [path: string, text: string])[] {
  return Array.from({ length: count }, (_, number) => [
    `network-${Math.floor(number / filesInFolder)}/file-${number}.tf`,
    terraformFile(number),
  ]);
}
