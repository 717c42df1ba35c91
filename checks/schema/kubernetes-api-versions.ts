/**
 * API versions that the cluster's version of Kubernetes does not serve, or will soon not serve any more.
 *
 * Why: an upgrade of the cluster takes old API versions away, and the next roll-out of the manifest fails as a whole.
 *
 * Removed and deprecated versions come from the public deprecation guide of Kubernetes, everything else from the kinds
 * that each version has. Where several versions are named under `kubernetesVersion`, each is asked. With `removed: false`
 * only what is deprecated is told, with `deprecated: false` only what is not served.
 *
 * Bad (k8s/ingress.yaml):
 * ```yaml
 * apiVersion: extensions/v1beta1
 * kind: Ingress
 * metadata:
 *   name: web
 * ```
 *
 * Good (k8s/ingress.yaml):
 * ```yaml
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * metadata:
 *   name: web
 * ```
 *
 * Mend: move to the API version that the message names, and compare the keys with it.
 *
 * Waive: `# plumbline-disable-next-line schema/kubernetes-api-versions -- reason`
 */

import type { XStatic } from "typebox/schema";

import type { FileCheck, FileContext, Observation } from "../../core/check.ts";
import type { Finding } from "../../core/finding.ts";
import type { Data } from "../../languages/data.ts";
import {
  type Manifest,
  kubernetesVersions,
  mostFindings,
  readsManifests,
  waiting,
} from "./kubernetes/manifest-check.ts";
import { manifestsOf } from "./kubernetes/manifests.ts";
import type { Resource } from "./kubernetes/resources.ts";
import { servingOf, type Serving } from "./kubernetes/serving.ts";
import { pointerOf } from "./kubernetes/validate.ts";

const optionsSchema = {
  type: "object",
  properties: {
    kubernetesVersion: {
      ...kubernetesVersions,
      description: "Versions of the clusters that the manifests are for.",
    },
    removed: { type: "boolean", default: true, description: "Tell what is not served." },
    deprecated: { type: "boolean", default: true, description: "Tell what is still served, but deprecated." },
  },
  required: ["kubernetesVersion", "removed", "deprecated"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const check: FileCheck<Options, Manifest> = {
  ...readsManifests,
  options: optionsSchema,
  look,
};
export default check;

async function look(document: Manifest, { options }: FileContext<Options>): Promise<Observation> {
  const { path } = document;
  const wait = waiting(document);
  if (wait !== undefined) return wait;
  const findings: Finding[] = [];
  for (const { content, data, resources } of manifestsOf(document)) {
    for (const resource of resources) {
      const said = await judge(resource, options);
      if (said === undefined || findings.length >= mostFindings) continue;
      findings.push({ ...said, at: { path, range: placeOf(resource, data) ?? content.range } });
    }
  }
  return { findings };
}

type Said = Pick<Finding, "message"> & Required<Pick<Finding, "advice">>;

/** The first version that objects speaks for the others. */
async function judge({ apiVersion, kind }: Resource, options: Options): Promise<Said | undefined> {
  if (apiVersion === undefined || kind === undefined) return undefined;
  for (const version of options.kubernetesVersion) {
    const serving = await servingOf(apiVersion, kind, version);
    const said = say(serving, apiVersion, kind, version, options);
    if (said !== undefined) return said;
  }
  return undefined;
}

function say(
  serving: Serving,
  apiVersion: string,
  kind: string,
  version: string,
  { removed, deprecated }: Options,
): Said | undefined {
  const what = `\`${kind}\` of \`${apiVersion}\``;
  if (serving.is === "served") {
    if (!deprecated || serving.deprecated === undefined) return undefined;
    const { since, successor } = serving.deprecated;
    return {
      message: `${what} is deprecated since Kubernetes ${since}, and a later version will refuse it.`,
      advice: adviceOf(successor, kind),
    };
  }
  if (!removed || serving.is === "unknown") return undefined;
  if (serving.is === "removed") {
    return {
      message: `${what} is not served since Kubernetes ${serving.since}, so the API server refuses it.`,
      advice: adviceOf(serving.successor, kind),
    };
  }
  if (serving.is === "elsewhen") {
    return {
      message: `Kubernetes ${version} does not serve ${what}; ${serving.versions.join(", ")} does.`,
      advice: adviceOf(serving.successor, kind),
    };
  }
  const others = serving.apiVersions.map((each) => `\`${each}\``).join(", ");
  return {
    message: `\`${apiVersion}\` has no \`${kind}\`, so the API server refuses it; Kubernetes serves it as ${others}.`,
    advice: serving.apiVersions.length === 1 ? `Write ${others}.` : "Write one of these.",
  };
}

/** `successor`: an API version, or one with another kind. */
function adviceOf(successor: string | undefined, kind: string): string {
  if (successor === undefined) return "Leave it out, or replace it by what took over its task.";
  const other = /^(.*\/v\d\w*)\/(\w+)$/u.exec(successor);
  if (other !== null) return `Use \`${other[2]}\` of \`${other[1]}\` instead.`;
  return `Use \`${successor}\` and compare the keys of this \`${kind}\` with it.`;
}

function placeOf({ steps }: Resource, data: Data) {
  return data.locate(pointerOf([...steps, "apiVersion"]))?.value;
}
