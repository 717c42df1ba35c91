/** Prometheus' and Alertmanager's own tools refuse what we refuse, take what we take, and name the same line. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import alertmanager from "../../../checks/schema/alertmanager.ts";
import prometheusConfig from "../../../checks/schema/prometheus-config.ts";
import prometheusRules from "../../../checks/schema/prometheus-rules.ts";
import syntax from "../../../checks/style/prometheus/syntax.ts";
import templateSyntax from "../../../checks/style/prometheus/template-syntax.ts";
import { describeWith } from "../../required.ts";
import { group, judged } from "../style/prometheus/judged.ts";

const folder = mkdtempSync(join(tmpdir(), "plumbline-oracle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function missing(program: string): string | undefined {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return `${program} is not installed`;
  }
}

interface Verdict {
  readonly refused: boolean;
  readonly output: string;
}

function ask(program: string, verb: readonly string[], text: string): Verdict {
  const path = join(folder, "asked.yml");
  writeFileSync(path, text);
  const { status, stdout, stderr } = spawnSync(program, [...verb, path], { encoding: "utf8" });
  return { refused: status !== 0, output: `${stdout}${stderr}` };
}

/** Each on a line of its own within a block of text, so that the line tells. */
const expressions = [
  ...["up", "sum by (job) (rate(a_total[5m]))", "a / on (x) group_left (y) b", "a and b unless c", "-1 ^ 2 + a"],
  ...[
    "rate(a[5m])[1h:1m]",
    "sum(rate(a_total[5m])[1h:1m])",
    "max_over_time(a[1h:1m] offset 5m)",
    "a @ 10",
    "a offset -5m",
  ],
  ...[
    "rate(up)",
    "sum(",
    "up)",
    "up[5x]",
    "up[1m1h]",
    "up{a=b}",
    "up{a=='b'}",
    "up{a=~'('}",
    "{a=~'.*'}",
    "{}",
    "up == bool",
  ],
  ...[
    "1 == 1",
    "1 or 2",
    "up and 1",
    "a * on (x) group_left (x) b",
    "a or on (x) group_left b",
    "topk(up)",
    "nosuch(up)",
  ],
  ...["clamp(up, 1)", "round(up, 1, 2)", "'a", '"\\d"', "sum(up[5m])", "up offset 5m offset 5m", "(up)[5m]", "up up"],
  ...[
    "sum by (a) (b) by (c)",
    "sum by (a,) (b)",
    "up{a='b',}",
    "up{,}",
    "-up[5m]",
    "up[5m:]",
    "sum(up,)",
    "1h",
    "up + bool 1",
  ],
];

describeWith("tools", missing("promtool"), "promtool", () => {
  // Numbers with a unit are numbers since 3.0.
  test.each(expressions.filter((each) => each !== "1h"))("agrees about %s", async (expression) => {
    const text = group(`- record: a:b\n  expr: |\n    ${expression}`);
    const ours = await judged(syntax, text);
    const theirs = ask("promtool", ["check", "rules"], text);
    expect(`${expression}: ${ours.length > 0}`).toBe(`${expression}: ${theirs.refused}`);
    if (ours.length > 0) expect(ours.every((told) => told.startsWith("6: "))).toBe(true);
  });

  test.each([
    group("- alert: A\n  expr: up"),
    group("- alert: A\n  expr: up\n  annotation: { a: b }"),
    group("- alert: A\n  expr: up\n  for: soon"),
    group("- alert: A"),
    group("- expr: up"),
    group("- alert: A\n  record: a\n  expr: up"),
    group("- record: a\n  expr: up\n  for: 5m"),
    group("- record: a\n  expr: up\n  labels: { __name__: b }"),
    group("- alert: A\n  expr: up\n  labels: { '{{ $value }}': b }"),
    "groups:\n  - { name: a, rules: [] }\n  - { name: a, rules: [] }\n",
    "groups:\n  - rules: []\n",
    "groups:\n  - { name: a, interval: 1x }\n",
    group("- alert: A\n  expr: up\n  annotations: { a: '{{ $lables.a }}' }"),
    group("- alert: A\n  expr: up\n  annotations: { a: '{{ $labels.a | nosuch }}' }"),
    group("- alert: A\n  expr: up\n  annotations: { a: '{{ if $value }}' }"),
    group("- alert: A\n  expr: up\n  annotations: { a: '{{ $labels.a | title }} {{ humanize $value }}' }"),
  ])("agrees about rules: %j", async (text) => {
    const ours = [...(await judged(prometheusRules, text)), ...(await judged(templateSyntax, text))];
    expect(ours.length > 0).toBe(ask("promtool", ["check", "rules"], text).refused);
  });

  test.each([
    "global: { scrape_interval: 15s }\nscrape_configs: [{ job_name: a, static_configs: [{ targets: ['a:80'] }] }]\n",
    "scrape_configs: [{ job_name: a, static_configs: [{ targets: ['http://a:80'] }] }]\n",
    "scrape_configs: [{ job_name: a, scrape_timeout: 2m }]\n",
    "scrape_configs: [{ job_name: a }, { job_name: a }]\n",
    "scrape_configs: [{ job_nam: a }]\n",
    "scrape_configs: [{ job_name: a, relabel_configs: [{ action: hashmod, target_label: b }] }]\n",
    "scrape_configs: [{ job_name: a, relabel_configs: [{ action: labeldrop, regex: a, target_label: b }] }]\n",
    "scrape_configs: [{ job_name: a, relabel_configs: [{ regex: '(' , target_label: b }] }]\n",
    "scrape_configs: [{ job_name: a, basic_auth: { username: a }, bearer_token: b }]\n",
    "scrape_configs: [{ job_name: a, dns_sd_configs: [{ names: [a], type: A }] }]\n",
    "scrape_configs: [{ job_name: a, file_sd_configs: [{ files: [a.txt] }] }]\n",
    "scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: pods }] }]\n",
    "remote_write: [{ name: a }]\n",
    "remote_write: [{ url: 'http://a', headers: { Host: b } }]\n",
  ])("agrees about a configuration: %j", async (text) => {
    const judging = { kind: "prometheus-config", path: "prometheus.yml" } as const;
    const ours = await judged(prometheusConfig, text, judging);
    expect(ours.length > 0).toBe(ask("promtool", ["check", "config", "--syntax-only"], text).refused);
  });
});

const receivers = "receivers: [{ name: a, webhook_configs: [{ url: 'http://a.example.com' }] }]\n";

describeWith("tools", missing("amtool"), "amtool", () => {
  test.each([
    `route: { receiver: a }\n${receivers}`,
    `route: { receiver: b }\n${receivers}`,
    `route: { group_by: [a] }\n${receivers}`,
    `route: { receiver: a, group_by: [a, a] }\n${receivers}`,
    `route: { receiver: a, group_interval: 0s }\n${receivers}`,
    `route: { receiver: a, matchers: [a=b] }\n${receivers}`,
    `route: { receiver: a, routes: [{ matchers: ['a b'] }] }\n${receivers}`,
    `route: { receiver: a, routes: [{ matchers: ['a=~"("'] }] }\n${receivers}`,
    `route: { receiver: a, routes: [{ mute_time_intervals: [b] }] }\n${receivers}`,
    "route: { receiver: a }\nreceivers: [{ name: a }, { name: a }]\n",
    "route: { receiver: a }\nreceivers: [{ name: a, slack_configs: [{ channel: b }] }]\n",
    "route: { receiver: a }\nreceivers: [{ name: a, pagerduty_configs: [{ severity: b }] }]\n",
    "route: { receiver: a }\nreceivers: [{ name: a, email_configs: [{ to: b }] }]\n",
    `route: { receiver: a }\n${receivers}time_intervals: [{ name: b, time_intervals: [{ times: [{ start_time: '9:00', end_time: '17:00' }] }] }]\n`,
    `route: { receiver: a }\n${receivers}time_intervals: [{ name: b, time_intervals: [{ weekdays: ['monday:friday'], months: ['may:june'], days_of_month: ['1:5', '-3:-1'] }] }]\n`,
    receivers,
  ])("agrees about %j", async (text) => {
    const ours = await judged(alertmanager, text, { kind: "alertmanager-config", path: "alertmanager.yml" });
    expect(ours.length > 0).toBe(ask("amtool", ["check-config"], text).refused);
  });
});
