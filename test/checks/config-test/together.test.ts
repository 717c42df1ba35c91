/** Many files in one call: who is asked about what, and whose fault it is, with a tool that says what the test wants. */

import { expect, test } from "@jest/globals";
import type { ToolRun, ToolRunner } from "../../../core/tool-run.ts";
import { ask } from "./ask.ts";

const play = "---\n- name: Configure the API\n  hosts: api\n  tasks:\n    - ansible.builtin.ping:\n";
const looksUp = `${play}    - import_tasks: "{{ lookup('pipe', 'id') }}"\n`;
const path = (name: string): string => `${name}/playbooks/site.yml`;

interface Spy extends ToolRunner {
  /** Of each call, the files that it was asked about. */
  readonly calls: (readonly string[])[];
}

/** Says these outputs one after the other; an empty one is a sound answer. */
function saying(...outputs: readonly string[]): Spy {
  const calls: (readonly string[])[] = [];
  return {
    calls,
    run: async ({ files }: ToolRun) => {
      const stdout = outputs[calls.length] ?? "";
      calls.push([...files.keys()]);
      return { kind: "exited", code: stdout === "" ? 0 : 2, stdout, stderr: "" };
    },
  };
}

test("what lies unread behind a broken file is asked about anew", async () => {
  const tools = saying(
    `syntax-check[specific]: couldn't resolve module/action 'ansible.builtin.pingg'.\n${path("a")}:5:7\n`,
    `name[missing]: All tasks should be named.\n${path("b")}:5 Task/Handler: ping\n`,
  );
  const answer = await ask("ansible-lint", { [path("a")]: play, [path("b")]: play, [path("c")]: play }, {}, tools);
  expect(tools.calls).toEqual([
    [path("a"), path("b"), path("c")],
    [path("b"), path("c")],
  ]);
  expect(answer.of(path("a"))).toMatchObject({ outcome: "failed", places: [`${path("a")}:5`] });
  expect(answer.of(path("b"))).toMatchObject({ outcome: "failed", places: [`${path("b")}:5`] });
  expect(answer.of(path("c"))).toEqual({ outcome: "passed", places: [], gaps: [] });
});

test("what one file lacks is no fault of the others, nor its own", async () => {
  const tools = saying(`syntax-check[specific]: the role 'shop.nginx' was not found in /src\n${path("a")}:5:7\n`);
  const answer = await ask("ansible-lint", { [path("a")]: play, [path("b")]: play }, {}, tools);
  expect(tools.calls).toHaveLength(2);
  expect(answer.of(path("a"))).toMatchObject({ outcome: "inconclusive", places: [] });
  expect(answer.of(path("b"))).toMatchObject({ outcome: "passed", gaps: [] });
});

test("a tool that stumbles over nobody is asked no further", async () => {
  const tools = saying("load-failure: somewhere\n", "load-failure: somewhere\n", "load-failure: somewhere\n");
  const answer = await ask("ansible-lint", { [path("a")]: play, [path("b")]: play }, {}, tools);
  expect(tools.calls.length).toBeLessThanOrEqual(2);
  expect([answer.of(path("a")).outcome, answer.of(path("b")).outcome]).not.toContain("passed");
});

test("a file that loads code is not among them", async () => {
  const tools = saying("");
  const answer = await ask("ansible-lint", { [path("a")]: looksUp, [path("b")]: play }, {}, tools);
  expect(tools.calls).toEqual([[path("b")]]);
  expect(answer.of(path("a"))).toMatchObject({ outcome: "inconclusive", places: [] });
  expect(answer.of(path("b")).outcome).toBe("passed");
});

test("too many for one call make two", async () => {
  const tools = saying("", "");
  const files = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [path(`n${index}`), play]));
  expect((await ask("ansible-lint", files, {}, tools)).count).toBe(13);
  expect(tools.calls.map(({ length }) => length)).toEqual([12, 1]);
});

test("an unknown key in one rule file is not held against the next", async () => {
  const rules = "groups:\n  - name: api\n    rules:\n      - record: job:up\n        expr: up\n";
  const files = { "prometheus/a.rules.yml": rules, "prometheus/b.rules.yml": `${rules}        fro: 5m\n` };
  const run = async () =>
    ({
      kind: "exited",
      code: 1,
      stdout: "Checking ./prometheus/a.rules.yml\n  SUCCESS: 1 rules found\n",
      stderr:
        "  FAILED:\n./prometheus/b.rules.yml: yaml: unmarshal errors:\n  line 6: field fro not found in type rulefmt.RuleNode\n",
    }) as const;
  const answer = await ask("promtool-rules", files, {}, { run });
  expect(answer.of("prometheus/a.rules.yml").outcome).toBe("passed");
  expect(answer.of("prometheus/b.rules.yml").places).toEqual(["prometheus/b.rules.yml:6"]);
});
