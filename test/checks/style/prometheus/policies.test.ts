/** Owners, comments, selectors and sorts of rules that a team asks for, by options or by `.pint.hcl`; and what comes of a 0. */

import { describe, expect, test } from "@jest/globals";
import prometheusRules from "../../../../checks/schema/prometheus-rules.ts";
import divisionByZero from "../../../../checks/style/prometheus/division-by-zero.ts";
import impatientAbsence from "../../../../checks/style/prometheus/impatient-absence.ts";
import pintComment from "../../../../checks/style/prometheus/pint-comment.ts";
import rejectedText from "../../../../checks/style/prometheus/rejected-text.ts";
import requiredLabels from "../../../../checks/style/prometheus/required-labels.ts";
import requiredMatchers from "../../../../checks/style/prometheus/required-matchers.ts";
import ruleOwner from "../../../../checks/style/prometheus/rule-owner.ts";
import staleRecording from "../../../../checks/style/prometheus/stale-recording.ts";
import unwantedRule from "../../../../checks/style/prometheus/unwanted-rule.ts";
import { alert, group, judged, yamlDocument } from "./judged.ts";

const up = "- alert: ApiDown\n  expr: up == 0\n";
const pint = (text: string, within = "rules/api.yml"): { pint: string; within: string } => ({ pint: text, within });

describe("owners", () => {
  const anybody = { required: true, allowed: [] };
  test.each([
    ["none", up, ["4: Alert `ApiDown` has no owner."]],
    ["one above the rule", `# pint rule/owner team-api\n${up}`, []],
    ["one within the rule", "- alert: ApiDown\n  # pint rule/owner team-api\n  expr: up == 0\n", []],
    ["one for the file", `# pint file/owner team-api\n${up}`, []],
    ["one that touches no rule", `# pint rule/owner team-api\n\n${up}`, ["6: Alert `ApiDown` has no owner."]],
    [
      "one of another rule",
      `# pint rule/owner a\n${up}- record: a:b\n  expr: up\n`,
      ["7: Recording rule `a:b` has no owner."],
    ],
  ])("%s", async (_, rules, told) => {
    expect(await judged(ruleOwner, group(rules), { options: anybody })).toEqual(told);
  });

  test("only those that are allowed", async () => {
    const options = { required: false, allowed: ["team-.+"] };
    const told = await judged(ruleOwner, group(`# pint rule/owner bob\n${up}`), { options });
    expect(told).toEqual(["4: `bob` is none of the owners that are allowed here."]);
    expect(await judged(ruleOwner, group(up), { options })).toEqual([]);
  });

  test("a `.pint.hcl` that lists owners asks for one of them", async () => {
    const facts = pint('owners { allowed = ["team-.+"] }');
    const options = { required: false, allowed: [] };
    expect(await judged(ruleOwner, group(up), { options, facts })).toHaveLength(1);
    expect(await judged(ruleOwner, group(`# pint file/owner bob\n${up}`), { options, facts })).toHaveLength(1);
    expect(await judged(ruleOwner, group(up), { options, facts: pint("owners {") })).toEqual([]);
    expect(await judged(ruleOwner, "groups: [", { options, facts })).toEqual([]);
  });
});

describe("comments for pint", () => {
  test.each([
    "# pint ignore/line this line",
    "# pint disable",
    "# pint snooze promql/series",
    "# pint snooze 2030-99-01 promql/series",
    "# pint file/snooze 2030-01-31",
    "# pint rule/owner",
    "# pint file/owner",
    "# pint ignore/lines",
    "# pint disabled promql/series",
    "# pint disable promql/series\n",
  ])("%s: told", async (comment) => {
    expect(await judged(pintComment, group(`${comment}\n${up}`))).toHaveLength(1);
  });
  test.each([
    "# pint ignore/next-line",
    "# pint disable promql/series(up)",
    "# pint snooze 2030-01-31 promql/series",
    "# pint snooze 2030-01-31T10:00:00Z promql/series",
    "# pint rule/set promql/series min-age 1d",
    "# pint file/owner team-api\n",
    "# pint reads this file",
    "# painted red",
  ])("%s: understood", async (comment) => {
    expect(await judged(pintComment, group(`${comment}\n${up}`))).toEqual([]);
  });
  test("of a text that does not parse nothing is told", async () => {
    expect(await judged(pintComment, "# pint disable\ngroups: [")).toEqual([]);
  });
});

describe("text that is rejected", () => {
  const nothing = { labelNames: [], labelValues: [], annotationNames: [], annotationValues: [] };
  const text = alert("up == 0", "  labels: { link: 'https://a.example.com' }\n  annotations: { 'a b': c }\n");
  test("by options", async () => {
    const options = { ...nothing, labelValues: ["https?://.+"], annotationNames: [".* .*"] };
    expect(await judged(rejectedText, text, { options })).toEqual([
      "6: The label `link` of alert `ApiFails` fits `https?://.+`, which is rejected here.",
      "7: The name of this annotation of alert `ApiFails` is `a b`, which fits `.* .*` and is rejected here.",
    ]);
    expect(await judged(rejectedText, text, { options: nothing })).toEqual([]);
  });
  test("by pint", async () => {
    const facts = pint('rule {\n  reject "https?://.+" {\n    label_values = true\n  }\n}\n');
    expect(await judged(rejectedText, text, { options: nothing, facts })).toHaveLength(1);
    const other = pint('rule {\n  reject "https?://.+" {\n    annotation_values = true\n  }\n}\n');
    expect(await judged(rejectedText, text, { options: nothing, facts: other })).toEqual([]);
  });
});

describe("selectors that have to say a label", () => {
  test("by options", async () => {
    const options = { labels: { "up|node_.*": ["job"] } };
    expect(await judged(requiredMatchers, alert("up == 0"), { options })).toEqual([
      "5: `up` is selected here without a word about its label `job`.",
    ]);
    expect(await judged(requiredMatchers, alert('up{job!="a"} == 0'), { options })).toEqual([]);
    expect(await judged(requiredMatchers, alert("down == 0"), { options })).toEqual([]);
  });
  test("by pint, also within calls alone", async () => {
    const options = { labels: {} };
    const alone = pint('rule {\n  selector "up" {\n    requiredLabels = ["job"]\n  }\n}\n');
    expect(await judged(requiredMatchers, alert("up == 0"), { options, facts: alone })).toHaveLength(1);
    const called = pint(
      'rule {\n  call "absent" {\n    selector ".+" {\n      requiredLabels = ["job"]\n    }\n  }\n}\n',
    );
    expect(await judged(requiredMatchers, alert("up == 0"), { options, facts: called })).toEqual([]);
    expect(await judged(requiredMatchers, alert("absent(up)"), { options, facts: called })).toHaveLength(1);
    const filled = pint('rule {\n  selector "{{ $alert }}" {\n    requiredLabels = ["job"]\n  }\n}\n');
    expect(await judged(requiredMatchers, alert("up == 0"), { options, facts: filled })).toEqual([]);
  });
});

test("rules of an unwanted sort", async () => {
  const options = { alerts: [], recordings: [".*"] };
  expect(await judged(unwantedRule, group("- record: a:b\n  expr: up\n"), { options })).toHaveLength(1);
  expect(await judged(unwantedRule, group(up), { options })).toEqual([]);
  const facts = pint(
    'rule {\n  match {\n    kind = "alerting"\n    for = "> 5m"\n  }\n  report { severity = "bug" }\n}\n',
  );
  const none = { alerts: [], recordings: [] };
  expect(await judged(unwantedRule, group(up), { options: none, facts })).toEqual([]);
  expect(await judged(unwantedRule, group(`${up}  for: 10m\n`), { options: none, facts })).toEqual([
    "4: Alert `ApiDown` is of a sort that `.pint.hcl` reports.",
  ]);
});

test("what a block's comment says stands behind the advice", async () => {
  const document = yamlDocument(alert("up == 0"));
  const ask = (comment: string): object =>
    pint(`rule {\n  selector "up" {\n    comment = "${comment}"\n    requiredLabels = ["job"]\n  }\n}\n`);
  const advice = async (comment: string): Promise<string | undefined> => {
    const { findings } = await requiredMatchers.look(document, { options: { labels: {} }, facts: { ...ask(comment) } });
    return findings[0]?.advice;
  };
  expect(await advice("One job each")).toBe("Say which `job` is meant. The team says: One job each.");
  expect(await advice("{{ $alert }}")).toBe("Say which `job` is meant.");
});

test("parts of a value are judged one by one, and only where a review is meant", async () => {
  const options = { required: [], values: {} };
  const label = (more: string): object =>
    pint(`rule {\n${more}  label "teams" {\n    token = "[a-z]+"\n    values = ["api", "web"]\n  }\n}\n`);
  const text = alert("up == 0", "  labels: { teams: 'api db' }\n");
  const told = ["6: The label `teams` of alert `ApiFails` holds `db`, which does not fit `(?:api)|(?:web)`."];
  expect(await judged(requiredLabels, text, { options, facts: { ...label("") } })).toEqual(told);
  expect(await judged(requiredLabels, text, { options, facts: { ...label('match { command = "watch" }\n') } })).toEqual(
    [],
  );
  expect(await judged(requiredLabels, text, { options, facts: { ...label('match { command = "ci" }\n') } })).toEqual(
    told,
  );
});

describe("divisions within sums", () => {
  test.each([
    "sum(a / b)",
    "avg by (job) (rate(a[5m]) / rate(b[5m]))",
    "sum(max(a % b))",
    "sum(a / (b >= 0))",
    "sum(a / (b > bool 0))",
    "sum(a / clamp_min(b, 0))",
    "sum(1 - (a / b))",
  ])("%s: told", async (expr) => {
    expect(await judged(divisionByZero, group(`- record: a:b\n  expr: ${expr}\n`))).toHaveLength(1);
  });
  test.each([
    "a / b",
    "sum(a) / sum(b)",
    "sum(a / 60)",
    "sum(a / (b > 0))",
    "sum(a / (b != 0))",
    "sum(a / clamp_min(b, 1))",
    "sum(a / clamp_max(b, -1))",
    "sum(a / on (job) count by (job) (b))",
    "sum(a / b and b > 0)",
    "sum((a / b) > 0.5)",
    "count(a / b)",
    "sum(count(a / b))",
    "sum(a / (60 * 60))",
    "sum(a /",
  ])("%s: fine", async (expr) => {
    expect(await judged(divisionByZero, group(`- record: a:b\n  expr: ${expr}\n`))).toEqual([]);
  });
});

test("absence that nobody waits for", async () => {
  expect(await judged(impatientAbsence, alert("absent(up)"))).toHaveLength(1);
  expect(await judged(impatientAbsence, alert("absent(up)", "  for: 0s\n"))).toHaveLength(1);
  expect(await judged(impatientAbsence, alert("absent(up)", "  for: 5m\n"))).toEqual([]);
  expect(await judged(impatientAbsence, alert("absent(up)", "  for: '{{ wait }}'\n"))).toEqual([]);
  expect(await judged(impatientAbsence, alert("absent_over_time(up[5m])"))).toEqual([]);
  expect(await judged(impatientAbsence, alert("absent(up"))).toEqual([]);
});

describe("recordings of other groups", () => {
  const first = "groups:\n  - name: base\n    rules:\n      - record: a:b\n        expr: sum(a)\n";
  const second = "  - name: totals\n    rules:\n      - record: c:d\n        expr: a:b + a:b\n";
  test("are told once a rule", async () => {
    expect(await judged(staleRecording, first + second)).toEqual([
      "9: Recording rule `c:d` uses `a:b` of group `base`, so it sees a value of an earlier evaluation.",
    ]);
  });
  test("are fine in alerts, in one group, and where pint is told so", async () => {
    expect(await judged(staleRecording, first + second.replace("record", "alert"))).toEqual([]);
    expect(await judged(staleRecording, group("- record: a:b\n  expr: sum(a)\n- record: c:d\n  expr: a:b\n"))).toEqual(
      [],
    );
    const facts = pint('check "rule/dependency" {\n  ignoreGroupMismatch = ["a:.+"]\n}\n');
    expect(await judged(staleRecording, first + second, { facts })).toEqual([]);
    expect(await judged(staleRecording, "groups: [")).toEqual([]);
  });
});

test("a bare list of rules is refused where pint wants strict files", async () => {
  const list = "- alert: ApiDown\n  expr: up == 0\n";
  expect(await judged(prometheusRules, list)).toEqual([]);
  expect(await judged(prometheusRules, list, { facts: pint("") })).toEqual([
    "1: A list of rules stands here, and Prometheus reads `groups` of rules only.",
  ]);
  expect(await judged(prometheusRules, list, { facts: pint('parser { relaxed = ["rules/.*"] }') })).toEqual([]);
  expect(await judged(prometheusRules, list, { facts: pint('parser { exclude = ["rules/.*"] }') })).toEqual([]);
});
