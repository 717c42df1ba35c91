/** When versions of Kubernetes' own APIs end, from the public deprecation guide. */

export interface Life {
  /** Kubernetes version that began to warn. */
  readonly deprecated: string;
  /** First version that does not serve it; missing: still served. */
  readonly removed?: string;
  /** `group/version` or `group/version/Kind` that took its place; missing: nothing did. */
  readonly successor?: string;
}

interface Row extends Life {
  readonly apiVersion: string;
  readonly kinds: string;
}

const workloads = "DaemonSet Deployment ReplicaSet";
const roles = "ClusterRole ClusterRoleBinding Role RoleBinding";
const webhooks = "MutatingWebhookConfiguration ValidatingWebhookConfiguration";
const reviews = "LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview";
const flow = "FlowSchema PriorityLevelConfiguration";
const flowGroup = "flowcontrol.apiserver.k8s.io";

const rows: readonly Row[] = [
  row("extensions/v1beta1", workloads, "1.8", "1.16", "apps/v1"),
  row("apps/v1beta1", "Deployment StatefulSet ControllerRevision", "1.8", "1.16", "apps/v1"),
  row("apps/v1beta2", `${workloads} StatefulSet ControllerRevision`, "1.9", "1.16", "apps/v1"),
  row("extensions/v1beta1", "NetworkPolicy", "1.9", "1.16", "networking.k8s.io/v1"),
  row("extensions/v1beta1", "PodSecurityPolicy", "1.11", "1.16"),
  row("admissionregistration.k8s.io/v1beta1", webhooks, "1.16", "1.22", "admissionregistration.k8s.io/v1"),
  row("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", "1.16", "1.22", "apiextensions.k8s.io/v1"),
  row("apiregistration.k8s.io/v1beta1", "APIService", "1.19", "1.22", "apiregistration.k8s.io/v1"),
  row("authentication.k8s.io/v1beta1", "TokenReview", "1.19", "1.22", "authentication.k8s.io/v1"),
  row("authorization.k8s.io/v1beta1", reviews, "1.19", "1.22", "authorization.k8s.io/v1"),
  row("certificates.k8s.io/v1beta1", "CertificateSigningRequest", "1.19", "1.22", "certificates.k8s.io/v1"),
  row("coordination.k8s.io/v1beta1", "Lease", "1.19", "1.22", "coordination.k8s.io/v1"),
  row("extensions/v1beta1", "Ingress", "1.14", "1.22", "networking.k8s.io/v1"),
  row("networking.k8s.io/v1beta1", "Ingress IngressClass", "1.19", "1.22", "networking.k8s.io/v1"),
  row("rbac.authorization.k8s.io/v1alpha1", roles, "1.17", "1.22", "rbac.authorization.k8s.io/v1"),
  row("rbac.authorization.k8s.io/v1beta1", roles, "1.17", "1.22", "rbac.authorization.k8s.io/v1"),
  row("scheduling.k8s.io/v1beta1", "PriorityClass", "1.14", "1.22", "scheduling.k8s.io/v1"),
  row("storage.k8s.io/v1beta1", "CSIDriver CSINode StorageClass VolumeAttachment", "1.19", "1.22", "storage.k8s.io/v1"),
  row("batch/v1beta1", "CronJob", "1.21", "1.25", "batch/v1"),
  row("batch/v2alpha1", "CronJob", "1.8", "1.21", "batch/v1"),
  row("discovery.k8s.io/v1beta1", "EndpointSlice", "1.21", "1.25", "discovery.k8s.io/v1"),
  row("events.k8s.io/v1beta1", "Event", "1.19", "1.25", "events.k8s.io/v1"),
  row("autoscaling/v2beta1", "HorizontalPodAutoscaler", "1.22", "1.25", "autoscaling/v2"),
  row("policy/v1beta1", "PodDisruptionBudget", "1.21", "1.25", "policy/v1"),
  row("policy/v1beta1", "PodSecurityPolicy", "1.21", "1.25"),
  row("node.k8s.io/v1beta1", "RuntimeClass", "1.22", "1.25", "node.k8s.io/v1"),
  row(`${flowGroup}/v1beta1`, flow, "1.23", "1.26", `${flowGroup}/v1`),
  row("autoscaling/v2beta2", "HorizontalPodAutoscaler", "1.23", "1.26", "autoscaling/v2"),
  row("storage.k8s.io/v1beta1", "CSIStorageCapacity", "1.24", "1.27", "storage.k8s.io/v1"),
  row(`${flowGroup}/v1beta2`, flow, "1.26", "1.29", `${flowGroup}/v1`),
  row(`${flowGroup}/v1beta3`, flow, "1.29", "1.32", `${flowGroup}/v1`),
  row("v1", "Endpoints", "1.33", undefined, "discovery.k8s.io/v1/EndpointSlice"),
  row("v1", "ComponentStatus", "1.19", undefined),
];

const lives: ReadonlyMap<string, Life> = new Map(
  rows.flatMap(({ apiVersion, kinds, ...life }) =>
    kinds.split(" ").map((kind) => [`${apiVersion}/${kind}`, life] as const),
  ),
);

/** `name`: `batch/v1beta1/CronJob`; `undefined` where nothing is known to end. */
export function lifeOf(name: string): Life | undefined {
  return lives.get(name);
}

/** Whether Kubernetes `version` is `since` or newer. */
export function isSince(version: string, since: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = since.split(".").map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}

function row(apiVersion: string, kinds: string, deprecated: string, removed?: string, successor?: string): Row {
  return {
    apiVersion,
    kinds,
    deprecated,
    ...(removed === undefined ? {} : { removed }),
    ...(successor === undefined ? {} : { successor }),
  };
}
