/** Single escapes, where a mistake would let a file's content speak as Markdown, a link or a terminal command. */

import { describe, expect, test } from "@jest/globals";
import { byteLength, clip, clipLines } from "../../reporters/bytes.ts";
import { cell, codeSpan, encodePath, sentence } from "../../reporters/markdown.ts";
import { oneLine, visible } from "../../reporters/visible.ts";

describe("Markdown", () => {
  test.each([
    ["image", "`image`"],
    ["a`b", "``a`b``"],
    ["`a`", "`` `a` ``"],
    ["a``b`c", "```a``b`c```"],
    ["", "` `"],
    ["a\nb", "`a\\nb`"],
  ])("code of %j", (text, expected) => expect(codeSpan(text)).toBe(expected));

  test("a sentence keeps its code and escapes the rest", () => {
    expect(sentence("`a*b` is *not* <b>bold</b> & \\_")).toBe(
      "`a*b` is \\*not\\* &lt;b&gt;bold&lt;/b&gt; &amp; \\\\\\_",
    );
  });

  test("a lone backtick opens nothing", () => {
    expect(sentence("a ` b <i>")).toBe("a \\` b &lt;i&gt;");
  });

  test.each(["@ops/team", "#12", "GH-12", "https://evil.example", "www.evil.example", "ops@example.com"])(
    "%s is broken up",
    (text) => expect(sentence(text)).toContain("\u200b"),
  );

  test("every bar of a cell is escaped, also behind backslashes", () => {
    expect(cell("`a|b` \\| \\\\|")).toBe("`a\\|b` \\| \\\\\\|");
  });

  test("a path becomes part of a URL that Markdown keeps whole", () => {
    expect(encodePath("k8s/a (1)/#x?.yaml")).toBe("k8s/a%20%281%29/%23x%3F.yaml");
    expect(encodePath("\ud800")).toBe("%EF%BF%BD");
  });
});

describe("visible", () => {
  test("spells out what cannot be seen, keeps what belongs to words", () => {
    expect(visible("a\u0000\u001b[0m\u202e\u200b\ufeff\u0085\ud800")).toBe(
      "a\\u{0}\\u{1b}[0m\\u{202e}\\u{200b}\\u{feff}\\u{85}\\u{d800}",
    );
    expect(visible("👩‍🚒 ‌é")).toBe("👩‍🚒 ‌é");
    expect(oneLine(" a\r\n\tb ")).toBe("a b");
  });
});

describe("bytes", () => {
  test("clip never cuts a character", () => {
    expect(clip("🚢🚢🚢", 12)).toBe("🚢🚢🚢");
    expect(clip("🚢🚢🚢", 11)).toBe("🚢🚢…");
    expect(clip("🚢🚢🚢", 10)).toBe("🚢…");
  });

  test("clipLines keeps whole lines and says how many it left out", () => {
    const lines = Array.from({ length: 10 }, () => "世界");
    const kept = clipLines(lines, 40, (count) => `${count} more`);
    expect(kept).toEqual(["世界", "世界", "世界", "世界", "6 more"]);
    expect(byteLength(kept.join("\n"))).toBeLessThanOrEqual(40);
    expect(clipLines(lines, 70, () => "more")).toEqual(lines);
  });
});
