/**
 * Services, routes, autoscalers and policies of a manifest that point at nothing in it.
 *
 * Why: the cluster takes such an object and it does nothing, so requests go nowhere, nothing scales and nothing is protected.
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
 * ---
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   template:
 *     metadata:
 *       labels:
 *         app: web
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
 * Mend: write the name or labels that the target has.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/dangling-references -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import type { KubernetesObject } from "../../../languages/kubernetes/objects.ts";
import { isMapping, type Section } from "../../../languages/kubernetes/section.ts";
import { both, kubernetesCheck, onObjects, type Remark } from "../../security/kubernetes/reading/kubernetes-check.ts";
import { labelsMatch, selects } from "../../security/kubernetes/reading/selectors.ts";

export default kubernetesCheck(
  both(
    onObjects(["Service"], (service, _options, all) => {
      const selector = service.root.at("spec", "selector");
      if (!isMapping(selector.value) || selector.entries().length === 0) return [];
      return chooses(service, all, (labels) => labelsMatch(selector, labels))
        ? []
        : [nothing(selector, "selects no pod of this file")];
    }),
    onObjects(["NetworkPolicy", "PodDisruptionBudget"], (policy, _options, all) => {
      const selector = policy.root.at("spec", policy.kind === "NetworkPolicy" ? "podSelector" : "selector");
      if (!isMapping(selector.value) || selector.entries().length === 0) return [];
      return chooses(policy, all, (labels) => selects(selector, labels))
        ? []
        : [nothing(selector, "selects no pod of this file")];
    }),
    onObjects(["HorizontalPodAutoscaler"], (scaler, _options, all) => {
      const kind = scaler.root.at("spec", "scaleTargetRef", "kind").text();
      const name = scaler.root.at("spec", "scaleTargetRef", "name");
      const candidates = besides(scaler, all).filter((other) => other.kind === kind);
      if (name.text() === undefined || candidates.length === 0 || candidates.some((other) => mayBe(other, name)))
        return [];
      return [nothing(name, `scales the ${kind ?? ""} \`${name.text() ?? ""}\`, which this file does not have`)];
    }),
    onObjects(["Ingress"], (ingress, _options, all) => {
      const services = besides(ingress, all).filter(({ kind }) => kind === "Service");
      if (services.length === 0) return [];
      return backendsOf(ingress).flatMap((backend) => {
        const name = backend.at("service", "name").isMissing
          ? backend.at("serviceName")
          : backend.at("service", "name");
        if (name.text() === undefined) return [];
        const named = services.filter((service) => mayBe(service, name));
        if (named.length === 0)
          return [nothing(name, `routes to the Service \`${name.text() ?? ""}\`, which this file does not have`)];
        const port = portOf(backend);
        if (port.isMissing || named.some((service) => mayHavePort(service, port))) return [];
        return [
          nothing(
            port,
            `routes to the port \`${String(port.value)}\` of \`${name.text() ?? ""}\`, which it does not have`,
          ),
        ];
      });
    }),
    onObjects([], (workload, _options, all) => {
      const account = workload.pod?.spec.at("serviceAccountName");
      const name = account?.isMissing ? workload.pod?.spec.at("serviceAccount") : account;
      const accounts = besides(workload, all).filter(({ kind }) => kind === "ServiceAccount");
      if (name?.text() === undefined || name.value === "default" || accounts.length === 0) return [];
      return accounts.some((each) => mayBe(each, name))
        ? []
        : [nothing(name, `runs as the account \`${String(name.value)}\`, which this file does not have`)];
    }),
  ),
);

/** Objects of the same namespace: a target in another one is not a target. */
function besides({ namespace }: KubernetesObject, all: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return all.filter((other) => other.namespace === namespace);
}

/** A name that nobody knows may be the one. */
function mayBe({ name }: KubernetesObject, wanted: Section): boolean {
  return name === undefined || name === wanted.value;
}

/** Where a file has no pods at all, they are elsewhere. */
function chooses(
  object: KubernetesObject,
  all: readonly KubernetesObject[],
  matches: (labels: Section) => boolean | undefined,
): boolean {
  const pods = besides(object, all).flatMap(({ pod }) => pod ?? []);
  return pods.length === 0 || pods.some(({ metadata }) => matches(metadata.at("labels")) !== false);
}

function backendsOf({ root }: KubernetesObject): readonly Section[] {
  const paths = root
    .at("spec", "rules")
    .items()
    .flatMap((rule) => rule.at("http", "paths").items());
  const backends = [
    ...paths.map((path) => path.at("backend")),
    root.at("spec", "defaultBackend"),
    root.at("spec", "backend"),
  ];
  return backends.filter(({ value }) => isMapping(value));
}

function portOf(backend: Section): Section {
  const ways = [
    backend.at("service", "port", "number"),
    backend.at("service", "port", "name"),
    backend.at("servicePort"),
  ];
  return ways.find(({ isMissing }) => !isMissing) ?? backend.at("servicePort");
}

function mayHavePort(service: KubernetesObject, { value }: Section): boolean {
  const ports = service.root.at("spec", "ports");
  if (value === unknownValue || !Array.isArray(ports.value) || service.name === undefined) return true;
  return ports
    .items()
    .some((port) =>
      [port.value, port.at("port").value, port.at("name").value].some(
        (each) => each === unknownValue || each === value,
      ),
    );
}

function nothing(section: Section, says: string): Remark {
  return { place: section.place(), says, mend: "Write the name or the labels that the target has." };
}
