/** Duplicate keys, by the value their reader gives them. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/duplicate-keys.ts";
import { observe } from "./observe.ts";

describe("style/yaml/duplicate-keys", () => {
  it("points at the second key and names the first one's line", () => {
    const { places, messages } = observe(check, "port: 80\nhost: a\nport: 443\n");
    expect(places).toEqual(["3:1 port"]);
    expect(messages[0]).toContain("first on line 1");
  });

  it("compares quoted and plain keys by value, in flow mappings too", () => {
    expect(observe(check, "{a: 1, 'a': 2, \"b\": 3, b: 4}\n").places).toEqual(["1:8 'a'", "1:24 b"]);
    expect(observe(check, "0x10: a\n16: b\n").places).toEqual(["2:1 16"]);
  });

  it("allows one merge key", () => {
    const { places, findings } = observe(check, "a: &a {}\nb: &b {}\nc:\n  <<: *a\n  <<: *b\n");
    expect(places).toEqual(["5:3 <<"]);
    expect(findings[0]?.advice).toContain("one list");
  });

  it.each([
    "a: {x: 1}\nb: {x: 1}\n",
    "1: a\n'1': b\n",
    "__proto__: 1\nconstructor: 2\ntoString: 3\n",
    "- a: 1\n- a: 1\n",
    "a: 1\n---\na: 1\n",
  ])("is silent on %j", (text) => {
    expect(observe(check, text).places).toEqual([]);
  });

  it("reads on behind a syntax error", () => {
    expect(observe(check, "a: @x\nb: 1\nb: 2\n").places).toEqual(["3:1 b"]);
  });

  it("copes with ten thousand equal keys", () => {
    expect(observe(check, "a: 1\n".repeat(10_000)).places).toHaveLength(1_000);
  });
});
