/** Conditions name environments: one that nobody describes would never hold, and its rule would never be asked. */

import { nearest } from "../../../core/nearest.ts";
import { defaultRisk } from "../../../core/risk.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import type { RiskData, RuleEntry } from "./file-schema.ts";
import type { Complain } from "./problem.ts";
import { locate } from "./yaml-data.ts";

export function complainAboutEnvironments(
  rules: readonly RuleEntry[],
  risk: RiskData | undefined,
  content: YamlNode,
  complain: Complain,
): void {
  const known = new Set([...Object.keys(defaultRisk.environments), ...Object.keys(risk?.environments ?? {})]);
  for (const { name, when } of rules) {
    if (!when) continue;
    const own = `/rules/${name.replaceAll("~", "~0").replaceAll("/", "~1")}/when`;
    const places = [
      { at: own, names: when.environments },
      ...(when.any ?? []).map(({ environments }, index) => ({ at: `${own}/any/${index}`, names: environments })),
    ];
    for (const { at, names = [] } of places) {
      for (const [index, environment] of names.entries()) {
        if (known.has(environment)) continue;
        const close = nearest(environment, known);
        const advice = close
          ? `Write \`${close}\` if that is what is meant.`
          : "Describe it under `risk:`, `environments:`.";
        const { node } = locate(content, `${at}/environments/${index}`);
        complain(node.range, `No environment is called \`${environment}\`, so this never holds.`, advice);
      }
    }
  }
}
