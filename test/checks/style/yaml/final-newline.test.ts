/** The newline at the end of the last line. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/final-newline.ts";
import { observe } from "./observe.ts";

describe("style/yaml/final-newline", () => {
  it("adds the newline the file uses", () => {
    expect(observe(check, "a: 1")).toMatchObject({ places: ["1:4 1"], fixed: "a: 1\n" });
    expect(observe(check, "a: 1\r\nb: 2").fixed).toBe("a: 1\r\nb: 2\r\n");
  });

  it("only suggests it behind a block of text, which would gain it", () => {
    const { findings, fixed } = observe(check, "a: |\n  text");
    expect(findings[0]?.fix?.safe).toBe(false);
    expect(fixed).toBe("a: |\n  text");
  });

  it("is silent where there is one, and on an empty text", () => {
    for (const text of ["a: 1\n", "a: 1\r\n", "", "  "]) expect(observe(check, text).places).toEqual([]);
  });

  it("fixes nothing in a broken text", () => {
    expect(observe(check, "a: [1")).toMatchObject({ places: ["1:5 1"], fixed: "a: [1" });
  });
});
