/** Globs of `.editorconfig`: every form that its specification has, beside the files that it means and does not mean. */

import { describe, expect, test } from "@jest/globals";
import { compileSectionGlob } from "../../../languages/editorconfig/glob.ts";

describe("matches as the specification says", () => {
  test.each<readonly [glob: string, yes: readonly string[], no: readonly string[]]>([
    ["*", ["main.tf", "network/.env", "a/b/c"], []],
    ["*.tf", ["main.tf", "network/main.tf", ".tf"], ["main.tf.json", "network/tf"]],
    ["a*e.c", ["ace.c", "ae.c", "abcde.c", "roles/ace.c"], ["a/e.c"]],
    ["network/*", ["network/main.tf", "network/.env"], ["eu/network/main.tf", "network/eu/main.tf"]],
    ["/network/main.tf", ["network/main.tf"], ["eu/network/main.tf"]],
    ["network/main.tf", ["network/main.tf"], ["eu/network/main.tf"]],
    ["/*.tf", ["main.tf"], ["network/main.tf"]],
    ["som?.c", ["some.c", "src/some.c"], ["som.c", "something.c", "som/.c"]],
    ["a**z.c", ["a/z.c", "amnz.c", "am/nz.c", "a/mn/z.c"], ["b/z.c"]],
    ["b/**z.c", ["b/z.c", "b/mnz.c", "b/mn/z.c"], ["bmnz.c", "bm/nz.c"]],
    ["c**/z.c", ["c/z.c", "cmn/z.c", "c/mn/z.c"], ["cmnz.c", "cm/nz.c", "c/mnz.c"]],
    ["d/**/z.c", ["d/z.c", "d/mn/z.c"], ["dmnz.c", "dm/nz.c", "d/mnz.c", "dmn/z.c"]],
    ["**/z.c", ["z.c", "d/z.c", "d/e/z.c"], ["dz.c"]],
    ["charts/**", ["charts/a", "charts/a/b.yaml"], ["charts", "old/charts/a"]],
    ["[ab].a", ["a.a", "b.a"], ["c.a", "ab.a"]],
    ["[!ab].b", ["c.b"], ["a.b", "/.b"]],
    ["[d-g].c", ["f.c"], ["h.c", "-.c"]],
    ["[!d-g].d", ["h.d"], ["f.d"]],
    ["[abd-g].e", ["e.e", "a.e"], ["c.e"]],
    ["[-ab].f", ["-.f", "a.f"], ["c.f"]],
    ["[\\]ab].g", ["].g", "a.g"], ["\\.g"]],
    ["[!\\]ab].g", ["c.g"], ["].g"]],
    ["[ab]].g", ["b].g"], ["b.g"]],
    ["ab[e/]cd.i", ["ab[e/]cd.i"], ["ab/cd.i", "abecd.i"]],
    ["ab[/c", ["ab[/c"], ["ab/c"]],
    ["*.{yaml,yml}", ["a.yaml", "k8s/a.yml"], ["a.yamlx", "a.{yaml,yml}"]],
    ["{single}.b", ["{single}.b"], [".b", "single.b"]],
    ["{}.c", ["{}.c"], [".c"]],
    ["a{b,c,}.d", ["a.d", "ab.d", "ac.d"], ["a,.d"]],
    ["a{,b,,c,}.e", ["a.e", "ab.e", "ac.e"], ["a,.e"]],
    ["{.f", ["{.f"], [".f"]],
    ["{word,{also},this}.g", ["word.g", "{also}.g", "this.g"], ["word,this}.g", "{also,this}.g"]],
    ["{{a,b},c}.k", ["a.k", "b.k", "c.k"], ["{{a,b},c}.k", "{a,b}.k"]],
    ["{a,{b,c}}.l", ["a.l", "b.l", "c.l"], ["{b,c}.l"]],
    ["{},b}.h", ["{},b}.h"], ["b.h"]],
    ["{{,b,c{d}.i", ["{{,b,c{d}.i"], ["{.i", "b.i", "c{d.i", ".i"]],
    ["{a\\,b,cd}.txt", ["a,b.txt", "cd.txt"], ["a.txt"]],
    ["{e,\\},f}.txt", ["e.txt", "}.txt", "f.txt"], ["\\}.txt"]],
    ["{g,\\\\,i}.txt", ["g.txt", "\\.txt", "i.txt"], []],
    ["{some,a{*c,b}[ef]}.j", ["some.j", "abe.j", "ace.j", "abce.j", "abcf.j"], ["abg.j", "abcg.j", "ae.j", ".j"]],
    ["{3..120}", ["3", "15", "60", "99", "100", "119", "120"], ["1", "5a", "121", "060", "1200", "-3"]],
    ["{-12..3}", ["-12", "-10", "-1", "0", "3"], ["-13", "4", "-0", "-120"]],
    ["{7..7}", ["7"], ["6", "8", "77"]],
    ["node{98..101}.conf", ["node98.conf", "node101.conf"], ["node97.conf", "node102.conf"]],
    ["{1..999999999}", ["1", "10", "123456789", "999999999"], ["0", "1000000000"]],
    ["{aardvark..antelope}", ["{aardvark..antelope}"], ["a", "aardvark", "antelope"]],
    ["{Makefile,{web,db}/*.mk}", ["Makefile", "web/rules.mk"], ["eu/Makefile", "rules.mk"]],
    ["test\\;.c", ["test;.c"], ["test\\;.c"]],
    ["windows\\separator", ["windowsseparator"], ["windows/separator"]],
    ["*.TF", ["A.TF"], ["a.tf"]],
    ["中文.txt", ["中文.txt"], []],
    ["", [], ["", "a"]],
  ])("%s", (glob, yes, no) => {
    const matches = compileSectionGlob(glob);
    expect(yes.filter((path) => matches?.(path) !== true)).toEqual([]);
    expect(no.filter((path) => matches?.(path) === true)).toEqual([]);
  });
});

test("each number of a range and no other", () => {
  for (const [low, high] of [
    [0, 0],
    [0, 130],
    [9, 11],
    [95, 1_105],
    [-21, 21],
  ] as const) {
    const matches = compileSectionGlob(`{${low}..${high}}`);
    const numbers = Array.from({ length: 2_401 }, (_, index) => index - 1_200);
    expect(numbers.filter((number) => matches?.(String(number)) !== (number >= low && number <= high))).toEqual([]);
  }
});

test.each([
  ["{".repeat(900), "braces that are never closed"],
  [`${"{a,".repeat(200)}${"}".repeat(200)}`, "braces in braces"],
  ["**a".repeat(300), "stars"],
  ["[".repeat(1_000), "brackets"],
  ["a".repeat(5_000), "a name longer than any"],
  [`${"\\".repeat(999)}`, "backslashes"],
])("is quick about %#: %s", (glob) => {
  const matches = compileSectionGlob(glob);
  expect(matches?.(`${"a/".repeat(200)}b`) ?? false).toBe(false);
});
