/**
 * Containers that may run an image which another pod has pulled.
 *
 * Why: a node that has the image starts it without asking the registry, whether the pod may have it or not, and whether the tag has moved or not.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 *       imagePullPolicy: IfNotPresent
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 *       imagePullPolicy: Always
 * ```
 *
 * Mend: set `imagePullPolicy: Always`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/image-pull-policy -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import { imageOf } from "../../security/kubernetes/reading/image.ts";
import { kubernetesCheck, onContainers } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) => {
    const policy = section.at("imagePullPolicy");
    const image = imageOf(section.at("image").text());
    const isMoving =
      image !== undefined && image.digest === undefined && (image.tag === undefined || image.tag === "latest");
    if (policy.value === "Always" || policy.value === unknownValue || image?.digest !== undefined) return [];
    if (policy.isMissing && isMoving) return [];
    const says = policy.isMissing
      ? "does not ask the registry for its image each time"
      : `pulls its image \`${String(policy.value)}\``;
    return [
      {
        place: policy.isMissing ? section.at("image").place() : policy.place(),
        says,
        mend: "Set `imagePullPolicy: Always`.",
      },
    ];
  }),
);
