/** A secret found by one check is shown by none. */

import { describe, expect, test } from "@jest/globals";
import type { Document } from "../../core/document.ts";
import type { Finding, Place } from "../../core/finding.ts";
import { maskSecrets } from "../../core/mask.ts";
import { indexLines } from "../../core/text.ts";

const key = "Zk3vQ9xTb71LmWcR";
const text = `name: api\nkey:  ${key}\nport: 80\n`;
const document: Document = {
  path: "app.yaml",
  text,
  byteOrderMark: false,
  language: "yaml",
  kind: "plain",
  lines: indexLines(text),
};
const at = text.indexOf(key);

function place(start: number, end: number): Place {
  return { path: "app.yaml", range: [start, end] };
}

function mask(...findings: readonly Finding[]): readonly Finding[] {
  return maskSecrets(
    findings.map((finding) => ({ finding })),
    document,
  ).map(({ finding }) => finding);
}

const secret: Finding = { message: "A key.", at: place(at, at + key.length), secret: true, evidence: "hash" };

describe("maskSecrets", () => {
  test("takes excerpt and fix from a finding on the secret's line, and the secret from its words", () => {
    const spaces: Finding = {
      message: `\`${key}\` has two spaces before it.`,
      at: place(14, 16),
      fix: { safe: true, edits: [{ range: [10, 32], text: `key: ${key}` }] },
    };
    expect(mask(secret, spaces)[1]).toEqual({
      message: "`Zk3v…` has two spaces before it.",
      at: spaces.at,
      secret: true,
    });
  });

  test("takes the fix that quotes the line from a finding elsewhere", () => {
    const layout: Finding = {
      message: "Layout.",
      at: place(0, 4),
      fix: { safe: true, edits: [{ range: [0, 34], text: "…" }] },
    };
    expect(mask(secret, layout)[1]).not.toHaveProperty("fix");
  });

  test("leaves findings on other lines alone, and everything where nothing is secret", () => {
    const port: Finding = { message: "`80` is open.", at: place(text.indexOf("80"), text.indexOf("80") + 2) };
    expect(mask(secret, port)[1]).toEqual(port);
    const all = [{ finding: port }];
    expect(maskSecrets(all, document)).toBe(all);
  });
});
