/** What an object names of others: ConfigMaps, Secrets, claims, accounts, Services and their ports, targets of autoscalers and bindings. */

import { groupOf, type KubernetesObject } from "./objects.ts";
import type { Section } from "./section.ts";

export interface Reference {
  /** Kind and API group of what it names; `undefined` = whatever group. */
  readonly kind: string;
  readonly group?: string;
  readonly name: string;
  /** Where the reference says so itself; else the object's own. */
  readonly namespace?: string;
  /** May be in any namespace, or is in none. */
  readonly isAnywhere?: true;
  /** What the object does with it, before the kind: "mounts the". */
  readonly verb: string;
  readonly at: Section;
  /** A key of a ConfigMap or Secret. */
  readonly key?: Section;
  /** Number or name of a Service's port. */
  readonly port?: Section;
  /** A patch that holds this may change the reference. */
  readonly touchedBy: RegExp;
  /** Mostly made by somebody else: missing says nothing, only gone does. */
  readonly isOftenElsewhere?: true;
}

type Details = Partial<Pick<Reference, "group" | "namespace" | "isAnywhere" | "key" | "port" | "isOftenElsewhere">>;

function refer(
  kind: string,
  verb: string,
  at: Section,
  touchedBy: RegExp,
  details: Details = {},
): readonly Reference[] {
  const name = at.text();
  return name === undefined || name === "" ? [] : [{ kind, verb, at, touchedBy, name, ...details }];
}

export function referencesOf(object: KubernetesObject): readonly Reference[] {
  const { kind, root } = object;
  const ofKind = byKind.get(kind)?.(root, object) ?? [];
  return [...ofPod(object), ...ofKind];
}

const anyEnvironment = /env|configMap|secret|containers\/\d+"?\s*$/imu;
const anyVolume = /volume|configMap|secret|persistentVolumeClaim/iu;

function ofPod({ pod }: KubernetesObject): readonly Reference[] {
  if (!pod) return [];
  const { spec, containers } = pod;
  const account = spec.at("serviceAccountName").isMissing ? spec.at("serviceAccount") : spec.at("serviceAccountName");
  const references = [
    ...spec.at("volumes").items().flatMap(ofVolume),
    ...containers.flatMap(({ section }) => [
      ...section.at("env").items().flatMap(ofVariable),
      ...section.at("envFrom").items().flatMap(ofVariables),
    ]),
    ...(account.value === "default" ? [] : refer("ServiceAccount", "runs as the", account, /serviceAccount/u)),
  ];
  const priority = spec.at("priorityClassName");
  return String(priority.value).startsWith("system-")
    ? references
    : [
        ...references,
        ...refer("PriorityClass", "has the", priority, /priorityClass/u, { isAnywhere: true, isOftenElsewhere: true }),
      ];
}

function isOptional(section: Section): boolean {
  return section.at("optional").value !== undefined && section.at("optional").value !== false;
}

function ofVolume(volume: Section): readonly Reference[] {
  const projected = volume.at("projected", "sources").items();
  const maps = [volume.at("configMap"), ...projected.map((source) => source.at("configMap"))];
  const secrets = projected.map((source) => source.at("secret"));
  const secret = volume.at("secret");
  return [
    ...maps.flatMap((map) => (isOptional(map) ? [] : refer("ConfigMap", "mounts the", map.at("name"), anyVolume))),
    ...secrets.flatMap((each) => (isOptional(each) ? [] : refer("Secret", "mounts the", each.at("name"), anyVolume))),
    ...(isOptional(secret) ? [] : refer("Secret", "mounts the", secret.at("secretName"), anyVolume)),
    ...refer("PersistentVolumeClaim", "mounts the", volume.at("persistentVolumeClaim", "claimName"), anyVolume),
  ];
}

function ofVariable(variable: Section): readonly Reference[] {
  const [map, secret] = [variable.at("valueFrom", "configMapKeyRef"), variable.at("valueFrom", "secretKeyRef")];
  return [
    ...(isOptional(map) ? [] : refer("ConfigMap", "reads the", map.at("name"), anyEnvironment, { key: map.at("key") })),
    ...(isOptional(secret)
      ? []
      : refer("Secret", "reads the", secret.at("name"), anyEnvironment, { key: secret.at("key") })),
  ];
}

function ofVariables(source: Section): readonly Reference[] {
  const [map, secret] = [source.at("configMapRef"), source.at("secretRef")];
  return [
    ...(isOptional(map) ? [] : refer("ConfigMap", "reads the", map.at("name"), anyEnvironment)),
    ...(isOptional(secret) ? [] : refer("Secret", "reads the", secret.at("name"), anyEnvironment)),
  ];
}

const routing = /backend|service|rules/iu;

function ofIngress(root: Section, object: KubernetesObject): readonly Reference[] {
  if (!/k8s\.io$|^extensions$/u.test(groupOf(object))) return [];
  const paths = root
    .at("spec", "rules")
    .items()
    .flatMap((rule) => rule.at("http", "paths").items());
  const backends = [
    ...paths.map((path) => path.at("backend")),
    root.at("spec", "defaultBackend"),
    root.at("spec", "backend"),
  ];
  const services = backends.flatMap((backend) => {
    const name = backend.at("service", "name").isMissing ? backend.at("serviceName") : backend.at("service", "name");
    const port = [
      backend.at("service", "port", "number"),
      backend.at("service", "port", "name"),
      backend.at("servicePort"),
    ].find(({ isMissing }) => !isMissing);
    return refer("Service", "routes to the", name, routing, { group: "", ...(port && { port }) });
  });
  const secrets = root
    .at("spec", "tls")
    .items()
    .flatMap((tls) => refer("Secret", "uses the", tls.at("secretName"), /tls|secret/iu, { isOftenElsewhere: true }));
  return [...services, ...secrets];
}

function ofRoute(root: Section): readonly Reference[] {
  const backends = root
    .at("spec", "rules")
    .items()
    .flatMap((rule) => rule.at("backendRefs").items())
    .filter((backend) => backend.at("kind").isMissing || backend.at("kind").value === "Service");
  const services = backends.flatMap((backend) =>
    refer("Service", "routes to the", backend.at("name"), routing, {
      group: "",
      ...namespaceOf(backend),
      port: backend.at("port"),
    }),
  );
  const parents = root
    .at("spec", "parentRefs")
    .items()
    .filter((parent) => parent.at("kind").isMissing || parent.at("kind").value === "Gateway")
    .flatMap((parent) =>
      refer("Gateway", "belongs to the", parent.at("name"), /parentRefs/u, {
        isAnywhere: true,
        isOftenElsewhere: true,
      }),
    );
  return [...services, ...parents];
}

function ofScaler(way: string): (root: Section) => readonly Reference[] {
  return (root) => {
    const target = root.at("spec", way);
    const kind = target.at("kind").isMissing ? "Deployment" : target.at("kind").text();
    return kind === undefined ? [] : refer(kind, "scales the", target.at("name"), /scaleTargetRef|targetRef/u);
  };
}

/** Roles that every cluster has. */
const givenRoles = /^(?:cluster-admin|admin|edit|view|system:.*)$/u;

function ofBinding(root: Section): readonly Reference[] {
  const role = root.at("roleRef");
  const kind = role.at("kind").text() ?? "";
  const isGiven = kind === "ClusterRole" && givenRoles.test(String(role.at("name").value));
  const roles = isGiven
    ? []
    : refer(kind, "grants the", role.at("name"), /roleRef/u, {
        ...(kind === "ClusterRole" && { isAnywhere: true, isOftenElsewhere: true }),
      });
  const accounts = root
    .at("subjects")
    .items()
    .filter((subject) => subject.at("kind").value === "ServiceAccount" && subject.at("name").value !== "default")
    .flatMap((subject) =>
      refer("ServiceAccount", "grants rights to the", subject.at("name"), /subjects/u, {
        isAnywhere: true,
        isOftenElsewhere: true,
      }),
    );
  return [...roles, ...accounts];
}

function namespaceOf(section: Section): { readonly namespace?: string } {
  const namespace = section.at("namespace").text();
  return namespace === undefined ? {} : { namespace };
}

type Reader = (root: Section, object: KubernetesObject) => readonly Reference[];

const byKind: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["Ingress", ofIngress],
  ["HTTPRoute", ofRoute],
  ["GRPCRoute", ofRoute],
  ["TLSRoute", ofRoute],
  ["TCPRoute", ofRoute],
  ["HorizontalPodAutoscaler", ofScaler("scaleTargetRef")],
  ["ScaledObject", ofScaler("scaleTargetRef")],
  ["VerticalPodAutoscaler", ofScaler("targetRef")],
  ["RoleBinding", ofBinding],
  ["ClusterRoleBinding", ofBinding],
  [
    "StatefulSet",
    (root) =>
      refer("Service", "gets its names from the", root.at("spec", "serviceName"), /serviceName/u, { group: "" }),
  ],
  [
    "PersistentVolumeClaim",
    (root) =>
      refer("StorageClass", "asks the", root.at("spec", "storageClassName"), /storageClass/u, {
        isAnywhere: true,
        isOftenElsewhere: true,
      }),
  ],
]);
