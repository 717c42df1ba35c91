/** Tabs where YAML counts only spaces. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/tabs.ts";
import { observe } from "./observe.ts";

describe("style/yaml/tabs", () => {
  it("finds tabs after a colon, before a comment, in indentation, and makes spaces of them", () => {
    const { places, fixed } = observe(check, "port:\t\t80\nhost: a\t# web\n\t# two\nlist: [80]\n");
    expect(places).toEqual(["1:6 \t\t", "2:8 \t", "3:1 \t"]);
    expect(fixed).toBe("port: 80\nhost: a # web\n # two\nlist: [80]\n");
  });

  it("leaves the tabs of values, blocks, comments and line ends alone", () => {
    const text = "a: \"x\ty\"\nb: 'x\ty'\nc: x\ty\nd: |\n  \tx\ne: 1 # x\ty\nf: 1\t\n";
    expect(observe(check, text).places).toEqual([]);
  });

  it("leaves a text that does not parse to the syntax check", () => {
    expect(observe(check, "a:\n\tb: 1\n\t\tc: 2\n").places).toEqual([]);
  });
});
