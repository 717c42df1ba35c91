/** Globs of `.editorconfig`: every form that its specification has, beside the files that it means and does not mean. */

import { describe, expect, test } from "@jest/globals";
import { compileSectionGlob } from "../../../languages/editorconfig/glob.ts";

describe("matches as the specification says", () => {
  test.each<readonly [glob: string, yes: readonly string[], no: readonly string[]]>([
    ["*", ["main.tf", "network/.env", "eu/network/main.tf"], []],
    ["*.tf", ["main.tf", "network/main.tf", ".tf"], ["main.tf.json", "network/tf"]],
    ["v*s.tf", ["vars.tf", "vs.tf", "versions.tf", "network/vars.tf"], ["v/s.tf"]],
    ["network/*", ["network/main.tf", "network/.env"], ["eu/network/main.tf", "network/eu/main.tf"]],
    ["/network/main.tf", ["network/main.tf"], ["eu/network/main.tf"]],
    ["network/main.tf", ["network/main.tf"], ["eu/network/main.tf"]],
    ["/*.tf", ["main.tf"], ["network/main.tf"]],
    ["web?.conf", ["web1.conf", "eu/web2.conf"], ["web.conf", "web10.conf", "web/.conf"]],
    ["eu**api.yaml", ["eu/api.yaml", "eu-west-api.yaml", "eu-west/api.yaml", "eu/west/api.yaml"], ["us/api.yaml"]],
    ["eu/**api.yaml", ["eu/api.yaml", "eu/old-api.yaml", "eu/west/api.yaml"], ["eu-api.yaml", "eu-west/api.yaml"]],
    ["eu**/api.yaml", ["eu/api.yaml", "eu-west/api.yaml", "eu/west/api.yaml"], ["eu-api.yaml", "eu/old-api.yaml"]],
    ["eu/**/api.yaml", ["eu/api.yaml", "eu/west/api.yaml"], ["eu-api.yaml", "eu-west/api.yaml", "eu/old-api.yaml"]],
    ["**/api.yaml", ["api.yaml", "eu/api.yaml", "eu/west/api.yaml"], ["eu-api.yaml"]],
    ["charts/**", ["charts/a", "charts/a/b.yaml"], ["charts", "old/charts/a"]],
    ["zone[ab].tf", ["zonea.tf", "zoneb.tf"], ["zonec.tf", "zoneab.tf"]],
    ["zone[!ab].tf", ["zonec.tf"], ["zonea.tf", "zone/.tf"]],
    ["zone[c-f].tf", ["zoned.tf"], ["zoneb.tf", "zone-.tf"]],
    ["zone[!c-f].tf", ["zoneb.tf"], ["zoned.tf"]],
    ["zone[axc-f].tf", ["zonee.tf", "zonex.tf"], ["zoneb.tf"]],
    ["zone[-ab].tf", ["zone-.tf", "zonea.tf"], ["zonec.tf"]],
    ["zone[\\]ab].tf", ["zone].tf", "zonea.tf"], ["zone\\.tf"]],
    ["zone[!\\]ab].tf", ["zonec.tf"], ["zone].tf"]],
    ["zone[ab]].tf", ["zoneb].tf"], ["zoneb.tf"]],
    ["eu[w/]est.tf", ["eu[w/]est.tf"], ["eu/est.tf", "euwest.tf"]],
    ["eu[/west", ["eu[/west"], ["eu/west"]],
    ["*.{yaml,yml}", ["api.yaml", "k8s/api.yml"], ["api.yamlx", "api.{yaml,yml}"]],
    ["{prod}.tfvars", ["{prod}.tfvars"], [".tfvars", "prod.tfvars"]],
    ["{}.tfvars", ["{}.tfvars"], [".tfvars"]],
    ["api{-eu,-us,}.env", ["api.env", "api-eu.env", "api-us.env"], ["api,.env"]],
    ["api{,-eu,,-us,}.env", ["api.env", "api-eu.env", "api-us.env"], ["api,.env"]],
    ["{.env", ["{.env"], [".env"]],
    ["{prod,{test},dev}.env", ["prod.env", "{test}.env", "dev.env"], ["prod,dev}.env", "{test,dev}.env"]],
    ["{{eu,us},asia}.env", ["eu.env", "us.env", "asia.env"], ["{{eu,us},asia}.env", "{eu,us}.env"]],
    ["{asia,{eu,us}}.env", ["asia.env", "eu.env", "us.env"], ["{eu,us}.env"]],
    ["{},eu}.env", ["{},eu}.env"], ["eu.env"]],
    ["{{,eu,us{west}.env", ["{{,eu,us{west}.env"], ["{.env", "eu.env", "us{west.env", ".env"]],
    ["{eu\\,us,asia}.env", ["eu,us.env", "asia.env"], ["eu.env"]],
    ["{eu,\\},us}.env", ["eu.env", "}.env", "us.env"], ["\\}.env"]],
    ["{eu,\\\\,us}.env", ["eu.env", "\\.env", "us.env"], []],
    ["{web,db{-*-a,-b}[12]}.env", ["web.env", "db-b1.env", "db-eu-a2.env"], ["db-b3.env", "db1.env", ".env"]],
    ["{8..110}", ["8", "15", "60", "99", "100", "109", "110"], ["7", "9a", "111", "060", "1100", "-8"]],
    ["{-15..4}", ["-15", "-10", "-1", "0", "4"], ["-16", "5", "-0", "-150"]],
    ["{5..5}", ["5"], ["4", "6", "55"]],
    ["node{98..101}.conf", ["node98.conf", "node101.conf"], ["node97.conf", "node102.conf"]],
    ["{1..999999999}", ["1", "10", "123456789", "999999999"], ["0", "1000000000"]],
    ["{eu..us}", ["{eu..us}"], ["eu", "jp", "us"]],
    ["{Makefile,{web,db}/*.mk}", ["Makefile", "web/rules.mk"], ["eu/Makefile", "rules.mk"]],
    ["api\\;v2.conf", ["api;v2.conf"], ["api\\;v2.conf"]],
    ["eu\\west", ["euwest"], ["eu/west"]],
    ["*.TF", ["A.TF"], ["a.tf"]],
    ["größe.txt", ["größe.txt"], []],
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
