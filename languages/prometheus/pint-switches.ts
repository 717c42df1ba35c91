/** Which checks of ours a `.pint.hcl` switches off: those that ask what a check of pint's asks that does not run there. */

import { counterpartsOf } from "../foreign/counterparts.ts";
import { isPintFile, readPintConfiguration } from "./pint-configuration.ts";

export interface PintSwitches {
  /** By the name of a check of ours, and the path of a file as seen from the folder of the configuration. */
  readonly switchesOff: (check: string, path: string) => boolean;
}

export function readPintSwitches(text: string): PintSwitches {
  const counterparts = counterpartsOf("pint");
  const configuration = readPintConfiguration(text);
  const off = new Set(configuration.disabled.flatMap((name) => counterparts.get(name) ?? []));
  const every = new Set([...counterparts.values()].flat());
  return {
    switchesOff: (check, path) => off.has(check) || (every.has(check) && !isPintFile(configuration, path)),
  };
}
