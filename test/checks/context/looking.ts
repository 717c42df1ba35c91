/** Asks a check of the request about a scenario, with its options' defaults and those that a test sets. */

import type { DifferentialCheck, DifferentialContext, Observation } from "../../../core/check.ts";
import { readScenario, scenarioDifferential } from "../../../sources/scenario.ts";

interface OptionsSchema {
  readonly properties: Readonly<Record<string, { readonly default?: unknown }>>;
}

/** `text` is a scenario; `more` what the review hands over. */
export async function lookAt<Options>(
  check: DifferentialCheck<Options>,
  text: string,
  options: Partial<Options> = {},
  more: Pick<DifferentialContext<Options>, "risk" | "time"> = {},
): Promise<Observation> {
  const differential = scenarioDifferential(readScenario(`A change.\n\n${text}`));
  const context = {
    options: { ...defaultsOf(check.options as OptionsSchema), ...options } as Options,
    schemas: {},
    paths: differential.files.map(({ path }) => path),
    ...more,
  };
  return check.look(differential, context);
}

function defaultsOf({ properties }: OptionsSchema): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default]));
}

/** Text at each finding, beside its message. */
export function placesIn(text: string, { findings }: Observation): readonly (readonly [string, string])[] {
  return findings.map(({ at, message }) => [at === undefined ? "" : text.slice(...at.range), message]);
}
