/** The form of a scenario: what is read, what becomes a differential, what is written back. */

import { describe, expect, test } from "@jest/globals";
import { readScenario, scenarioDifferential, writeReport } from "../../sources/scenario.ts";

const text = `A port is opened.
Two lines say so.

=== rules
extends: [recommended]

=== base k8s/api.yaml
kind: Service
spec:
  ports: []

=== base k8s/old.yaml
kind: Secret

=== base README.md
# Shop

=== head k8s/api.yaml
kind: Service
spec:
  ports: [22]

=== head k8s/new.yaml (no newline at end)
a: 1
\\=== not a section

=== removed k8s/old.yaml

=== request
title: OPS-1: open SSH
branch: open-ssh
author: renovate[bot]
labels: network, urgent

Why: a bastion.

Refs: OPS-1

=== commit
Open port 22

Refs: OPS-1

=== report
1 to mend
`;

describe("readScenario", () => {
  const scenario = readScenario(text);

  test("reads every section", () => {
    expect(scenario.description).toBe("A port is opened.\nTwo lines say so.");
    expect(scenario.rules).toBe("extends: [recommended]\n");
    expect(scenario.head.get("README.md")).toBe("# Shop\n");
    expect(scenario.head.get("k8s/new.yaml")).toBe("a: 1\n=== not a section");
    expect(scenario.request?.request).toEqual({
      title: "OPS-1: open SSH",
      body: "Why: a bastion.\n\nRefs: OPS-1",
      author: { login: "renovate[bot]", isBot: true },
      labels: ["network", "urgent"],
      baseBranch: "main",
      isDraft: false,
    });
    expect(scenario.request?.branch).toBe("open-ssh");
    expect(scenario.commits).toEqual(["Open port 22\n\nRefs: OPS-1"]);
    expect(scenario.report).toBe("1 to mend\n");
  });

  test("becomes a differential with hunks", async () => {
    const { files, base, head, request, commits } = scenarioDifferential(scenario);
    expect(files).toEqual([
      {
        path: "k8s/api.yaml",
        status: "modified",
        kind: "file",
        additions: 1,
        deletions: 1,
        hunks: [{ lines: [1, 3], changed: [[3, 3]] }],
      },
      {
        path: "k8s/new.yaml",
        status: "added",
        kind: "file",
        additions: 2,
        deletions: 0,
        hunks: [{ lines: [1, 2], changed: [[1, 2]] }],
      },
      { path: "k8s/old.yaml", status: "removed", kind: "file", additions: 0, deletions: 1, hunks: [] },
    ]);
    expect((await base.read([".github/plumbline.yml"])).get(".github/plumbline.yml")?.kind).toBe("text");
    expect((await head.list("k8s")).map((entry) => entry.path)).toEqual(["k8s/api.yaml", "k8s/new.yaml"]);
    expect(request?.title).toBe("OPS-1: open SSH");
    expect(commits).toHaveLength(1);
  });

  test("a renamed file keeps its content unless it is given another", () => {
    const { files } = scenarioDifferential(
      readScenario("Moved.\n\n=== base a.yaml\na: 1\n\n=== renamed a.yaml -> b.yaml\n"),
    );
    expect(files).toEqual([
      {
        path: "b.yaml",
        status: "renamed",
        previousPath: "a.yaml",
        kind: "file",
        additions: 0,
        deletions: 0,
        hunks: [],
      },
    ]);
  });

  test.each([
    ["=== bse k8s/a.yaml\n", "line 2: there is no section `bse`"],
    [
      "=== base a.yaml\na: 1\n\n=== renamed b.yaml -> c.yaml\n",
      "line 5: `=== renamed OLD -> NEW` names a file of base",
    ],
    ["=== request\ntitel: x\n", "line 2: `titel: x` is no field of a request"],
  ])("names the line of %j", (source, message) => {
    expect(() => readScenario(`Broken.\n${source}`)).toThrow(message);
  });
});

describe("writeReport", () => {
  test("replaces the report and nothing else", () => {
    const written = writeReport(text, "2 to mend\n=== and more\n");
    expect(written).toBe(text.replace("1 to mend\n", "2 to mend\n\\=== and more\n"));
    expect(readScenario(written).report).toBe("2 to mend\n=== and more\n");
  });

  test("leaves blanks at the end of the last file alone", () => {
    const source = "Blanks.\n\n=== head a.yaml\na: 1  \n\n=== report\nold\n";
    expect(writeReport(source, "new\n")).toBe(source.replace("old", "new"));
  });

  test("adds one where there is none", () => {
    expect(writeReport("Nothing.\n\n=== commit\nBegin\n", "ok")).toBe(
      "Nothing.\n\n=== commit\nBegin\n\n=== report\nok\n",
    );
  });
});
