/** What the generated catalogue holds of each check: enough to plan a review without loading the check's code. */

import type { AnyCheck, CheckEntry } from "../core/check.ts";
import type { StyleCheck } from "../languages/style-check.ts";

/** What the default export of a file under `checks/` is: a check of ours, or an ESLint rule over our trees. */
export type LoadedCheck = AnyCheck | StyleCheck;

export interface CatalogueEntry extends CheckEntry {
  /** What its options are where nobody sets them; empty for a check without options. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Loads the check's module; every call after the first is answered from Node's module cache. */
  readonly load: () => Promise<{ readonly default: LoadedCheck }>;
}
