/** The checks of `security/text` that need no secret: conflict markers and invisible characters. */

import { describe, expect, it } from "@jest/globals";
import invisibleCharacters from "../../../../checks/security/text/invisible-characters.ts";
import mergeConflict from "../../../../checks/security/text/merge-conflict.ts";
import { lookAt, observe } from "../../look-at.ts";
import { cpuTime } from "../../../cpu-time.ts";

const conflict = "<<<<<<< HEAD\nport: 80\n=======\nport: 81\n>>>>>>> main\n";

describe("security/text/merge-conflict", () => {
  it.each(["yaml", "json", "text", "markdown"] as const)("finds the whole sequence in %s", async (language) => {
    expect(await lookAt(mergeConflict, language, `a: 1\n${conflict}`)).toEqual([
      "<<<<<<< HEAD: A merge conflict `HEAD` was left here, up to line 6: both sides stand in the file.",
    ]);
  });

  it("finds each of several, with CRLF and with a common ancestor", async () => {
    const text = `${conflict}|\n<<<<<<< ours\nx\n||||||| base\ny\n=======\nz\n>>>>>>> theirs\n`.replaceAll(
      "\n",
      "\r\n",
    );
    expect(await lookAt(mergeConflict, "text", text)).toHaveLength(2);
  });

  it.each([
    "Heading\n=======\n\ntext\n",
    "<<<<<<< HEAD\nport: 80\n",
    ">>>>>>> main\n=======\n<<<<<<< HEAD\n",
    "<<<<<<< HEAD\n>>>>>>> main\n",
    " <<<<<<< HEAD\n =======\n >>>>>>> main\n",
    "<<<<<<<< HEAD\n=======\n>>>>>>> main\n",
    "",
  ])("stays silent on %j", async (text) => {
    expect(await lookAt(mergeConflict, "text", text)).toEqual([]);
  });

  it("lets a page show a conflict as code", async () => {
    expect(await lookAt(mergeConflict, "markdown", `\`\`\`diff\n${conflict}\`\`\`\n`)).toEqual([]);
  });
});

describe("security/text/invisible-characters", () => {
  it.each([
    ["host: api\u200b.internal", "`U+200B` (zero-width space)"],
    ["access: \u202egnp\u202c", "`U+202E` (right-to-left override)"],
    ["a\u2066b", "`U+2066` (left-to-right isolate)"],
    ["key\u200d: 1", "`U+200D` (zero-width joiner)"],
    ["a: b\ufeff", "`U+FEFF` (zero-width no-break space)"],
    ["say \u{e0048}\u{e0069} hi", "2 invisible characters stand here, first `U+E0048` (tag character)"],
  ])("finds %j", async (text, name) => {
    const [finding, ...others] = await lookAt(invisibleCharacters, "text", text);
    expect(finding).toContain(name);
    expect(others).toEqual([]);
  });

  it("offers to delete them", async () => {
    const { findings } = await observe(invisibleCharacters, "yaml", "a: b\u200bc", {});
    expect(findings[0]?.fix).toEqual({ safe: false, edits: [{ range: [4, 5], text: "" }] });
  });

  it.each([
    ["text", "family 👨\u200d👩\u200d👧 and flag \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"],
    ["yaml", "title: می\u200cخواهم"],
    ["yaml", "title: \u200fשלום\u200f"],
    ["text", "plain ASCII and Ümläute, 漢字, é"],
    ["markdown", "prose with a\u200bzero-width space and a soft\u00adhyphen"],
    ["text", ""],
  ] as const)("leaves alone in %s: %j", async (language, text) => {
    expect(await lookAt(invisibleCharacters, language, text)).toEqual([]);
  });

  it("looks at code and at overrides in Markdown", async () => {
    const text = "a `rm\u200b -rf` b \u200b c\n\n\u202eoverride\n\n```sh\nls\u200b\n```\n";
    expect(await lookAt(invisibleCharacters, "markdown", text)).toHaveLength(3);
  });

  it("tells one a line and not too many of them", async () => {
    expect(await lookAt(invisibleCharacters, "text", "a\u200bb\u200bc")).toHaveLength(1);
    expect(await lookAt(invisibleCharacters, "text", "a\u200bb\n".repeat(1_000))).toHaveLength(20);
    const started = cpuTime();
    expect(await lookAt(invisibleCharacters, "text", "a\u200b".repeat(500_000))).toHaveLength(1);
    expect(cpuTime() - started).toBeLessThan(3_000);
  });
});
