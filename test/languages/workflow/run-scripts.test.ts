/** Where the scripts of a workflow stand, which shell reads them, and which are left out. */

import { beforeAll, describe, expect, it } from "@jest/globals";
import { openDocument } from "../../../core/open-document.ts";
import { loadLanguage, parseDocument } from "../../../languages/parse.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { runScriptsOf } from "../../../languages/workflow/run-scripts.ts";

beforeAll(() => loadLanguage("yaml"));

function scriptsOf(text: string, path = ".github/workflows/ci.yml") {
  const document = openDocument(path, { kind: "text", text, byteOrderMark: false });
  return runScriptsOf(parseDocument(document) as YamlDocument).map(({ tree, problems, dialect, options }) => ({
    commands: tree.body.items.map(({ range }) => text.slice(...range)),
    problems: problems.map(({ message }) => message),
    dialect,
    options: [...options],
  }));
}

const job = (step: string, runner = "ubuntu-latest") =>
  `on: push\njobs:\n  build:\n    runs-on: ${runner}\n    steps:\n      - ${step}\n`;

describe("scripts of workflows", () => {
  it("stand where they are written, in a block or on a line", () => {
    const text = job(
      "run: |\n          cd pier\n          make ${{ matrix.target }} \\\n            all\n      - run: make test # all",
    );
    expect(scriptsOf(text)).toEqual([
      {
        commands: ["cd pier", "make ${{ matrix.target }} \\\n            all"],
        problems: [],
        dialect: "bash",
        options: ["errexit"],
      },
      { commands: ["make test"], problems: [], dialect: "bash", options: ["errexit"] },
    ]);
  });

  it.each([
    ["bash", [{ dialect: "bash", options: ["errexit", "pipefail"] }]],
    ["sh", [{ dialect: "sh", options: ["errexit"] }]],
    ["pwsh", []],
    ["python", []],
    ["${{ matrix.shell }}", []],
  ])("are read by the shell that is named: %s", (shell, wanted) => {
    expect(scriptsOf(job(`run: make\n        shell: ${shell}`))).toMatchObject(wanted);
  });

  it.each([["windows-latest"], ["${{ matrix.os }}"], ["[self-hosted, harbour]"]])(
    "of a runner whose shell nobody knows are left out: %s",
    (runner) => {
      expect(scriptsOf(job("run: make", runner))).toEqual([]);
    },
  );

  it("in folded or quoted texts are left out", () => {
    expect(scriptsOf(job("run: >\n          make\n          all"))).toEqual([]);
    expect(scriptsOf(job('run: "make\\tall"'))).toEqual([]);
  });

  it("of composite actions are read, too", () => {
    const action = "name: pier\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n";
    expect(scriptsOf(action, "pier/action.yml")).toMatchObject([{ commands: ["make"] }]);
  });

  it("that do not parse say where", () => {
    const [script] = scriptsOf(job("run: |\n          if true; then\n            make"));
    expect(script?.problems).toHaveLength(1);
  });

  it("are none where the workflow does not parse", () => {
    expect(scriptsOf(job("run: [make"))).toEqual([]);
    expect(scriptsOf("")).toEqual([]);
  });
});
