/** Lines and offsets, with every kind of line ending. */

import { describe, expect, test } from "@jest/globals";
import { indexLines } from "../../core/text.ts";

describe("indexLines", () => {
  const text = "kind: Service\r\nmetadata:\n  name: api 🚀\n";
  const lines = indexLines(text);

  test("counts lines; a final newline opens none", () => {
    expect(lines.count).toBe(3);
    expect(indexLines("").count).toBe(1);
    expect(indexLines("a\n\n").count).toBe(2);
  });

  test("turns offsets into positions and back", () => {
    expect(lines.position(0)).toEqual({ line: 1, column: 1 });
    expect(lines.position(15)).toEqual({ line: 2, column: 1 });
    expect(lines.offset({ line: 2, column: 1 })).toBe(15);
    for (let offset = 0; offset <= text.length; offset += 1) expect(lines.offset(lines.position(offset))).toBe(offset);
  });

  test("gives a line without its ending", () => {
    expect(lines.line(1)).toEqual([0, 13]);
    expect(lines.line(2)).toEqual([15, 24]);
  });

  test("clamps what lies outside", () => {
    expect(lines.position(10_000)).toEqual(lines.position(text.length));
    expect(lines.position(-4)).toEqual({ line: 1, column: 1 });
    expect(lines.offset({ line: 99, column: 1 })).toBe(text.length);
    expect(lines.line(99)).toEqual([text.length, text.length]);
  });

  test("a lone carriage return ends no line", () => {
    expect(indexLines("a\rb").count).toBe(1);
  });
});
