/** Resources that another resource must stand beside: found by reference within the module, missed only where nothing is unknown. */

import { companionsOf, type ModuleView, type Resource } from "./module-view.ts";
import type { Inspector } from "./terraform-check.ts";

export interface Lack {
  readonly on: string | readonly string[];
  /** Any of these types will do. */
  readonly companion: string | readonly string[];
  /** The companion's attribute that names the resource. */
  readonly by: string | readonly string[];
  /** Whether a companion does its work; any does where it is missing. `true` also where that is not known. */
  readonly serves?: (companion: Resource) => boolean;
  /** Only resources for which it is `true` need a companion. */
  readonly when?: (resource: Resource, module: ModuleView) => boolean;
  readonly says: string;
  readonly mend: string;
}

export function lackOf(row: Lack): readonly Inspector[] {
  return [
    {
      on: listed(row.on),
      inspect(resource, module) {
        if (row.when && !row.when(resource, module)) return [];
        if (!isLacking(resource, module, row)) return [];
        return [{ place: resource.header, says: row.says, mend: row.mend }];
      },
    },
  ];
}

/** `true` only where every file of the module is known and none of its resources is the companion. */
export function isLacking(
  resource: Resource,
  module: ModuleView,
  { companion, by, serves }: Pick<Lack, "companion" | "by" | "serves">,
): boolean {
  return listed(companion).every((type) =>
    listed(by).every((attribute) => {
      const { list, isWhole } = companionsOf(module, resource, type, attribute);
      return isWhole && !list.some((each) => serves?.(each) ?? true);
    }),
  );
}

function listed(words: string | readonly string[]): readonly string[] {
  return typeof words === "string" ? [words] : words;
}
