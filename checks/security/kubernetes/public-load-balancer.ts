/**
 * Services that ask the cloud for a public address.
 *
 * Why: the cloud opens the service to the whole internet unless an annotation says that it is internal.
 *
 * Bad (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   type: LoadBalancer
 *   selector:
 *     app: api
 *   ports:
 *     - port: 443
 * ```
 *
 * Good (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 *   annotations:
 *     networking.gke.io/load-balancer-type: Internal
 * spec:
 *   type: LoadBalancer
 *   selector:
 *     app: api
 *   ports:
 *     - port: 443
 * ```
 *
 * Mend: make it internal, or limit `loadBalancerSourceRanges`.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/public-load-balancer -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";

/** How each cloud is told that the address is its own network's. */
const internal: readonly (readonly [annotation: string, value: RegExp])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?:true|0\.0\.0\.0\/0)$/u],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/u],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/u],
  ["networking.gke.io/load-balancer-type", /^internal$/iu],
  ["cloud.google.com/load-balancer-type", /^internal$/iu],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/u],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/u],
  ["service.beta.kubernetes.io/cce-load-balancer-internal-vpc", /^true$/u],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/u],
  ["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", /./u],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/u],
];

export default kubernetesCheck(
  onObjects(["Service"], ({ root }) => {
    const type = root.at("spec", "type");
    const annotations = root.at("metadata", "annotations");
    if (type.value !== "LoadBalancer" || annotations.value === unknownValue) return [];
    if (root.at("spec", "loadBalancerSourceRanges").items().length > 0) return [];
    const isInternal = internal.some(([key, wanted]) => {
      const { value } = annotations.at(key);
      return value === unknownValue || (value !== undefined && wanted.test(String(value)));
    });
    if (isInternal) return [];
    return [
      {
        place: type.place(),
        says: "asks the cloud for an address that the whole internet reaches",
        mend: "Make it internal, or limit `loadBalancerSourceRanges`.",
      },
    ];
  }),
);
