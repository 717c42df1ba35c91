/** What a `.dockerignore` leaves out, and which of its patterns the builder refuses. */

import { describe, expect, it } from "@jest/globals";
import { leftOutBy, malformedBy, readIgnorePatterns } from "../../../languages/dockerfile/ignore-file.ts";
import { cpuTime } from "../../cpu-time.ts";

/** Of the paths, those that are left out. */
function leftOut(lines: readonly string[], paths: readonly string[]): readonly string[] {
  const by = leftOutBy(readIgnorePatterns(lines.join("\n")));
  return paths.filter((path) => by(path));
}

describe("patterns", () => {
  it("stand where they are written, without blanks around them", () => {
    const text = "# why\n\n  dist/  \r\n! ./src//lib/\n  # indented\n";
    const patterns = readIgnorePatterns(text);
    expect(patterns.map(({ path, isException }) => [path, isException])).toEqual([
      ["dist", false],
      ["src/lib", true],
      ["# indented", false],
    ]);
    expect(patterns.map(({ range }) => text.slice(...range))).toEqual(["dist/", "! ./src//lib/", "# indented"]);
  });

  it.each<[lines: readonly string[], paths: readonly string[], expected: readonly string[]]>([
    [["node_modules"], ["node_modules/a/b.js", "web/node_modules/a.js"], ["node_modules/a/b.js"]],
    [
      ["**/node_modules"],
      ["node_modules/a.js", "web/node_modules/a.js", "my_node_modules"],
      ["node_modules/a.js", "web/node_modules/a.js"],
    ],
    [["*.md"], ["README.md", "docs/README.md"], ["README.md"]],
    [["*/*.md"], ["README.md", "docs/README.md", "docs/a/b.md"], ["docs/README.md"]],
    [["**/*.go"], ["main.go", "cmd/a/main.go", "main.gone"], ["main.go", "cmd/a/main.go"]],
    [["/target/"], ["target/api.jar", "api/target/a.jar"], ["target/api.jar"]],
    [["temp?"], ["tempa", "temp", "temp/a"], ["tempa"]],
    [
      ["log[0-9^]", "x[^a-c]"],
      ["log1", "log^", "loga", "xa", "xd"],
      ["log1", "log^", "xd"],
    ],
    [
      ["*", "!src", "src/*.tmp"],
      ["src/a.ts", "src/b.tmp", "Dockerfile"],
      ["src/b.tmp", "Dockerfile"],
    ],
    [["!src", "*"], ["src/a.ts"], ["src/a.ts"]],
    [["docs/**", "!docs/**/keep.md"], ["docs/a/keep.md", "docs/keep.md", "docs/a.md"], ["docs/a.md"]],
    [
      ["a\\*b", "c**d"],
      ["a*b", "axb", "c/x/d", "cd"],
      ["a*b", "c/x/d", "cd"],
    ],
    [["../secrets", ".", "/", "#a"], ["secrets", "a"], []],
    [["__proto__", "constructor"], ["__proto__/a", "toString"], ["__proto__/a"]],
  ])("%j", (lines, paths, expected) => {
    expect(leftOut(lines, paths)).toEqual(expected);
  });

  it.each(["[", "a[]", "a[^]", "a[b-]", "a[-b]", "[a", "a\\", "!", "a[\\]", "*[[]"])(
    "%s is refused, if at all",
    (line) => {
      const [pattern] = readIgnorePatterns(line);
      const isSound = line === "*[[]";
      expect(pattern && malformedBy(pattern) === undefined).toBe(isSound);
    },
  );

  it("take time that grows with their length, whatever they hold", () => {
    const by = leftOutBy(readIgnorePatterns(`${"**/a*".repeat(150)}b\n${"[".repeat(900)}\n${"x".repeat(5_000_000)}\0`));
    const started = cpuTime();
    expect(by("a/".repeat(500))).toBeUndefined();
    expect(cpuTime() - started).toBeLessThan(2_000);
  });
});
