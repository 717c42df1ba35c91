/** What plain scalars become in both dialects, against the schemas of js-yaml. */

import { describe, expect, it } from "@jest/globals";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { dialectOf, resolvePlain, resolveScalar } from "../../../languages/yaml/scalar.ts";
import type { YamlScalar } from "../../../languages/yaml/tree.ts";

const samples = [
  ..."true True TRUE tRue false yes Yes YES yEs no NO on On off OFF y n null Null NULL ~ nil".split(" "),
  ..."0 1 -1 +1 007 0777 0o17 0x1F 0b101 1_000 12:30 12:30:45 190:20:30 1:99 08 09.5 1e3 1.5 .5 5. -.5 +1.5e-3 1.5e3".split(
    " ",
  ),
  ..."1.2.3 10.0.0.0/8 v1 1a e3 - + . .. .inf -.Inf +.INF .nan .NaN 0x 0xZZ 12e03 1__0 _1 -0 99999999999999999999".split(
    " ",
  ),
];

function plain(value: string, tag?: string): YamlScalar {
  return { type: "YamlScalar", range: [0, value.length], style: "plain", raw: value, value, ...(tag && { tag }) };
}

describe("resolvePlain", () => {
  it.each(samples)("agrees with js-yaml's core schema: %s", (sample) => {
    if (sample === "-") return expect(resolvePlain("-", "1.2")).toBe("-");
    expect(resolvePlain(sample, "1.2")).toEqual(load(sample, { schema: CORE_SCHEMA }));
  });

  it.each(samples.filter((sample) => !/^(?:-|y|n|1e3|1\.5e3|12e03|0b101|1__0|-0)$/u.test(sample)))(
    "agrees with js-yaml's 1.1 schema: %s",
    (sample) => {
      expect(resolvePlain(sample, "1.1")).toEqual(load(sample, { schema: YAML11_SCHEMA }));
    },
  );

  it("takes nothing for null", () => {
    expect(resolvePlain("", "1.1")).toBeNull();
  });
});

describe("resolveScalar", () => {
  it("leaves quoted scalars and those with a tag of their own alone", () => {
    expect(resolveScalar({ ...plain("yes"), style: "single" }, "1.1")).toBe("yes");
    expect(resolveScalar(plain("1", "!Ref"), "1.2")).toBe("1");
    expect(resolveScalar(plain("1", "!!str"), "1.2")).toBe("1");
    expect(resolveScalar({ ...plain("12", "!!int"), style: "double" }, "1.2")).toBe(12);
    expect(resolveScalar(plain("1.5", "!!float"), "1.2")).toBe(1.5);
  });
});

describe("dialectOf", () => {
  it("tells the readers apart", () => {
    expect(dialectOf("kubernetes")).toBe("1.1");
    expect(dialectOf("ansible-tasks")).toBe("1.1");
    expect(dialectOf("github-workflow")).toBe("1.2");
  });
});
