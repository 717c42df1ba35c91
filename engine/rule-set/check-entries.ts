/** What is known of any check by its name, also of those that core computes and no file under `checks/` holds. */

import { catalogue } from "../../checks/generated/catalogue.ts";
import type { CheckEntry } from "../../core/check.ts";
import { waiverChecks } from "../../core/waiver-rules.ts";

const builtIn = new Map<string, CheckEntry>(waiverChecks.map((check) => [check.name, check]));

export function checkEntry(name: string): CheckEntry | undefined {
  return catalogue.get(name) ?? builtIn.get(name);
}

/** Options of a check where nobody sets them. */
export function defaultOptions(name: string): Readonly<Record<string, unknown>> {
  return catalogue.get(name)?.defaults ?? {};
}
