/** Loads the code of a check by its name, when it is first needed. */

import type { LoadedCheck } from "../checks/catalogue-entry.ts";
import { catalogue } from "../checks/generated/catalogue.ts";
import { nearest } from "../core/nearest.ts";
import type { StyleCheck } from "../languages/style-check.ts";

/** A name that no file under `checks/` bears, or a file that cannot be loaded. */
export class UnknownCheckError extends Error {
  override readonly name = "UnknownCheckError";
}

/** The check's default export. Throws `UnknownCheckError` for a name outside the catalogue. */
export async function loadCheck(name: string): Promise<LoadedCheck> {
  const entry = catalogue.get(name);
  if (!entry) throw new UnknownCheckError(unknownCheckMessage(name));
  const known = loaded.get(name);
  if (known) return known;
  const { default: check } = await inTurn(entry.load);
  loaded.set(name, check);
  return check;
}

/** A second `import()` of a module takes longer than many a check. */
const loaded = new Map<string, LoadedCheck>();

let before: Promise<unknown> = Promise.resolve();

/** One after the other: checks share modules, and test runners' module loaders trip over graphs that are linked at once. */
function inTurn<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const loading = before.then(load);
  before = loading.catch(() => undefined);
  return loading;
}

function unknownCheckMessage(name: string): string {
  const close = nearest(name, catalogue.keys());
  const suggestion = close ? ` Did you mean \`${close}\`?` : "";
  return `No check is called \`${name}\`: there is no file \`checks/${name}.ts\` in the catalogue.${suggestion}`;
}

export function isStyleCheck(check: LoadedCheck): check is StyleCheck {
  return "create" in check;
}
