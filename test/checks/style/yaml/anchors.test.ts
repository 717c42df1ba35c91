/** Aliases and the anchors they mean. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/anchors.ts";
import { observe } from "./observe.ts";

describe("style/yaml/anchors", () => {
  it("finds an alias without anchor, and offers quotes", () => {
    const { places, findings } = observe(check, "hosts: *.example.com\nname: *web\n");
    expect(places).toEqual(["1:8 *.example.com", "2:7 *web"]);
    expect(findings[0]?.fix).toMatchObject({ safe: false, edits: [{ range: [7, 20], text: '"*.example.com"' }] });
  });

  it("finds an alias above its anchor, and one beyond the end of the document", () => {
    expect(observe(check, "a: *x\nb: &x 1\n").messages).toEqual([
      "`*x` stands above its anchor on line 2, and aliases only see what is above them.",
    ]);
    expect(observe(check, "a: &x 1\nb: *x\n---\nc: *x\n").places).toEqual(["4:4 *x"]);
  });

  it("finds anchors that nobody uses or that are defined twice", () => {
    const { places, messages } = observe(check, "a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: &y 3\n");
    expect(places).toEqual(["3:4 &x", "5:4 &y"]);
    expect(messages).toContain("`&x` is defined a second time, first on line 1, and aliases below mean this one.");
    expect(messages).toContain("No alias refers to the anchor `&y`.");
  });

  it("says one thing of an anchor that is both", () => {
    expect(observe(check, "a: &x 1\nb: *x\nc: &x 2\n").messages).toEqual(["No alias refers to the anchor `&x`."]);
  });

  it("looks only for what it is asked for", () => {
    const options = { undefined: false, unused: false, duplicate: true, recursive: false };
    expect(observe(check, "a: *x\nb: &y 1\nc: &y 2\n", { options }).places).toEqual(["3:4 &y"]);
    expect(observe(check, "a: &x [*x]\n", { options }).places).toEqual([]);
  });

  it("tells the unused one of two names, and not both", () => {
    expect(observe(check, "a: &x 1\nb: &x 2\nc: *x\n").messages).toEqual(["No alias refers to the anchor `&x`."]);
  });

  it("finds aliases in what they refer to", () => {
    const { places, messages } = observe(check, "steps:\n  - &step\n    env: *step\n  - *step\n");
    expect(places).toEqual(["3:10 *step"]);
    expect(messages[0]).toBe("`*step` stands in what it refers to, which begins on line 2, so it has no end.");
  });

  it.each(["a: &x {}\nb:\n  <<: *x\n", "&k key: 1\nb: *k\n", "a: &__proto__ 1\nb: *__proto__\n", "a: 'x & *y'\n"])(
    "is silent on %j",
    (text) => {
      expect(observe(check, text).places).toEqual([]);
    },
  );

  it("leaves a text that does not parse alone", () => {
    expect(observe(check, "a: &x [1\nb: *x\n").places).toEqual([]);
  });
});
