/** What tests need from the system beyond git and Node: used where it is there, and where it must be there a test fails. */

import { describe, test } from "@jest/globals";

/** As `PLUMBLINE_REQUIRE` lists them, with commas between. */
export type Requirement = "postgres" | "chromium" | "tools";

/** `missing` says why it is not there; `undefined` = it is. */
export function describeWith(
  requirement: Requirement,
  missing: string | undefined,
  name: string,
  tests: () => void,
): void {
  if (missing === undefined) return void describe(name, tests);
  if (!isRequired(requirement)) return void describe.skip(`${name} (skipped: ${missing})`, tests);
  describe(name, () => {
    test(`${requirement} is there`, () => {
      throw new Error(`PLUMBLINE_REQUIRE names ${requirement}, but ${missing}`);
    });
  });
}

function isRequired(requirement: Requirement): boolean {
  const required = process.env["PLUMBLINE_REQUIRE"] ?? "";
  return required.split(",").some((each) => each.trim() === requirement);
}
