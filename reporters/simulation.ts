/** A simulation for people at a terminal: what would have been held up, rule by rule, with an example of each. */

import type { Example, SimulatedRule, Simulation } from "../core/simulate.ts";
import { clip } from "./bytes.ts";
import { oneLine, visible } from "./visible.ts";
import { plural, seconds } from "./wording.ts";

export interface SimulationOptions {
  /** Branch or commit whose history it was. */
  readonly of: string;
  /** Where the rules came from. */
  readonly rules: string;
}

const examplesShown = 3;
const messageWidth = 160;

export function simulationText(simulation: Simulation, options: SimulationOptions): string {
  const { rules } = simulation;
  const firing = rules.filter(({ fires }) => fires > 0);
  const silent = rules.filter(({ fires, asked }) => fires === 0 && asked > 0);
  const idle = rules.filter(({ fires, asked }) => fires === 0 && asked === 0);
  const blocks = [
    headLines(simulation, options),
    ...(firing.length === 0 ? [] : [table(firing, simulation)]),
    ...named("Silent on every change that they were asked of", silent),
    ...named("Never asked: no change of their kind", idle),
    ...lostLines(simulation),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function headLines({ changes, blocked, slowest, milliseconds }: Simulation, { of, rules }: SimulationOptions): string {
  const slow =
    slowest === undefined
      ? ""
      : `; slowest ${seconds(slowest.milliseconds)}: ${slowest.sha.slice(0, 7)} ${clip(oneLine(slowest.title), 80)}`;
  return [
    `The last ${plural(changes, "change")} merged to ${visible(of)} would have met ${visible(rules)}:`,
    `${blocked} of them would have been held up (${percent(blocked, changes)}).`,
    `Titles and descriptions are those of commit messages. ${seconds(milliseconds)} in all${slow}.`,
  ].join("\n");
}

function table(rules: readonly SimulatedRule[], { changes }: Simulation): string {
  const width = Math.max(...rules.map(({ name }) => visible(name).length));
  const head = `${"changes".padStart(13)}  ${"findings".padStart(8)}  ${"severity".padEnd(15)}  ${"rule".padEnd(width)}  slowest`;
  return [head, ...rules.flatMap((rule) => ruleLines(rule, changes, width))].join("\n");
}

function ruleLines(rule: SimulatedRule, of: number, width: number): readonly string[] {
  const { name, severity, mode, fires, changes, examples, slowest } = rule;
  const share = `${changes} (${percent(changes, of)})`.padStart(13);
  const strength = (mode === "enforce" ? severity : `${severity}, ${mode}`).padEnd(15);
  const time = slowest === undefined ? "" : `${slowest.milliseconds} ms (${slowest.sha.slice(0, 7)})`;
  return [
    `${share}  ${String(fires).padStart(8)}  ${strength}  ${visible(name).padEnd(width)}  ${time}`.trimEnd(),
    ...examples.slice(0, examplesShown).map(exampleLine),
  ];
}

function exampleLine({ sha, path, line, message }: Example): string {
  const place = path === undefined ? "" : ` ${visible(path)}:${line ?? 1}`;
  return `${" ".repeat(15)}${sha.slice(0, 7)}${place}  ${clip(oneLine(message), messageWidth)}`;
}

function named(heading: string, rules: readonly SimulatedRule[]): readonly string[] {
  if (rules.length === 0) return [];
  return [`${heading} (${rules.length}): ${rules.map(({ name }) => visible(name)).join(", ")}`];
}

function lostLines({ lost, rules }: Simulation): readonly string[] {
  const gaps = rules
    .filter(({ gaps: count }) => count > 0)
    .map(({ name, gaps: count }) => `${visible(name)} (${count})`);
  const reasons = lost.slice(0, 5).map(({ sha, reason }) => `  ${sha.slice(0, 7)}: ${clip(oneLine(reason), 300)}`);
  const first = lost.length === 0 ? [] : [[`Not replayed (${lost.length}):`, ...reasons].join("\n")];
  return gaps.length === 0 ? first : [...first, `Could not look at everything: ${gaps.join(", ")}`];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0%" : `${Math.round((part / whole) * 100)}%`;
}
