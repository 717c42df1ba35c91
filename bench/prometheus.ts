/** How fast rule files of Prometheus are read and judged, beside the server's own tool where it is installed. */

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import rules from "../checks/schema/prometheus-rules.ts";
import syntax from "../checks/style/prometheus/syntax.ts";
import templates from "../checks/style/prometheus/template-syntax.ts";
import unknownLabels from "../checks/style/prometheus/unknown-labels.ts";
import { openDocument } from "../core/open-document.ts";
import type { YamlDocument } from "../languages/parsed.ts";
import { parseYamlDocument } from "../languages/yaml/document.ts";
import { cpuMilliseconds, median, ms, ratio } from "./measure.ts";
import type { BenchTable } from "./measure.ts";

const files = 200;
const rulesInFile = 20;
const runs = 5;

export async function benchPrometheus(): Promise<BenchTable> {
  const texts = Array.from({ length: files }, (_, number) => ruleFile(number));
  const first = await cpuMilliseconds(() => judge(texts.slice(0, 1)));
  for (let warming = 0; warming < runs; warming += 1) await judge(texts);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await cpuMilliseconds(() => judge(texts)));
  const each = median(times) / files;
  const tool = await promtool(texts);
  const beside = tool === undefined ? "not installed here" : `${ms(tool)} (ours: ${ratio(each, tool)})`;
  return {
    title: `Prometheus: ${files} rule files with ${rulesInFile} rules each`,
    head: ["what", "a file"],
    rows: [
      ["YAML, form, PromQL, templates, labels", ms(each)],
      ["the first file of the process", ms(first)],
      ["`promtool check rules`, all files in one run, its start included", beside],
    ],
    remark: `Processor time, median of ${runs} passes after as many.`,
  };
}

async function judge(texts: readonly string[]): Promise<void> {
  for (const [number, text] of texts.entries()) {
    const document = parse(`rules/${number}.rules.yml`, text);
    for (const check of [rules, syntax, templates, unknownLabels]) {
      const { findings } = await check.look(document, { options: {}, facts: undefined });
      if (findings.length > 0) throw new Error(`a sound file has findings: ${findings[0]?.message ?? ""}`);
    }
  }
}

function parse(path: string, text: string): YamlDocument {
  return parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
}

/** Milliseconds a file; nothing where the tool is not there. */
async function promtool(texts: readonly string[]): Promise<number | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    const paths = texts.map((_, number) => join(folder, `${number}.yml`));
    await Promise.all(texts.map((text, number) => writeFile(paths[number] ?? "", text)));
    const start = performance.now();
    execFileSync("promtool", ["check", "rules", "--lint=none", ...paths], { stdio: "ignore" });
    return (performance.now() - start) / texts.length;
  } catch {
    return undefined;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function ruleFile(number: number): string {
  const written = Array.from({ length: rulesInFile / 2 }, (_, index) => {
    const name = `service${number}_${index}`;
    return `      - record: job:${name}_errors:ratio_rate5m
        expr: |
          sum by (job, instance) (rate(${name}_requests_total{code=~"5..",handler!="/healthz"}[5m]))
            /
          sum by (job, instance) (rate(${name}_requests_total[5m]))
      - alert: ${name}_fails
        expr: job:${name}_errors:ratio_rate5m > 0.05 and on (job) sum by (job) (up{job="${name}"}) > 1
        for: 10m
        labels: { severity: page }
        annotations:
          summary: "{{ $labels.instance }} of {{ $labels.job }} fails {{ $value | humanizePercentage }} of its requests"
`;
  });
  return `groups:\n  - name: service${number}\n    interval: 30s\n    rules:\n${written.join("")}`;
}
