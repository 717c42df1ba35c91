/** The toolbox as front ends open it: the same answers in this thread and in real workers. */

import { afterEach, describe, expect, test } from "@jest/globals";
import type { Inspection } from "../../core/toolbox.ts";
import { openToolbox, type OpenToolbox } from "../../engine/toolbox.ts";

const open: OpenToolbox[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((toolbox) => toolbox.close()));
});

function toolbox(workers: number): OpenToolbox {
  const opened = openToolbox({ workers });
  open.push(opened);
  return opened;
}

const inspection: Inspection = {
  path: "motd.json",
  text: '{"a": 1}',
  byteOrderMark: false,
  language: "json",
  kind: "plain",
  tasks: [
    { rule: "mine", check: "style/json/no-such-check", options: {} },
    { rule: "layout", check: "format/prettier", options: { enabled: false } },
  ],
};

describe.each([0, 1])("with %i workers", (workers) => {
  test("runs checks, and says of a missing one that it is missing", async () => {
    const [result] = await toolbox(workers).inspect([inspection]);
    expect(result?.observations["mine"]?.gaps?.[0]?.reason).toContain("style/json/no-such-check");
    expect(result?.observations["layout"]?.skipped).toContain("no Prettier configuration");
  });
});

test("knows every check by name, also those that core computes", () => {
  const { checks } = toolbox(0);
  expect([...checks.keys()]).toEqual(expect.arrayContaining(["format/prettier", "waiver/unused"]));
});
