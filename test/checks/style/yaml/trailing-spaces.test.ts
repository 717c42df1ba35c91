/** Blanks at line ends; those of a block of text are text. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/trailing-spaces.ts";
import { observe } from "./observe.ts";

describe("style/yaml/trailing-spaces", () => {
  it("finds and strips them, with Windows line ends too", () => {
    const { places, fixed } = observe(check, "a: 1 \r\nb:\t \r\n  - c  # d \r\n  \r\n");
    expect(places).toEqual(["1:5  ", "2:3 \t ", "3:11  ", "4:1   "]);
    expect(fixed).toBe("a: 1\r\nb:\r\n  - c  # d\r\n\r\n");
  });

  it("leaves the text of blocks alone, but not their header", () => {
    const text = "a: | \n  text  \n   \n  more\nb: 1\n";
    expect(observe(check, text).fixed).toBe("a: |\n  text  \n   \n  more\nb: 1\n");
  });

  it("shows blanks in blocks when asked to, and never strips them", () => {
    const text = "a: >-\n  text  \n  more  \n";
    const { places, fixed } = observe(check, text, { options: { blocks: true } });
    expect(places).toEqual(["2:7   ", "3:7   "]);
    expect(fixed).toBe(text);
    expect(observe(check, text).places).toEqual([]);
  });

  it("keeps blanks that are more than an empty line at the end of a block", () => {
    const text = "a: |\n  text\n     \nb: 1\n";
    expect(observe(check, text).fixed).toBe(text);
  });

  it("does not strip inside quotes, where a backslash may hold the blank", () => {
    const text = 'a: "x\\ \n  y"\n';
    expect(observe(check, text)).toMatchObject({ places: ["1:7  "], fixed: text });
  });

  it("is silent on a clean text and strips nothing of a broken one", () => {
    expect(observe(check, "a: 1\n").places).toEqual([]);
    expect(observe(check, "a: [1 \nb: 2\n")).toMatchObject({ places: ["1:6  "], fixed: "a: [1 \nb: 2\n" });
  });
});
