/** The names that a rule set may use: checks, presets and their rules. */

import { waiverChecks } from "../../../core/waiver-rules.ts";
import { catalogue } from "../../generated/catalogue.ts";
import { presetRules } from "../../generated/preset-rules.ts";
import type { Validator } from "./validator.ts";

export interface KnownRules {
  /** Names of every check, also of those that core computes. */
  readonly checks: ReadonlySet<string>;
  /** Preset -> rule -> its check. */
  readonly presets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Rules of owners' own that are inherited from files above this one -> their checks. */
  readonly inherited?: ReadonlyMap<string, string>;
  /** Loaded when a rule has options; `undefined` leaves options unread. */
  readonly options?: () => Promise<OptionReading>;
}

export interface OptionReading {
  /** By check; a check that is missing takes no options. */
  readonly validators: ReadonlyMap<string, Validator>;
  /** Why re2js refuses a pattern; `undefined` = it compiles. */
  readonly regexProblem: (pattern: string) => string | undefined;
}

export const knownRules: KnownRules = {
  checks: new Set([...catalogue.keys(), ...waiverChecks.map((check) => check.name)]),
  presets: presetRules,
  // The regular-expression engine takes ten milliseconds to load, and few rule sets have options. One import after the
  // other: the two share it, and not every loader links one module for two importers at once.
  options: async () => {
    const { optionValidators } = await import("../../generated/option-validators.ts");
    const { regexProblem } = await import("./regex-format.ts");
    return { validators: optionValidators, regexProblem };
  },
};

/** Every inherited rule, every rule of every preset and every check by name -> the check it binds. */
export function bindableNames(known: KnownRules): ReadonlyMap<string, string> {
  const names = new Map([...known.checks].map((check) => [check, check]));
  for (const rules of known.presets.values()) for (const [name, check] of rules) names.set(name, check);
  for (const [name, check] of known.inherited ?? []) names.set(name, check);
  return names;
}
