/** Keys of AWS that a module looks up by their alias: `data.aws_kms_key.rds.arn` with `alias/aws/rds`. */

import { addressesIn } from "../reading/references.ts";
import { readingsAt, type Setting } from "../reading/settings.ts";
import type { ModuleView } from "../reading/module-view.ts";
import type { Reading } from "../reading/section.ts";
import type { Inspector } from "../reading/terraform-check.ts";
import { isKeyOfAws } from "./amazon.ts";

/** For rows that judge the name of a key: the same places, where the name is that of a data source. */
export function lookedUp(rows: readonly Setting[]): readonly Inspector[] {
  return rows.map(({ on, path, when, says, mend }) => ({
    on: typeof on === "string" ? [on] : on,
    inspect(resource, module) {
      if (when && !when(resource, module)) return [];
      return readingsAt(resource.section, path)
        .filter(({ reading }) => namesKeyOfAws(reading, module))
        .map(({ reading }) => ({ place: reading.place, says, mend: mend ?? "Name a key of your own." }));
    },
  }));
}

/** Only a plain reference: of a condition, nobody knows which way it goes. */
function namesKeyOfAws(reading: Reading, module: ModuleView): boolean {
  if (reading.state !== "unknown" || reading.expression?.type !== "HclTraversal") return false;
  const [address = ""] = addressesIn(reading.expression);
  const source = module.find(address);
  if (source?.type !== "data.aws_kms_key" && source?.type !== "data.aws_kms_alias") return false;
  const alias = source.section.read(source.type === "data.aws_kms_key" ? "key_id" : "name");
  return alias.state === "known" && isKeyOfAws(alias.value);
}
