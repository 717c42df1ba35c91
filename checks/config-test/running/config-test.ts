/** Makes a check of a recipe: head and base are both tested, and what head adds is told at its line. */

import type { CheckContext, Observation, TestFigures, TreeCheck } from "../../../core/check.ts";
import type { Differential } from "../../../core/differential.ts";
import type { Finding, Gap } from "../../../core/finding.ts";
import { indexLines } from "../../../core/text.ts";
import type { ToolRunner } from "../../../core/tool-run.ts";
import { rangeInLine } from "./line-range.ts";
import type { Blame } from "./read-blames.ts";
import type { Recipe } from "./recipe.ts";
import { runTests, type Surrounding, type Tested } from "./run-tests.ts";
import { findTests, type TestSet } from "./test-files.ts";

const mostTests = 100;

export function configTest(recipe: Recipe): TreeCheck {
  return {
    scope: "tree",
    paths: recipe.paths,
    look: (differential, context) => testWith(recipe, differential, context),
  };
}

/** Tests what the recipe reads of a change; for checks whose recipe depends on their options. */
export async function testWith(
  recipe: Recipe,
  differential: Differential,
  { tools, paths, signal }: Pick<CheckContext<unknown>, "tools" | "paths" | "signal">,
): Promise<Observation> {
  const changed = paths ?? differential.files.map(({ path }) => path);
  const { sets, templates } = await findTests(recipe, changed, differential.head);
  if (sets.length === 0) return nothingToTest(recipe, templates);
  if (!tools) return { findings: [], skipped: "programs are run for one change at a time" };
  const tested = await runTests(recipe, sets.slice(0, mostTests), { tree: differential.head, tools, signal });
  const before = await testBase(recipe, tested, differential, tools, signal);
  return observe(recipe, tested, before, [...templateGaps(recipe, templates), ...beyond(recipe, sets)]);
}

function nothingToTest(recipe: Recipe, templates: readonly string[]): Observation {
  const skipped = `nothing here that \`${recipe.program}\` reads`;
  return { findings: [], skipped, aside: true, gaps: templateGaps(recipe, templates) };
}

function templateGaps(recipe: Recipe, templates: readonly string[]): readonly Gap[] {
  return templates.map((path) => ({
    path,
    reason: `config test inconclusive: \`${recipe.program}\` cannot read a template before it is filled in`,
    cause: "unsupported",
  }));
}

function beyond({ command }: Recipe, sets: readonly TestSet[]): readonly Gap[] {
  if (sets.length <= mostTests) return [];
  const reason = `config test inconclusive: \`${command}\` was asked about ${mostTests} of ${sets.length} files`;
  return [{ reason, cause: "unsupported" }];
}

/** Only where head has something to say, and only what was there before. */
async function testBase(
  recipe: Recipe,
  tested: readonly Tested[],
  { base, files }: Differential,
  tools: ToolRunner,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Tested>> {
  const atHead = new Map<string, string>();
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const { set, verdict } of tested) {
    if (verdict.kind !== "failed") continue;
    const { path } = set.entry;
    const file = byPath.get(path);
    if (file?.status !== "added") atHead.set(file?.previousPath ?? path, path);
  }
  if (atHead.size === 0) return new Map();
  const surrounding: Surrounding = { tree: base, tools, signal };
  const { sets } = await findTests({ ...recipe, paths: ["**"] }, [...atHead.keys()], base);
  const results = await runTests(recipe, sets, surrounding);
  return new Map(results.map((each) => [atHead.get(each.set.entry.path) ?? each.set.entry.path, each]));
}

function observe(
  recipe: Recipe,
  tested: readonly Tested[],
  before: ReadonlyMap<string, Tested>,
  others: readonly Gap[],
): Observation {
  const findings: Finding[] = [];
  const gaps: Gap[] = [...others];
  const count = { passed: 0, failed: 0, inconclusive: 0 };
  for (const each of tested) {
    const { verdict, set } = each;
    const { path } = set.entry;
    const atBase = before.get(path);
    if (verdict.kind === "passed") count.passed += 1;
    else if (verdict.kind === "inconclusive") {
      count.inconclusive += 1;
      gaps.push(gapOf(path, verdict));
    } else if (verdict.kind === "forgeable") {
      count.inconclusive += 1;
      gaps.push(gapOf(path, { reason: `it loads code, so that its test could say anything`, cause: "input" }));
    } else {
      const added = newBlames(verdict.blames, each, atBase);
      findings.push(...added.map((blame) => findingOf(recipe, blame, each)));
      if (added.length > 0) count.failed += 1;
      else {
        count.inconclusive += 1;
        gaps.push(gapOf(path, { reason: `\`${recipe.command}\` fails on the base branch, too`, cause: "unsupported" }));
      }
    }
  }
  const tests: TestFigures = { tool: recipe.program, ...count };
  return { findings: unique(findings), gaps: together(gaps), tests };
}

/** What is missing is told once, not once for each file. */
function gapOf(path: string, { reason, cause }: Pick<Gap, "reason" | "cause">): Gap {
  const told = `config test inconclusive: ${reason}`;
  const isAboutMachine = / is not installed$|^sandbox unavailable/u.test(reason);
  return isAboutMachine ? { reason: told, cause } : { path, reason: told, cause };
}

function together(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.path ?? ""}\0${gap.reason}`, gap])).values()];
}

/** Two entries may include the same file. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ message, at }: Finding): string => JSON.stringify([message, at]);
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}

function newBlames(blames: readonly Blame[], head: Tested, base: Tested | undefined): readonly Blame[] {
  if (base?.verdict.kind !== "failed") return blames;
  const left = new Map<string, number>();
  for (const blame of base.verdict.blames) {
    const key = identityOf(blame, base);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return blames.filter((blame) => {
    const key = identityOf(blame, head);
    const known = left.get(key) ?? 0;
    left.set(key, known - 1);
    return known <= 0;
  });
}

/** Never the line number, nor any other number: lines move, and tools count in their messages. */
function identityOf({ path, line, message }: Blame, { files, set }: Tested): string {
  const name = path === set.entry.path ? "" : (path ?? "");
  return [name, message.replaceAll(/\d+/gu, "0"), lineText(files.get(path ?? ""), line)].join("\0");
}

function lineText(text: string | undefined, line: number | undefined): string {
  if (text === undefined || line === undefined) return "";
  return text.slice(...indexLines(text).line(line)).trim();
}

function findingOf(recipe: Recipe, blame: Blame, { files, set }: Tested): Finding {
  const { path, line, column, message } = blame;
  const text = files.get(path ?? "");
  const advice = `Run \`${recipe.command}\` on it to see the whole answer`;
  const evidence = identityOf(blame, { files, set, verdict: { kind: "passed" } });
  if (path === undefined || text === undefined || line === undefined) {
    return { message: `\`${recipe.command}\` refuses \`${path ?? set.entry.path}\`: \`${message}\``, advice, evidence };
  }
  const lines = indexLines(text);
  const range = rangeInLine(text, lines.line(Math.min(line, lines.count)), column);
  const said = recipe.together && recipe.warnings ? "says of" : "refuses";
  return { message: `\`${recipe.command}\` ${said} this line: \`${message}\``, advice, evidence, at: { path, range } };
}
