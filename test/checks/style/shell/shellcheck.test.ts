/** Our rules beside ShellCheck, and our parser beside the shells: one table, one call of each. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openDocument } from "../../../../core/open-document.ts";
import { indexLines } from "../../../../core/text.ts";
import { counterpartsOf } from "../../../../languages/foreign/counterparts.ts";
import { parseShell } from "../../../../languages/shell/parse.ts";
import { parseShellDocument } from "../../../../languages/shell/document.ts";
import { findingsWith } from "../../find-with.ts";
import { describeWith } from "../../../required.ts";
import { brokenAtTheEnd, brokenScripts, oracleCases, soundScripts } from "./shellcheck-cases.ts";

interface Comment {
  readonly file: string;
  readonly line: number;
  readonly level: string;
  readonly code: number;
}

const isThere = (program: string) => spawnSync(program, ["--version"]).error === undefined;
const missing = ["bash", "dash", "shellcheck"].find((program) => !isThere(program));

/** They share a code of ShellCheck's. */
const unquoted = ["style/shell/unquoted-expansion", "style/shell/unquoted-test", "style/shell/unquoted-removal"];

function checksOf(name: string): readonly string[] {
  const full = name.includes("/") ? name : `style/shell/${name}`;
  return unquoted.includes(full) ? unquoted : [full];
}

function codesOf(checks: readonly string[]): ReadonlySet<number> {
  const ids = [...counterpartsOf("shellcheck")].filter(([, ours]) => ours.some((each) => checks.includes(each)));
  return new Set(ids.map(([id]) => Number(id.slice(2))));
}

function inOrder(lines: Iterable<number>): readonly number[] {
  return [...new Set(lines)].sort((left, right) => left - right);
}

describeWith("tools", missing && `${missing} is not installed`, "beside ShellCheck and the shells", () => {
  let folder = "";
  let comments: readonly Comment[] = [];

  function write(prefix: string, texts: readonly string[]): readonly string[] {
    return texts.map((text, index) => {
      const name = `${prefix}-${index}.sh`;
      writeFileSync(path.join(folder, name), text);
      return name;
    });
  }

  function linesTold(shell: string, names: readonly string[]): ReadonlyMap<string, readonly number[]> {
    const script = `for each; do ${shell} -n "$each"; done`;
    const { stderr } = spawnSync("bash", ["-c", script, "bash", ...names], { cwd: folder, encoding: "utf8" });
    const told = [...stderr.matchAll(/^([\w-]+\.sh): (?:line )?(\d+): /gmu)];
    return new Map(
      names.map((name) => [name, told.flatMap(([, file, line]) => (file === name ? [Number(line)] : []))]),
    );
  }

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "plumbline-shellcheck-"));
    const names = [
      ...write(
        "case",
        oracleCases.map(({ text }) => `${text}\n`),
      ),
      ...write("broken", brokenScripts),
      ...write("sound", soundScripts),
    ];
    const options = ["--norc", "--enable=check-set-e-suppressed", "-f", "json1"];
    const run = { cwd: folder, encoding: "utf8", maxBuffer: 50_000_000 } as const;
    const { stdout } = spawnSync("shellcheck", [...options, ...names], run);
    ({ comments } = JSON.parse(stdout) as { comments: readonly Comment[] });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(oracleCases.map((each, index) => [each.check, each.text, each, index] as const))(
    "%s in %j",
    async (check, text, { differs, besides }, index) => {
      const checks = checksOf(check);
      const codes = codesOf(checks);
      expect(codes.size).toBeGreaterThan(0);
      const lines = indexLines(text);
      const found = await Promise.all(checks.map((name) => findingsWith(name, "deploy.sh", text)));
      const ours = inOrder(found.flat().map(({ at }) => lines.position(at?.range[0] ?? 0).line));
      const theirs = inOrder(
        comments
          .filter(({ file, code, line }) => file === `case-${index}.sh` && codes.has(code) && line !== besides)
          .map(({ line }) => line),
      );
      if (differs === undefined) expect(ours).toEqual(theirs);
      else expect(ours).not.toEqual(theirs);
    },
  );

  test("what no shell takes is refused, at a line that one of them tells", () => {
    const names = brokenScripts.map((_, index) => `broken-${index}.sh`);
    const told = ["bash", "dash"].map((shell) => linesTold(shell, names));
    const wrong = brokenScripts.flatMap((text, index) => {
      const name = `broken-${index}.sh`;
      const [problem] = parseShell(text).problems;
      const line = problem ? indexLines(text).position(problem.range[0]).line : undefined;
      const theirs = comments.filter(({ file, level }) => file === name && level === "error");
      const lines = [...told.flatMap((each) => each.get(name) ?? []), ...theirs.map((each) => each.line)];
      if (told.some((each) => each.get(name)?.length === 0)) return [`a shell takes ${JSON.stringify(text)}`];
      return line !== undefined && lines.includes(line) ? [] : [`${line ?? "taken"}, not ${lines.join()}: ${text}`];
    });
    expect(wrong).toEqual([]);
    const [problem] = parseShell(brokenAtTheEnd).problems;
    expect(brokenAtTheEnd.slice(...(problem?.range ?? []))).toBe("|");
  });

  test("what every shell takes is read", () => {
    const names = soundScripts.map((_, index) => `sound-${index}.sh`);
    const told = ["bash", "dash"].flatMap((shell) => [...linesTold(shell, names).values()].flat());
    expect(told).toEqual([]);
    const problems = soundScripts.flatMap((text) => {
      const opened = openDocument("deploy.sh", { kind: "text", text, byteOrderMark: false });
      return parseShellDocument(opened).problems.map(({ message }) => `${message} ${text}`);
    });
    expect(problems).toEqual([]);
  });
});
