/** Factor: the change deletes something that holds data, or replaces it with an empty one. */

import { at, isSame } from "../touched/plain-data.ts";
import type { ManifestObject, ObjectChange } from "../touched/kubernetes.ts";
import { dataHeldBy } from "../touched/stateful-kinds.ts";
import type { RiskEvidence } from "../../../../core/risk.ts";
import { indexLines } from "../../../../core/text.ts";
import destroyedState from "../../../style/terraform/destroyed-state.ts";
import type { Factor, FactorAnswer, RiskChange } from "../factor.ts";

export const statefulLoss: Factor = {
  name: "stateful-loss",
  looksFor:
    "A database, bucket, volume or the like that Terraform destroys or replaces; a StatefulSet, volume, namespace or custom resource definition that is deleted; a storage class, or another fixed field of one, that changes.",
  why: "Data that is gone does not come back with a rollback.",
  async look(change) {
    const lost = await lostToTerraform(change);
    return {
      evidence: [...lost.evidence, ...change.objects.flatMap(lostObject)],
      ...(lost.gaps && { gaps: lost.gaps }),
    };
  },
};

/** More are kept by no report. */
const mostFindings = 20;

/** The rule about destroyed state has worked it out, and its modules are read already. */
async function lostToTerraform(change: RiskChange): Promise<FactorAnswer> {
  if (change.modulesBefore.size === 0) return { evidence: [] };
  const differential = { ...change.differential, files: change.files };
  const { findings } = await destroyedState.look(differential, { options: {}, schemas: {} });
  const evidence = findings.slice(0, mostFindings).map(({ message, at: place }): RiskEvidence => {
    const words = message.replace(/\.$/u, "");
    if (!place) return { ...formerPlace(message, change), words };
    const line = lineOf(place.path, place.range[0], change);
    return { path: place.path, ...(line === undefined ? {} : { line }), words };
  });
  return { evidence };
}

function formerPlace(message: string, { resources }: RiskChange): { readonly path?: string } {
  const gone = resources.find(({ action, address }) => action === "removed" && message.includes(`\`${address}\``));
  return gone ? { path: gone.path } : {};
}

function lineOf(path: string, offset: number, { modulesAfter }: RiskChange): number | undefined {
  for (const { files } of modulesAfter.values()) {
    const file = files.find((each) => each.path === path);
    if (file) return indexLines(file.text).position(offset).line;
  }
  return undefined;
}

function lostObject({ before, after }: ObjectChange): readonly RiskEvidence[] {
  if (!before) return [];
  if (after) return replacedObject(before, after);
  const holds = dataHeldBy(before, "removed");
  if (holds === undefined) return [];
  const along = before.kind === "StatefulSet" ? "" : `, and with it ${/^every/u.test(holds) ? holds : `the ${holds}`}`;
  return [{ path: before.path, words: `\`${before.kind}/${before.name}\` is deleted${along}` }];
}

/** Fields that the API server refuses to change: the object is deleted and made anew. */
const fixedFields: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  [
    "apps/StatefulSet",
    [
      ["spec", "volumeClaimTemplates"],
      ["spec", "serviceName"],
      ["spec", "selector"],
    ],
  ],
  [
    "/PersistentVolumeClaim",
    [
      ["spec", "storageClassName"],
      ["spec", "volumeName"],
      ["spec", "accessModes"],
    ],
  ],
]);

function replacedObject(before: ManifestObject, after: ManifestObject): readonly RiskEvidence[] {
  const fields = fixedFields.get(`${before.group}/${before.kind}`) ?? [];
  const changed = fields.find(
    (field) => isTold(before, after, field) && !isSame(at(before.value, ...field), at(after.value, ...field)),
  );
  if (!changed) return [];
  const words = `\`${changed.at(-1) ?? ""}\` of \`${after.kind}/${after.name}\` changes, which takes a new one`;
  return [{ path: after.path, line: after.line, words }];
}

/** What one side leaves out is filled in by the cluster, and not known here. */
function isTold(before: ManifestObject, after: ManifestObject, field: readonly string[]): boolean {
  return at(before.value, ...field) !== undefined && at(after.value, ...field) !== undefined;
}
