/** What the demo shows in a terminal, and that its files tell the story they are meant to tell. */

import { expect, test } from "@jest/globals";
import { createPrinter, readable, type ShownRun } from "../../scripts/demo-print.ts";
import { hurriedFiles, mends, startingFiles } from "../../scripts/demo-repository.ts";

const run: ShownRun = {
  name: "plumbline",
  title: "1 to mend before merge",
  status: "completed",
  conclusion: "failure",
  summary:
    "### Mend\n- [ ] **YAML** [`k8s/deploy.yaml:23`](http://127.0.0.1/x): `image` is off\n<details><summary>How</summary>\n\nwell\n\n</details>",
  annotations: [
    {
      path: "k8s/deploy.yaml",
      start_line: 23,
      end_line: 23,
      start_column: 9,
      annotation_level: "failure",
      title: "YAML",
      message: "`image` is off.\nIndent it.",
    },
  ],
};

function printed(isColoured: boolean): string[] {
  const lines: string[] = [];
  createPrinter((line) => lines.push(line), isColoured, 20).checkRun(run);
  return lines;
}

test("a check run is printed without what only a browser needs", () => {
  const rule = "─".repeat(20);
  expect(printed(false)).toEqual([
    rule,
    "✗ plumbline: 1 to mend before merge   failure",
    rule,
    "  Mend",
    "  ☐ YAML `k8s/deploy.yaml:23`: `image` is off",
    "  How",
    "",
    "  well",
    "",
    "  Annotations (1)",
    "  failure  k8s/deploy.yaml:23:9  YAML",
    "           `image` is off.",
    "           Indent it.",
    rule,
  ]);
});

test("colours appear on a terminal only", () => {
  expect(printed(true).join("\n")).toContain("\u001b[31m✗\u001b[0m");
  expect(printed(false).join("\n")).not.toContain("\u001b");
});

test("ticks stand wherever they stand in a line", () => {
  expect(readable("- [x] Description · [ ] Ticket")).toBe("✓ Description · ☐ Ticket");
});

test("the mends touch exactly the files that the hurried change broke", () => {
  expect(Object.keys(mends).sort()).toEqual([
    ".github/workflows/plan.yml",
    "api/Dockerfile",
    "compose.yaml",
    "hosts/clean.service",
    "hosts/clean.sh",
    "k8s/api/deploy.yaml",
    "k8s/api/service.yaml",
    "monitoring/api.rules.yml",
    "network/sg.tf",
  ]);
  expect(hurriedFiles["k8s/api/deploy.yaml"]?.split("\n")[22]).toMatch(/^ {8}image:/);
  expect(Object.keys(hurriedFiles).every((path) => startingFiles[path] !== hurriedFiles[path])).toBe(true);
});
