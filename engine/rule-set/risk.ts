/** The table of risks: what is usual, then what the presets say, then each layer. */

import type { RiskData } from "../../checks/schema/plumbline-rules/file-schema.ts";
import { asksAboutRisk } from "../../core/condition.ts";
import { defaultRisk, type RiskSettings } from "../../core/risk.ts";
import type { Layer } from "./layer.ts";
import type { TracedRule } from "./tune.ts";

/** Missing where nobody says a word. A rule that is enforced by its risk is not talked out of it by a table further down. */
export function mergeRisk(
  ofPresets: readonly (RiskData | undefined)[],
  layers: readonly Layer[],
  traced: readonly TracedRule[],
): { readonly risk?: RiskSettings } {
  const enforcing = traced.flatMap(({ rule, enforcedBy }) =>
    enforcedBy && rule.when && asksAboutRisk(rule.when) ? [layers.indexOf(enforcedBy)] : [],
  );
  const upTo = enforcing.length === 0 ? layers.length : Math.min(...enforcing) + 1;
  const said = [...ofPresets, ...layers.slice(0, upTo).map(({ file }) => file.risk)];
  const given = said.filter((each) => each !== undefined);
  return given.length === 0 ? {} : { risk: given.reduce(withRisk, defaultRisk) };
}

function withRisk(settings: RiskSettings, said: RiskData): RiskSettings {
  const environments = new Map(Object.entries(settings.environments));
  for (const [name, { paths = [], words = [] }] of Object.entries(said.environments ?? {})) {
    environments.set(name, { paths, words });
  }
  return {
    environments: Object.fromEntries(environments),
    freezes: [...settings.freezes, ...(said.freezes ?? [])],
    manyResources: said.manyResources ?? settings.manyResources,
    sharedBy: said.sharedBy ?? settings.sharedBy,
    tests: said.tests ?? settings.tests,
    levels: { ...settings.levels, ...said.levels },
    combinations: said.combinations ?? settings.combinations,
  };
}
