/** What the public API reference says of values and the client's types do not: words, quantities, bounds, patterns. By `Type.field`, types without their version. */

/** Fields that take one of these words and nothing else. Fields whose list is open for others are not here. */
export const documentedWords: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...fields(
    "Always Never IfNotPresent",
    "Container.imagePullPolicy EphemeralContainer.imagePullPolicy ImageVolumeSource.pullPolicy",
  ),
  ...fields(
    "File FallbackToLogsOnError",
    "Container.terminationMessagePolicy EphemeralContainer.terminationMessagePolicy",
  ),
  ...fields("Always OnFailure Never", "PodSpec.restartPolicy"),
  ...fields("ClusterFirstWithHostNet ClusterFirst Default None", "PodSpec.dnsPolicy"),
  ...fields("PreemptLowerPriority Never", "PodSpec.preemptionPolicy PriorityClass.preemptionPolicy"),
  ...fields("TCP UDP SCTP", "ContainerPort.protocol ServicePort.protocol NetworkPolicyPort.protocol"),
  ...fields("HTTP HTTPS", "HTTPGetAction.scheme"),
  ...fields("ClusterIP NodePort LoadBalancer ExternalName", "ServiceSpec.type"),
  ...fields("ClientIP None", "ServiceSpec.sessionAffinity"),
  ...fields("Cluster Local", "ServiceSpec.externalTrafficPolicy ServiceSpec.internalTrafficPolicy"),
  ...fields("SingleStack PreferDualStack RequireDualStack", "ServiceSpec.ipFamilyPolicy"),
  ...fields("RollingUpdate Recreate", "DeploymentStrategy.type"),
  ...fields("RollingUpdate OnDelete", "DaemonSetUpdateStrategy.type StatefulSetUpdateStrategy.type"),
  ...fields("OrderedReady Parallel", "StatefulSetSpec.podManagementPolicy"),
  ...fields(
    "Retain Delete",
    "StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled",
  ),
  ...fields("Allow Forbid Replace", "CronJobSpec.concurrencyPolicy"),
  ...fields("NonIndexed Indexed", "JobSpec.completionMode"),
  ...fields("TerminatingOrFailed Failed", "JobSpec.podReplacementPolicy"),
  ...fields("Block Filesystem", "PersistentVolumeSpec.volumeMode PersistentVolumeClaimSpec.volumeMode"),
  ...fields("Retain Recycle Delete", "PersistentVolumeSpec.persistentVolumeReclaimPolicy StorageClass.reclaimPolicy"),
  ...fields("Immediate WaitForFirstConsumer", "StorageClass.volumeBindingMode"),
  ...fields("NoSchedule PreferNoSchedule NoExecute", "Taint.effect Toleration.effect"),
  ...fields("In NotIn Exists DoesNotExist", "LabelSelectorRequirement.operator"),
  ...fields("In NotIn Exists DoesNotExist Gt Lt", "NodeSelectorRequirement.operator"),
  ...fields("DoNotSchedule ScheduleAnyway", "TopologySpreadConstraint.whenUnsatisfiable"),
  ...fields("Honor Ignore", "TopologySpreadConstraint.nodeAffinityPolicy TopologySpreadConstraint.nodeTaintsPolicy"),
  ...fields("Localhost RuntimeDefault Unconfined", "SeccompProfile.type AppArmorProfile.type"),
  ...fields("Default Unmasked", "SecurityContext.procMount"),
  ...fields("OnRootMismatch Always", "PodSecurityContext.fsGroupChangePolicy"),
  ...fields("Merge Strict", "PodSecurityContext.supplementalGroupsPolicy"),
  ...fields("linux windows", "PodOS.name"),
  ...fields("None HostToContainer Bidirectional", "VolumeMount.mountPropagation"),
  ...fields("Exact Prefix ImplementationSpecific", "HTTPIngressPath.pathType"),
  ...fields("Ingress Egress", "NetworkPolicySpec.policyTypes[]"),
  ...fields("IPv4 IPv6", "ServiceSpec.ipFamilies[]"),
  ...fields(
    "ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod",
    "PersistentVolumeSpec.accessModes[] PersistentVolumeClaimSpec.accessModes[]",
  ),
  ...fields("IfHealthyBudget AlwaysAllow", "PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy"),
  ...fields("Resource Pods Object External ContainerResource", "MetricSpec.type"),
  ...fields("Utilization Value AverageValue", "MetricTarget.type"),
  ...fields("Max Min Disabled", "HPAScalingRules.selectPolicy"),
  ...fields("Pods Percent", "HPAScalingPolicy.type"),
  ...fields(
    "Fail Ignore",
    "MutatingWebhook.failurePolicy ValidatingWebhook.failurePolicy ValidatingAdmissionPolicySpec.failurePolicy",
  ),
  ...fields("Exact Equivalent", "MutatingWebhook.matchPolicy ValidatingWebhook.matchPolicy MatchResources.matchPolicy"),
  ...fields("None NoneOnDryRun", "MutatingWebhook.sideEffects ValidatingWebhook.sideEffects"),
  ...fields("Never IfNeeded", "MutatingWebhook.reinvocationPolicy"),
  ...fields("Cluster Namespaced *", "RuleWithOperations.scope NamedRuleWithOperations.scope"),
  ...fields("Namespaced Cluster", "CustomResourceDefinitionSpec.scope"),
  ...fields("None Webhook", "CustomResourceConversion.strategy"),
  ...fields("FailJob FailIndex Ignore Count", "PodFailurePolicyRule.action"),
  ...fields("In NotIn", "PodFailurePolicyOnExitCodesRequirement.operator"),
  ...fields("User Group ServiceAccount", "Subject.kind"),
  ...fields("IPv4 IPv6 FQDN", "EndpointSlice.addressType"),
]);

/** Fields, or values of maps, that hold a quantity: `500m`, `2Gi`, or a number. */
export const documentedQuantities: ReadonlySet<string> = new Set(
  words(`ResourceRequirements.limits ResourceRequirements.requests VolumeResourceRequirements.limits
    VolumeResourceRequirements.requests ResourceQuotaSpec.hard LimitRangeItem.default LimitRangeItem.defaultRequest
    LimitRangeItem.max LimitRangeItem.maxLimitRequestRatio LimitRangeItem.min PersistentVolumeSpec.capacity PodSpec.overhead
    Overhead.podFixed EmptyDirVolumeSource.sizeLimit ResourceFieldSelector.divisor MetricTarget.averageValue MetricTarget.value
    CSIStorageCapacity.capacity CSIStorageCapacity.maximumVolumeSize DeviceCapacity.value Counter.value
    CapacityRequestPolicy.default CapacityRequestPolicyRange.min CapacityRequestPolicyRange.max CapacityRequestPolicyRange.step
    CapacityRequestPolicy.validValues CapacityRequirements.requests NodeStatus.allocatable NodeStatus.capacity`),
);

/** Bounds of whole numbers, both included. */
export const documentedBounds: ReadonlyMap<string, readonly [minimum: number, maximum: number | undefined]> = new Map([
  ...ports(`ContainerPort.containerPort ServicePort.port NetworkPolicyPort.endPort GRPCAction.port EndpointPort.port`),
  ...bounded(0, 65_535, "ContainerPort.hostPort ServicePort.nodePort ServiceBackendPort.number"),
  ...bounded(
    0,
    undefined,
    `DeploymentSpec.replicas ReplicaSetSpec.replicas StatefulSetSpec.replicas ReplicationControllerSpec.replicas
    DeploymentSpec.minReadySeconds DeploymentSpec.revisionHistoryLimit JobSpec.backoffLimit
    JobSpec.parallelism JobSpec.completions CronJobSpec.successfulJobsHistoryLimit CronJobSpec.failedJobsHistoryLimit
    Probe.initialDelaySeconds`,
  ),
  ...bounded(1, undefined, "HorizontalPodAutoscalerSpec.maxReplicas TopologySpreadConstraint.maxSkew"),
  ...bounded(1, 100, "WeightedPodAffinityTerm.weight PreferredSchedulingTerm.weight"),
  ...bounded(
    0,
    511,
    `SecretVolumeSource.defaultMode ConfigMapVolumeSource.defaultMode DownwardAPIVolumeSource.defaultMode
    ProjectedVolumeSource.defaultMode KeyToPath.mode DownwardAPIVolumeFile.mode`,
  ),
]);

/** A label of DNS, as names of containers, volumes and ports are. */
const dnsLabel = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
/** Several labels with dots between. */
const dnsName = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
const labelValue = "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$";

export interface DocumentedText {
  readonly pattern: string;
  readonly maxLength: number;
}

export const documentedTexts: ReadonlyMap<string, DocumentedText> = new Map<string, DocumentedText>([
  ...texts(
    dnsLabel,
    63,
    `Container.name EphemeralContainer.name Volume.name VolumeMount.name ServicePort.name ObjectMeta.namespace
    PodSpec.hostname PodSpec.subdomain`,
  ),
  ...texts(dnsLabel, 15, "ContainerPort.name"),
  ...texts(
    dnsName,
    253,
    `PodSpec.serviceAccountName PodSpec.priorityClassName PodSpec.runtimeClassName IngressServiceBackend.name
    LocalObjectReference.name PersistentVolumeClaimVolumeSource.claimName SecretVolumeSource.secretName`,
  ),
  ...texts(labelValue, 63, "ObjectMeta.labels LabelSelector.matchLabels ServiceSpec.selector PodSpec.nodeSelector"),
]);

function fields(values: string, names: string): [string, readonly string[]][] {
  return words(names).map((name) => [name, words(values)]);
}

function ports(names: string): [string, readonly [number, number]][] {
  return words(names).map((name) => [name, [1, 65_535]]);
}

function bounded(
  minimum: number,
  maximum: number | undefined,
  names: string,
): [string, readonly [number, number | undefined]][] {
  return words(names).map((name) => [name, [minimum, maximum]]);
}

function texts(pattern: string, maxLength: number, names: string): [string, DocumentedText][] {
  return words(names).map((name) => [name, { pattern, maxLength }]);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}
