/** PromQL as the server reads it: what it takes, what it refuses, and where. */

import { describe, expect, test } from "@jest/globals";
import { parsePromql } from "../../../languages/promql/parse.ts";
import { everyNode, type PromqlNode } from "../../../languages/promql/tree.ts";
import { typeOfPromql, typeProblems } from "../../../languages/promql/types.ts";

/** `what it covers: message` of every problem. */
function problems(text: string): string[] {
  const parsed = parsePromql(text);
  const found = "problem" in parsed ? [parsed.problem] : typeProblems(parsed.tree);
  return found.map(({ message, range }) => `${text.slice(...range)}: ${message}`);
}

function tree(text: string): PromqlNode {
  const parsed = parsePromql(text);
  if ("problem" in parsed) throw new Error(`${text}: ${parsed.problem.message}`);
  return parsed.tree;
}

/** With every operation in brackets. */
function grouped(node: PromqlNode, text: string): string {
  const of = (child: PromqlNode): string => grouped(child, text);
  if (node.type === "PromqlBinary") return `(${of(node.left)} ${node.operator} ${of(node.right)})`;
  if (node.type === "PromqlUnary") return `(${node.operator}${of(node.operand)})`;
  if (node.type === "PromqlParentheses") return of(node.expression);
  return text.slice(...node.range);
}

test.each([
  "up",
  'node_cpu_seconds_total{mode!="idle",cpu=~"[0-3]",}',
  'sum by (job, "a label") (rate(requests_total[5m]))',
  "sum(rate(requests_total[5m])) without (pod)",
  "rate(requests_total[5m] offset 1w) > bool 3",
  "max_over_time(rate(requests_total[5m])[1h:30s] @ end())",
  "errors / on (job) group_left (team) owners",
  "errors / ignoring (code) group_right owners",
  "absent(up{job='api'}) or vector(0)",
  "histogram_quantile(0.99, sum by (le) (rate(latency_bucket[5m])))",
  'label_replace(up, "host", "$1", "instance", `(.*):\\d+`)',
  "topk(3, up) unless on () maintenance",
  "-up ^ 2 # the square\n + 1",
  "by + offset{step='1m'}",
  "0x1F + .5e3 - NaN * +Inf",
  "rate(up[5m * 2]) + fill(0) rate(down[range() / 4])",
  "rate(up[1m] anchored) > time() % 60",
  '{"requests.total", job="api"}',
  "increase(up[1y2w3d4h5m6s7ms])",
  "hour() + minute(vector(time()))",
])("%s is sound", (text) => {
  expect(problems(text)).toEqual([]);
});

test.each([
  ["rate(up)", "up: `rate` needs a range vector here, and this is an instant vector"],
  ["sum(up[5m])", "up[5m]: `sum` needs an instant vector, and this is a range vector"],
  ["sum(rate(up[5m])", "(: `(` is never closed"],
  ["sum(up))", "): `)` stands behind a whole expression"],
  ["up{job=api}", "api: `api` stands behind `job=`"],
  ["up{job=='api'}", "==: `==` stands behind the label `job`"],
  ["up{job=~'('}", "'(': the pattern `(` cannot be read: missing closing ): `(`"],
  ["{job=~'.*'}", "{job=~'.*'}: this selector fits every series there is"],
  ["up{job='api'", "{: `{` is never closed"],
  ["up[5x]", "5x: `5x` is neither a number nor a duration"],
  ["up[1m1h]", "1m1h: `1m1h` is no duration"],
  ["up[0s]", "0s: a range has to be longer than zero"],
  ["(up)[5m]", "[5m]: only a selector of series takes a range, and this is the result of a calculation"],
  ["up offset 5m [5m]", "[5m]: the range stands behind `offset`"],
  ["sum(up) offset 5m", "offset: `offset` stands behind something that selects no series"],
  ["1 == 1", "==: `==` compares two numbers, which needs `bool`"],
  ["up + bool 1", "+: `bool` goes with comparisons only, not with `+`"],
  ["up and 1", "1: `and` joins instant vectors, and this is a number"],
  ["up and on (job) group_left down", "group_left: `and` takes no `group_left`"],
  ["up * on (job) group_left (job) down", "job: `job` stands in `on` and in `group_left` at once"],
  ["topk(up)", "topk(up): `topk` takes a parameter and an expression, and here are 1"],
  ["rat(up[5m])", "rat: `rat` is no function of PromQL"],
  ["clamp(up, 1)", "clamp(up, 1): `clamp` takes 3 arguments, and here are 2"],
  ["round(up, 1, 2)", "round(up, 1, 2): `round` takes 1 to 2 arguments, and here are 3"],
  ["label_join(up, 'a')", "label_join(up, 'a'): `label_join` takes at least 3 arguments, and here are 2"],
  ["up > ", ": the expression ends where something to calculate with is expected"],
  ["up 'down'", "'down': `'down'` stands behind a whole expression"],
  ["'open", "'open: the text that begins here has no closing quote"],
  ['"\\d"', "\\d: `\\d` is no escape that PromQL knows"],
  ["", ": there is no expression"],
  ["# only a comment", "# only a comment: there is no expression"],
  ["sum by (a) (b) by (c)", "by: `by` stands behind a whole expression"],
  ["up{__name__='down'}", "'down': the metric's name is set twice, as `up` and again here"],
  ["a ; b", ";: `;` means nothing in PromQL"],
  ["up[5m:0s]", "0s: a range has to be longer than zero"],
  ["up @ Inf", "Inf: `Inf` is no point in time"],
  ["sum(up,)", "): `)` stands behind a comma, where `sum` expects one more argument"],
])("%s is refused", (text, problem) => {
  expect(problems(text)).toContain(problem);
});

test.each([
  ["a + b * c", "(a + (b * c))"],
  ["a * b + c", "((a * b) + c)"],
  ["a - b - c", "((a - b) - c)"],
  ["a ^ b ^ c", "(a ^ (b ^ c))"],
  ["-a ^ b", "(-(a ^ b))"],
  ["-a * b", "((-a) * b)"],
  ["a or b and c", "(a or (b and c))"],
  ["a == b + c", "(a == (b + c))"],
  ["a unless b or c > d", "((a unless b) or (c > d))"],
  ["a atan2 b % c", "((a atan2 b) % c)"],
])("%s groups as %s", (text, expected) => {
  expect(grouped(tree(text), text)).toBe(expected);
});

test("types follow the operands", () => {
  const types = ["1 + 2", "up + 1", "up[5m]", "'text'", "scalar(up)", "-(up)", "up[5m:]"];
  expect(types.map((text) => typeOfPromql(tree(text)))).toEqual([
    "scalar",
    "vector",
    "matrix",
    "string",
    "scalar",
    "vector",
    "matrix",
  ]);
});

describe("hostile texts come to an end", () => {
  test.each([
    ["deep brackets", "(".repeat(50_000)],
    ["deep signs", `${"-".repeat(50_000)}1`],
    ["a long text", `up{job="${"a".repeat(200_000)}"}`],
    ["NUL", "up\u0000"],
    ["half a character", "up + \ud83d"],
    ["a name of an object", "__proto__ + constructor(up)"],
  ])("%s", (_, text) => {
    const parsed = parsePromql(text);
    if ("tree" in parsed) expect([...everyNode(parsed.tree)].length).toBeGreaterThan(0);
    else expect(parsed.problem.range[1]).toBeLessThanOrEqual(text.length);
  });
});
