/**
 * References between manifests that lead nowhere: to Services, pods, ConfigMaps, Secrets, accounts, claims, roles.
 *
 * Why: the cluster takes such an object, and then requests go nowhere, pods do not start, nothing scales and nothing is protected.
 *
 * What is applied together is looked at together: the build of each kustomization that the change has a part in, with its prefixes,
 * namespaces, labels and generated names, and else the manifests of one folder. `certain` tells what this change breaks (it deletes or
 * renames what another file still names), what does not fit although both ends are there (a port, a key, labels of which only some
 * agree), and slips of the pen. `unsure` tells the other names and selectors that meet nothing although the folder or build has objects of that
 * kind; they may be made elsewhere. Charts, remote bases, plugins and unread patches make a build unknown, and operators' resources
 * whatever they mention: then only what the change takes away is told. Optional references and what every cluster has are left alone.
 * A Secret that goes is told only where another one takes its place.
 *
 * Bad (k8s/api.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   selector:
 *     app: api
 *     tier: backend
 * ---
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   template:
 *     metadata:
 *       labels:
 *         app: api
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/api.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   selector:
 *     app: api
 * ---
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   template:
 *     metadata:
 *       labels:
 *         app: api
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: write the name, port, key or labels that the target has.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/dangling-references -- reason`
 */

import type { XStatic } from "typebox/schema";

import type { TreeCheck } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import { type Group, groupsIn, type Verdict, verdictOn } from "./references/verdict.ts";

const optionsSchema = {
  type: "object",
  properties: {
    certain: {
      type: "boolean",
      default: true,
      description:
        "Tell what this change breaks, what does not fit although both ends are there, and slips of the pen.",
    },
    unsure: {
      type: "boolean",
      default: true,
      description: "Tell what meets nothing in its folder or build, although it may be made elsewhere.",
    },
  },
  required: ["certain", "unsure"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

/** More of them in one change have one cause. */
const mostFindings = 200;

const check: TreeCheck<Options> = {
  scope: "tree",
  paths: ["**/*.yaml", "**/*.yml", "**/*.json", "**/Kustomization"],
  options: optionsSchema,
  async look(differential, { options }) {
    const { files, head, base } = differential;
    // Most changes to YAML are about something else: the reader of units comes with parsers.
    const { touchedManifests, unitsOf } = await import("./references/units.ts");
    const touched = await touchedManifests(files, head, base);
    if (touched.length === 0) return { findings: [], aside: true, skipped: "no change to a manifest" };

    const after = await unitsOf(head, touched);
    const groups = groupsIn(after);
    if (groups.length === 0) return { findings: [] };
    const before = await unitsOf(base, touched);
    const renamed = new Map(files.flatMap(({ path, previousPath }) => (previousPath ? [[path, previousPath]] : [])));
    const verdicts = groups.flatMap((group) => {
      const verdict = verdictOn(group, { before, after, renamed });
      return verdict && (verdict.isCertain ? options.certain : options.unsure) ? [findingOf(group, verdict)] : [];
    });
    return { findings: verdicts.slice(0, mostFindings) };
  },
};
export default check;

function findingOf({ first }: Group, { says, advice }: Verdict): Finding {
  return { message: `${first.title} ${says}.`, advice, at: first.at, evidence: `${first.title} ${first.says("")}` };
}
