/** Settings that are kept as a list of named entries: flags of a database, options of a cluster. */

import { textOf, unknown } from "../../../../languages/hcl/value.ts";
import { sectionsAt } from "./settings.ts";
import type { Inspector } from "./terraform-check.ts";
import type { ModuleView, Resource } from "./module-view.ts";

export interface ListSetting {
  readonly on: string | readonly string[];
  /** `settings.database_flags`: the blocks that are entries. */
  readonly block: string;
  /** Attribute of an entry that names it, and the name that is asked for. */
  readonly key: string;
  readonly name: string;
  /** Attribute of an entry that holds the value. */
  readonly value: string;
  readonly want?: readonly string[];
  readonly avoid?: readonly string[];
  /** The entry may be missing: the default is not what this row warns of. */
  readonly mayBeAbsent?: boolean;
  readonly when?: (resource: Resource, module: ModuleView) => boolean;
  readonly says: string;
  readonly mend: string;
}

export function lists(rows: readonly ListSetting[]): readonly Inspector[] {
  return rows.map((row) => ({
    on: typeof row.on === "string" ? [row.on] : row.on,
    inspect(resource, module) {
      if (row.when && !row.when(resource, module)) return [];
      const { list, isWhole } = sectionsAt(resource.section, row.block);
      let mayBeThere = !isWhole;
      for (const entry of list) {
        const name = entry.read(row.key);
        if (name.state === "unknown") mayBeThere = true;
        if (name.state !== "known" || name.value !== row.name) continue;
        const reading = entry.read(row.value);
        const text = reading.state === "known" ? textOf(reading.value) : unknown;
        if (text === unknown) return [];
        const isBad = row.want
          ? !row.want.includes(text.toLowerCase())
          : (row.avoid ?? []).includes(text.toLowerCase());
        return isBad ? [{ place: reading.place, says: row.says, mend: row.mend }] : [];
      }
      if (mayBeThere || row.mayBeAbsent) return [];
      return [{ place: resource.header, says: row.says, mend: row.mend }];
    },
  }));
}
