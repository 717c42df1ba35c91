/** What the sandbox costs: one start over a bare start, and a review with ten config tests beside the same commands by hand. */

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openToolRunner } from "../engine/sandbox/tool-runner.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { builtInPresets } from "../engine/rule-set/built-in.ts";
import { mergeRuleSet } from "../engine/rule-set/merge.ts";
import { review } from "../core/review.ts";
import { scenarioDifferential } from "../sources/scenario.ts";
import { median, milliseconds } from "./measure.ts";
import type { BenchTable } from "./measure.ts";

const starts = 60;
const passes = 5;

export async function benchSandbox(): Promise<BenchTable> {
  const runner = openToolRunner({ places: 1 });
  const proof = await runner.prove();
  const title = "Sandbox: what a config test costs beside its command";
  const head = ["what", "by hand", "in the sandbox", "more"];
  if (proof.state !== "proved") return { title, head, rows: [], remark: "No sandbox on this machine." };
  const [bare = 0, confined = 0] = await inTurns(starts, [
    () => start("true", [], "/"),
    (index) => runner.run({ program: "true", arguments: [String(index)], files: new Map() }),
  ]);
  const byHand = await commandsByHand();
  const reviewed = await reviewTime();
  return {
    title,
    head,
    rows: [row("one start of `true`", bare, confined), row("ten config tests, as one review", byHand, reviewed)],
    remark: `Medians of ${starts} starts and of ${passes} reviews of new content; by hand one after the other, in the review as many at once as there are processors. Base is not run, as nothing fails.`,
  };
}

function row(what: string, bare: number, confined: number): readonly string[] {
  return [what, `${bare.toFixed(1)} ms`, `${confined.toFixed(1)} ms`, `${(confined - bare).toFixed(1)} ms`];
}

/** Median milliseconds of each. They take turns, so that whatever else the machine does disturbs all alike. */
async function inTurns(
  count: number,
  runs: readonly ((index: number) => Promise<unknown>)[],
): Promise<readonly number[]> {
  const taken = runs.map((): number[] => []);
  for (let index = 0; index < count; index += 1) {
    for (const [which, run] of runs.entries()) taken[which]?.push(await milliseconds(() => run(index)));
  }
  return taken.map(median);
}

async function timed(count: number, run: (index: number) => Promise<unknown>): Promise<number> {
  const [taken = Number.NaN] = await inTurns(count, [run]);
  return taken;
}

function start(program: string, given: readonly string[], directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, { cwd: directory, stdio: "ignore" });
    child.on("error", reject);
    child.on("close", () => resolve());
  });
}

interface Sample {
  readonly path: string;
  readonly text: string;
  readonly command: readonly [string, ...string[]];
}

const zone = "$TTL 60\n@ IN SOA ns1 admin 1 3600 600 86400 300\n@ IN NS ns1\nns1 IN A 10.0.0.1\n";

const samples: readonly Sample[] = [
  { path: "hosts/sudoers", text: "deploy ALL=(root) /bin/true\n", command: ["visudo", "-c", "-f"] },
  { path: "hosts/chrony.conf", text: "rtcsync\n", command: ["chronyd", "-p", "-f"] },
  { path: "hosts/dnsmasq.conf", text: "domain-needed\n", command: ["dnsmasq", "--test", "-C"] },
  {
    path: "hosts/logrotate.d/api",
    text: "/var/log/x/*.log {\n  weekly\n  missingok\n}\n",
    command: ["logrotate", "-d"],
  },
  { path: "hosts/a.nft", text: "table inet filter {\n}\n", command: ["nft", "-c", "-f"] },
  { path: "dns/example.com.zone", text: zone, command: ["named-checkzone", "example.com"] },
  { path: "dns/named.conf", text: "options { recursion no; };\n", command: ["named-checkconf"] },
  {
    path: "hosts/a.service",
    text: "[Service]\nExecStart=/bin/true\n",
    command: ["systemd-analyze", "verify", "--man=no"],
  },
  { path: "lb/haproxy.cfg", text: "defaults\n  mode http\n", command: ["haproxy", "-c", "-f"] },
  {
    path: "prometheus/api.rules.yml",
    text: "groups:\n  - name: api\n    rules:\n      - record: job:up:sum\n        expr: sum(up)\n",
    command: ["promtool", "check", "rules"],
  },
];

async function commandsByHand(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    for (const { path, text } of samples) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await timed(passes, async () => {
      for (const { path, command } of samples) await start(command[0], [...command.slice(1), path], folder);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function reviewTime(): Promise<number> {
  const toolbox = openToolbox({ workers: 0, sandbox: {} });
  const merged = mergeRuleSet({ rules: [], ignore: [], schemas: {} }, await builtInPresets());
  const rules = merged.rules.filter(({ name }) => name.startsWith("config-test/"));
  const ruleSet = { ...merged, rules, origin: "bench" };
  try {
    return await timed(passes + 1, (index) => {
      // A content that was seen before is answered from memory.
      const head = new Map(
        samples.map(({ path, text }) => [path, `${text}${path.endsWith(".zone") ? ";" : "#"} ${index}\n`]),
      );
      const differential = scenarioDifferential({
        description: "",
        base: new Map(),
        head,
        renamed: new Map(),
        commits: [],
      });
      return review(differential, ruleSet, toolbox);
    });
  } finally {
    await toolbox.close();
  }
}
