/**
 * Rule files of Prometheus that the server refuses for their form.
 *
 * Why: one wrong key or name keeps every rule of the file from being loaded, so that nobody is paged any more.
 *
 * Told are unknown and missing keys, values that cannot be read, names of groups that stand twice, alerts and recording
 * rules mixed up, and names that Prometheus does not take. Keys that Thanos, Mimir, Loki
 * and vmalert add are known. Of a `PrometheusRule` the `spec` is looked at. A bare list of rules, which something else puts
 * into a group, is fine, unless a `.pint.hcl` asks for strict files.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 *         annotation:
 *           summary: The API is down
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 *         annotations:
 *           summary: The API is down
 * ```
 *
 * Mend: correct the key or the value that the message names.
 *
 * Waive: `# plumbline-disable-next-line schema/prometheus-rules -- reason`
 */

import type { Facts, FileCheck } from "../../core/check.ts";
import { unknownValue } from "../../languages/data.ts";
import { isMapping, type Section } from "../../languages/kubernetes/section.ts";
import type { YamlDocument } from "../../languages/parsed.ts";
import { isPintFile, isRelaxed } from "../../languages/prometheus/pint-configuration.ts";
import { groupsIn, mayHoldRules, rootsOf } from "../../languages/prometheus/rule-groups.ts";
import { gatherPint, pintOf } from "../style/prometheus/reading/pint.ts";
import { list, look as lookAt, type Tell } from "./prometheus/shape.ts";
import { collect } from "./prometheus/shape-check.ts";
import { duplicateNames, ruleFile, ruleGroup, ruleShape } from "./prometheus/rule-file.ts";

const check: FileCheck<object, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["prometheus-rules", "kubernetes"],
  gather: gatherPint,
  look(document, { facts }) {
    const { path, problems, kind } = document;
    if (problems.length > 0) {
      const isOurs = kind === "prometheus-rules";
      return { findings: [], gaps: isOurs ? [{ path, reason: "waits until it parses", cause: "input" }] : [] };
    }
    if (!mayHoldRules(document)) return { findings: [] };
    const { findings, tell } = collect(path);
    const roots = rootsOf(document);
    const isStrict = asksForGroups(facts);
    for (const [index, root] of roots.entries()) lookAtRoot(root, document, { index, isStrict }, tell);
    return { findings: findings.sort((left, right) => (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0)) };
  },
};
export default check;

/** pint reads files as the server does, but for those that its configuration calls relaxed. */
function asksForGroups(facts: Facts | undefined): boolean {
  const pint = pintOf(facts);
  return (
    pint !== undefined && isPintFile(pint.configuration, pint.within) && !isRelaxed(pint.configuration, pint.within)
  );
}

interface Reading {
  readonly index: number;
  readonly isStrict: boolean;
}

function lookAtRoot(root: Section, document: YamlDocument, { index, isStrict }: Reading, tell: Tell): void {
  if (document.kind === "kubernetes") {
    const groups = groupsIn(root, document);
    if (!groups) return;
    lookAt(list(ruleGroup), groups, tell);
    duplicateNames(groups, tell);
    return;
  }
  if (root.value === unknownValue || root.isMissing) return;
  if (Array.isArray(root.value)) {
    if (isStrict) {
      tell(
        root.at(0).place(),
        "A list of rules stands here, and Prometheus reads `groups` of rules only.",
        "Put the rules into a group, or list the file as `relaxed` in `.pint.hcl`.",
      );
    }
    return lookAt(list(ruleShape), root, tell);
  }
  // Other tools keep their rules in `*.rules.yml` as well.
  if (!isMapping(root.value) || !Object.hasOwn(root.value, "groups")) return;
  // Tools that load rules into Mimir or Loki take one document for each namespace.
  if (index > 0 && !Object.hasOwn(root.value, "namespace")) {
    // Once: what follows is not read either.
    if (index > 1) return;
    tell(
      root.at("groups").place(),
      "Prometheus reads only the first document of a rule file.",
      "Move these groups up, or into a file of their own.",
    );
  }
  lookAt(ruleFile, root, tell);
}
