/** What Prometheus and Alertmanager refuse in their configurations. */

import { expect, test } from "@jest/globals";
import alertmanager from "../../../checks/schema/alertmanager.ts";
import prometheus from "../../../checks/schema/prometheus-config.ts";
import { judged } from "../style/prometheus/judged.ts";

const told = (text: string, path = "prometheus/prometheus.yml"): Promise<string[]> =>
  judged(prometheus, text, { kind: "prometheus-config", path });
const job = (more: string): string => `scrape_configs:\n  - job_name: api\n${more.replace(/^/gmu, "    ")}\n`;

test.each([
  ["a misspelt key", "globl: {}\nscrape_configs: []\n", "1: `globl` is no key of `prometheus.yml`."],
  ["a duration", "global: { scrape_interval: 15 seconds }\n", "1: `15 seconds` is no duration."],
  ["a timeout", job("scrape_timeout: 2m"), "3: `scrape_timeout` (2m) is longer than the scrape interval."],
  ["no name of a job", "scrape_configs:\n  - honor_labels: true\n", "2: A scrape configuration has no `job_name`."],
  ["names twice", `${job("")}  - job_name: api\n`, "4: The name `api` is used twice among the jobs."],
  ["an empty entry", "scrape_configs:\n  -\n", "2: This list holds an empty scrape configuration."],
  [
    "two ways to authenticate",
    job("bearer_token: a\nbasic_auth: { username: b }"),
    "3: A scrape configuration sets `basic_auth` and `bearer_token`, of which only one may be set.",
  ],
  ["a target", job("static_configs:\n  - targets: ['http://api:80']"), "4: `http://api:80` is no host with a port."],
  [
    "a relabelling action",
    job("relabel_configs:\n  - { action: hashmod, target_label: shard }"),
    "4: The action `hashmod` needs a `modulus` other than 0.",
  ],
  [
    "a key beside an action",
    job("relabel_configs:\n  - { action: labeldrop, regex: a, target_label: b }"),
    "4: The action `labeldrop` takes no `target_label`.",
  ],
  [
    "a pattern",
    job("relabel_configs:\n  - { source_labels: [a], regex: '(', action: keep }"),
    "4: `(` is no regular expression of RE2: missing closing ): `(`.",
  ],
  [
    "a discovery without a key",
    job("consul_sd_configs:\n  - server: consul:8500\n    sever: a"),
    "5: `sever` is no key of a discovery in Consul.",
  ],
  [
    "a selector of another role",
    job("kubernetes_sd_configs:\n  - role: pod\n    selectors: [{ role: service }]"),
    "5: The role `pod` takes no selector of `service`, only of `pod`, `node`.",
  ],
  ["no address", "remote_write:\n  - name: a\n", "2: A `remote_write` has no `url`."],
  ["a path", "rule_files: ['rules/*/a.yml']\n", "1: `rules/*/a.yml` has a `*` outside of the file's name."],
])("%s is told", async (_, text, message) => {
  expect(await told(text)).toContain(message);
});

test.each([
  [
    "a usual configuration",
    `global: { scrape_interval: 15s, external_labels: { site: fra } }\nrule_files: [rules/*.yml]\n${job(
      "metrics_path: /metrics\nstatic_configs: [{ targets: ['api:8080', '[::1]:9090'], labels: { a: b } }]\nrelabel_configs:\n  - { source_labels: [a], target_label: b }\n  - { regex: '__meta_(.+)', action: labelmap, replacement: 'k8s_${1}' }",
    )}`,
  ],
  ["values of the environment", "global: { scrape_interval: '${INTERVAL}' }\n"],
  ["an anchor", `runtime: &x { gogc: 50 }\n${job("")}`],
  ["names of objects", job("params: { __proto__: [a], constructor: [b] }")],
  ["a text that does not parse", "global: [\n"],
  ["nothing", ""],
])("%s is silent", async (_, text) => {
  expect(await told(text)).toEqual([]);
});

test("a log collector's configuration is left alone", async () => {
  expect(
    await told("server: {}\npositions: {}\nscrape_configs: [{ pipeline_stages: [] }]\n", "logs/collector.yml"),
  ).toEqual([]);
});

const routed = (text: string): Promise<string[]> => judged(alertmanager, text, { kind: "alertmanager-config" });
const receivers = "receivers:\n  - name: team\n    webhook_configs: [{ url: 'http://hook.example.com' }]\n";

test.each([
  ["an unknown receiver", `route: { receiver: tema }\n${receivers}`, "1: The receiver `tema` is not defined."],
  [
    "an unknown time interval",
    `route: { receiver: team, routes: [{ mute_time_intervals: [night] }] }\n${receivers}`,
    "1: The time interval `night` is not defined.",
  ],
  ["a root without receiver", `route: { group_by: [job] }\n${receivers}`, "1: The root route names no receiver."],
  [
    "a condition on the root",
    `route: { receiver: team, matchers: [a=b] }\n${receivers}`,
    "1: The root route has `matchers`, and it has to take every alert at any time.",
  ],
  [
    "a matcher",
    `route: { receiver: team, routes: [{ matchers: ['severity page'] }] }\n${receivers}`,
    "1: `severity page` is no matcher: it needs a label, one of `=`, `!=`, `=~`, `!~`, and a value.",
  ],
  [
    "a receiver that knows nobody",
    "route: { receiver: team }\nreceivers:\n  - name: team\n    slack_configs: [{ channel: '#a' }]\n",
    "4: The receiver `team` has a Slack receiver without one of `api_url`, `api_url_file`, `app_token`, `app_token_file`, and `global` sets none of `slack_api_url`, `slack_api_url_file`, `slack_app_token`, `slack_app_token_file`.",
  ],
  [
    "a time of day",
    `route: { receiver: team }\n${receivers}time_intervals: [{ name: a, time_intervals: [{ times: [{ start_time: '9:00', end_time: '17:00' }] }] }]\n`,
    "5: `9:00` is no time of day.",
  ],
])("%s is told", async (_, text, message) => {
  expect(await routed(text)).toContain(message);
});

test.each([
  [
    "a usual configuration",
    `global: { slack_api_url: 'https://slack.example.com/hook' }\nroute:\n  receiver: team\n  group_by: ['...']\n  routes:\n    - { receiver: chat, matchers: ['severity=~"page|ticket"', team="shop"], active_time_intervals: [day] }\n${receivers}  - name: chat\n    slack_configs: [{ channel: '#a', title: '{{ .CommonLabels.job }}' }]\ninhibit_rules:\n  - { source_matchers: [severity="page"], target_matchers: [severity="ticket"], equal: [job] }\ntime_intervals:\n  - name: day\n    time_intervals: [{ weekdays: ['monday:friday'], times: [{ start_time: '09:00', end_time: '17:00' }], days_of_month: ['1:5', '-3:-1'] }]\n`,
  ],
  ["an unknown name", "route: { receiver: '${TEAM}' }\nreceivers: [{ name: '${TEAM}' }]\n"],
  ["values of a chart", "route: {}\nreceivers: []\nimage: a\n"],
])("%s is silent", async (_, text) => {
  expect(await routed(text)).toEqual([]);
});
