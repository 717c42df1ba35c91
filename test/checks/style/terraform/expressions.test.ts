/** Checks of single expressions: deprecated forms and their fixes, comparisons with `[]`, keys that stand twice. */

import { describe, expect, test } from "@jest/globals";
import commentSyntax from "../../../../checks/style/terraform/comment-syntax.ts";
import deprecatedIndex from "../../../../checks/style/terraform/deprecated-index.ts";
import deprecatedInterpolation from "../../../../checks/style/terraform/deprecated-interpolation.ts";
import deprecatedLookup from "../../../../checks/style/terraform/deprecated-lookup.ts";
import duplicateKeys from "../../../../checks/style/terraform/duplicate-keys.ts";
import emptyListEquality from "../../../../checks/style/terraform/empty-list-equality.ts";
import jsonSyntax from "../../../../checks/style/terraform/json-syntax.ts";
import { mended, observeNodes } from "./observe.ts";

const broken = 'resource "aws_vpc" "main" {\n  cidr_block = [\n';

describe.each([
  ["comment-syntax", commentSyntax],
  ["deprecated-index", deprecatedIndex],
  ["deprecated-interpolation", deprecatedInterpolation],
  ["deprecated-lookup", deprecatedLookup],
  ["duplicate-keys", duplicateKeys],
  ["empty-list-equality", emptyListEquality],
])("%s", (_, check) => {
  test("is silent on a file that breaks off", () => {
    expect(observeNodes(check, broken).places).toEqual([]);
  });
});

describe("comment-syntax", () => {
  test.each([
    ["// the only subnet\nlocals {}\n", "# the only subnet\nlocals {}\n"],
    ["locals {\n  a = 1 // one\n}\n", "locals {\n  a = 1 # one\n}\n"],
    ["/*\n\tTwo\n*/\n", "#\n#\tTwo\n#\n"],
    ["locals {\n  /* one\n     two */\n}\n", "locals {\n  # one\n  #   two\n}\n"],
  ])("%j becomes %j", (text, expected) => {
    expect(mended(text, observeNodes(commentSyntax, text))).toBe(expected);
  });

  test.each(["# a\n", "x = 1 /* inside */ + 2\n", 'x = "// text"\n'])("is silent on %j", (text) => {
    expect(observeNodes(commentSyntax, text).places).toEqual([]);
  });

  test("offers no fix where code follows the comment", () => {
    const observed = observeNodes(commentSyntax, "/* a\n b */ x = 1\n");
    expect(observed.places).toEqual(["main.tf:1 /*"]);
    expect(observed.findings[0]?.fix).toBeUndefined();
  });
});

describe("deprecated-index", () => {
  test.each([
    ["x = aws_subnet.all.0.id\n", "x = aws_subnet.all[0].id\n"],
    ["x = aws_subnet.all.*.id\n", "x = aws_subnet.all[*].id\n"],
    ['x = join("", a_b.c.*.id)\n', 'x = join("", a_b.c[*].id)\n'],
  ])("%j becomes %j", (text, expected) => {
    const observed = observeNodes(deprecatedIndex, text);
    expect(observed.findings.every(({ fix }) => fix?.safe)).toBe(true);
    expect(mended(text, observed)).toBe(expected);
  });

  test("an index behind `.*` would mean something else behind `[*]`: for a person to judge", () => {
    const observed = observeNodes(deprecatedIndex, "x = a_b.c.*.ids[0]\n");
    expect(observed.findings.map(({ fix }) => fix?.safe)).toEqual([false]);
  });

  test("is silent on brackets", () => {
    expect(observeNodes(deprecatedIndex, "x = a_b.c[0].d[*].e\n").places).toEqual([]);
  });
});

describe("deprecated-interpolation", () => {
  test.each([
    ['x = "${var.a}"\n', "x = var.a\n"],
    ['x = "${"${var.a}"}"\n', "x = var.a\n"],
    ['x = { "${var.a}" = 1 }\n', "x = { (var.a) = 1 }\n"],
    ['x = "${var.a ? 1 : 2}" == 1\n', "x = (var.a ? 1 : 2) == 1\n"],
    ['x = [\n  "${var.a}",\n]\n', "x = [\n  var.a,\n]\n"],
    ['x = "${a +\n  b}"\n', "x = (a +\n  b)\n"],
  ])("%j becomes %j", (text, expected) => {
    expect(mended(text, observeNodes(deprecatedInterpolation, text))).toBe(expected);
  });

  test.each(['x = "a ${var.a}"\n', 'x = "${a}${b}"\n', "x = <<E\n${var.a}\nE\n", "x = var.a\n"])(
    "is silent on %j",
    (text) => {
      expect(observeNodes(deprecatedInterpolation, text).places).toEqual([]);
    },
  );
});

describe("deprecated-lookup", () => {
  test.each([
    ['x = lookup(local.sizes, "small")\n', 'x = local.sizes["small"]\n'],
    ['x = lookup({ a = 1 }, "a")\n', 'x = ({ a = 1 })["a"]\n'],
  ])("%j becomes %j", (text, expected) => {
    expect(mended(text, observeNodes(deprecatedLookup, text))).toBe(expected);
  });

  test.each(['x = lookup(a, "b", null)\n', "x = lookup(a...)\n"])("is silent on %j", (text) => {
    expect(observeNodes(deprecatedLookup, text).places).toEqual([]);
  });
});

describe("empty-list-equality", () => {
  test("suggests a comparison of the length", () => {
    const text = "x = var.a == [] || [] != var.b\n";
    const observed = observeNodes(emptyListEquality, text);
    expect(observed.places).toEqual(["main.tf:1 var.a == []", "main.tf:1 [] != var.b"]);
    expect(mended(text, observed)).toBe("x = length(var.a) == 0 || length(var.b) != 0\n");
    expect(observed.messages[1]).toContain("always `true`");
  });

  test("mends one comparison inside another with it", () => {
    const observed = observeNodes(emptyListEquality, "x = [] == ([] == var.a ? var.b : [] != var.c)\n");
    expect(observed.places).toHaveLength(3);
    const outer = observed.findings.find(({ at }) => at?.range[0] === 4);
    expect(outer?.fix?.edits).toEqual([
      { range: [4, 45], text: "length((length(var.a) == 0 ? var.b : length(var.c) != 0)) == 0" },
    ]);
  });

  test.each(["x = var.a == [1]\n", "x = length(var.a) == 0\n", "x = var.a == {}\n"])("is silent on %j", (text) => {
    expect(observeNodes(emptyListEquality, text).places).toEqual([]);
  });
});

describe("duplicate-keys", () => {
  test("points at the later one and names the first one's line", () => {
    const observed = observeNodes(duplicateKeys, 'x = {\n  a = 1\n  "a" = 2\n  a = 3\n}\n');
    expect(observed.places).toEqual(['main.tf:3 "a"', "main.tf:4 a"]);
    expect(observed.messages[0]).toContain("first on line 2");
  });

  test("computes keys from what the file says", () => {
    const text = 'variable "team" { default = "web" }\nlocals {\n  x = {\n    (var.team) = 1\n    web = 2\n  }\n}\n';
    expect(observeNodes(duplicateKeys, text).places).toEqual(["main.tf:5 web"]);
  });

  test.each([
    "x = { (var.a) = 1, (var.a) = 2 }\n",
    "x = { a = { b = 1 }, b = 1 }\n",
    "x = { __proto__ = 1, constructor = 2 }\n",
    "x = { {} = 1, {} = 2 }\n",
  ])("is silent on %j", (text) => {
    expect(observeNodes(duplicateKeys, text).places).toEqual([]);
  });
});

describe("json-syntax", () => {
  test("asks for one object at the top", () => {
    expect(observeNodes(jsonSyntax, '[{"locals": {}}]', "main.tf.json").places).toEqual(["main.tf.json:1 ["]);
    expect(observeNodes(jsonSyntax, '{"locals": {}}', "main.tf.json").places).toEqual([]);
  });

  test.each(["", "{", '{"a": '])("is silent on %j, which the syntax check judges", (text) => {
    expect(observeNodes(jsonSyntax, text, "main.tf.json").places).toEqual([]);
  });
});
