/** Which checks of ours a `.pint.hcl` switches off: those that ask what a check of pint's asks that it names as disabled. */

import { counterpartsOf } from "../foreign/counterparts.ts";
import { readPintConfiguration } from "./pint-configuration.ts";

export interface PintSwitches {
  /** By the name of a check of ours. */
  readonly switchesOff: (check: string) => boolean;
}

export function readPintSwitches(text: string): PintSwitches {
  const counterparts = counterpartsOf("pint");
  const off = new Set(readPintConfiguration(text).disabled.flatMap((name) => counterparts.get(name) ?? []));
  return { switchesOff: (check) => off.has(check) };
}
