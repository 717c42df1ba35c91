/** Fixes as suggestions: whole lines of one hunk, or none at all. */

import { describe, expect, test } from "@jest/globals";
import type { ChangedFile } from "../../core/differential.ts";
import type { Annotation } from "../../core/report.ts";
import { suggestionFor } from "../../github/suggestions.ts";

const text = "kind: Service  \nname: api\nport: 80\t\n";
const file: ChangedFile = {
  path: "k8s/service.yaml",
  status: "modified",
  kind: "file",
  additions: 1,
  deletions: 0,
  hunks: [{ lines: [1, 2], changed: [[1, 1]] }],
};

const words = "Line 1 ends in 2 spaces. Delete them.";

function fixing(edits: readonly { range: readonly [number, number]; text: string }[], safe = true): Annotation {
  return {
    rule: "trailing-spaces",
    message: "Line 1 ends in 2 spaces.",
    advice: "Delete them.",
    related: [],
    fingerprint: "f00d",
    fix: { safe, edits },
  };
}

describe("suggestionFor", () => {
  test("replaces the whole line and carries its mark", () => {
    const suggestion = suggestionFor(fixing([{ range: [13, 15], text: "" }]), file, text, words);
    expect(suggestion).toMatchObject({ path: "k8s/service.yaml", first: 1, last: 1, fingerprint: "f00d" });
    expect(suggestion?.body).toBe(
      "Line 1 ends in 2 spaces. Delete them.\n\n```suggestion\nkind: Service\n```\n<!-- plumbline:f00d -->",
    );
  });

  test("a line that goes altogether is an empty suggestion", () => {
    const suggestion = suggestionFor(fixing([{ range: [16, 26], text: "" }]), file, text, words);
    expect(suggestion).toMatchObject({ first: 2, last: 2 });
    expect(suggestion?.body).toContain("```suggestion\n```");
  });

  test("two edits of one fix land on the right places", () => {
    const edits = [
      { range: [0, 4], text: "KIND" },
      { range: [22, 25], text: "web" },
    ] as const;
    expect(suggestionFor(fixing(edits), file, text, words)?.body).toContain("KIND: Service  \nname: web\n");
  });

  test("text with back-ticks gets a longer fence", () => {
    const suggestion = suggestionFor(fixing([{ range: [13, 15], text: " # ```" }]), file, text, words);
    expect(suggestion?.body).toContain("````suggestion\n");
  });

  test.each([
    ["outside every hunk", fixing([{ range: [34, 35], text: "" }]), file],
    ["half outside", fixing([{ range: [13, 35], text: "" }]), file],
    ["that is not safe", fixing([{ range: [13, 15], text: "" }], false), file],
    ["without edits", fixing([]), file],
    ["that changes nothing", fixing([{ range: [0, 4], text: "kind" }]), file],
    ["beyond the text", fixing([{ range: [13, 400], text: "" }]), file],
  ])("none for a fix %s", (_what, annotation, changed) => {
    expect(suggestionFor(annotation, changed, text, words)).toBeUndefined();
  });

  test("none where the hunks are not known", () => {
    const { hunks: _hunks, ...unknown } = file;
    expect(suggestionFor(fixing([{ range: [13, 15], text: "" }]), unknown, text, words)).toBeUndefined();
  });
});
