/** Steps of indentation within one file. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/indentation.ts";
import { observe } from "./observe.ts";

describe("style/yaml/indentation", () => {
  it("takes the first step as the file's", () => {
    const { places, messages } = observe(check, "a:\n  b: 1\nd:\n    e: 1\n");
    expect(places).toEqual(["4:5 e"]);
    expect(messages).toEqual(["This level is indented by 4 spaces, the file began with 2 spaces on line 2."]);
  });

  it("keeps to a number that the rule asks for", () => {
    const { places, messages } = observe(check, "a:\n  b: 1\n", { options: { spaces: 4 } });
    expect(places).toEqual(["2:3 b"]);
    expect(messages[0]).toContain("the rule asks for 4 spaces");
  });

  it("takes the first list as the file's way to place lists", () => {
    expect(observe(check, "a:\n- 1\nb:\n  - 2\n").places).toEqual(["4:3 -"]);
    expect(observe(check, "a:\n- 1\nb:\n  - 2\n", { options: { sequences: "any" } }).places).toEqual([]);
    expect(observe(check, "a:\n- 1\n", { options: { sequences: "indented" } }).places).toEqual(["2:1 -"]);
    expect(observe(check, "a:\n  - 1\n", { options: { sequences: "flush" } }).places).toEqual(["2:3 -"]);
  });

  it("is silent on even steps, flow style, mappings behind a dash", () => {
    const text = "a:\n  b:\n    - c:\n        d: 1\n      e: {f:\n  1}\n    -   g: 1\n";
    expect(observe(check, text).places).toEqual([]);
  });

  it("leaves a text that does not parse alone", () => {
    expect(observe(check, "a:\n  b: 1\nc:\n    d: 1\n   e: 1\n").places).toEqual([]);
  });
});
