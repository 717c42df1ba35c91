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
  const module = await inTurn(entry.load);
  return module.default;
}

let before: Promise<unknown> = Promise.resolve();

/** One after the other: checks share modules, and test runners' module loaders trip over graphs that are linked at once. */
function inTurn<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const loaded = before.then(load);
  before = loaded.catch(() => undefined);
  return loaded;
}

function unknownCheckMessage(name: string): string {
  const close = nearest(name, catalogue.keys());
  const suggestion = close ? ` Did you mean \`${close}\`?` : "";
  return `No check is called \`${name}\`: there is no file \`checks/${name}.ts\` in the catalogue.${suggestion}`;
}

export function isStyleCheck(check: LoadedCheck): check is StyleCheck {
  return "create" in check;
}
