/** The manual of containers names every rule that stands for one of hadolint's, and none that is not there. */

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { catalogue } from "../../checks/generated/catalogue.ts";
import { matchName } from "../../core/glob.ts";
import { hadolintChecks } from "../../languages/foreign/containers.ts";

const page = readFileSync("docs/containers.md", "utf8");
const named = [...page.matchAll(/`((?:style|security|schema)\/[\w*/-]+)`/gu)].map(([, name = ""]) => name);

test("every counterpart of hadolint's rules is named", () => {
  const table = page.slice(page.indexOf("## Every rule of hadolint"));
  const patterns = named.filter((name) => table.includes(`\`${name}\``)).map(matchName);
  const checks = [...new Set(Object.values(hadolintChecks).flatMap((each) => each.split(" ")))];
  expect(checks.filter((check) => !patterns.some((matches) => matches(check)))).toEqual([]);
});

test("every name is that of a rule", () => {
  const known = [...catalogue.keys()];
  expect(named.filter((name) => !known.some(matchName(name)))).toEqual([]);
});
