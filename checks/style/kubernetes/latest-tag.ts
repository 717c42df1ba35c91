/**
 * Images without a version.
 *
 * Why: behind `latest` stands another program tomorrow, and no two nodes need to run the same.
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
 *       image: nginx:latest
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
 *       image: nginx:1.27.2
 * ```
 *
 * Mend: write the version, or better the digest.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/latest-tag -- reason`
 */

import { imageOf } from "../../security/kubernetes/reading/image.ts";
import { kubernetesCheck, onContainers } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) => {
    const place = section.at("image");
    const image = imageOf(place.text());
    if (!image || image.digest !== undefined || (image.tag !== undefined && image.tag !== "latest")) return [];
    // A name that something else replaces before it is applied.
    if (/^[A-Z_]+$|placeholder|PLACEHOLDER|^controller$/u.test(image.repository)) return [];
    const says = image.tag === undefined ? "runs an image without a version" : "runs whatever `latest` is at the time";
    return [{ place: place.place(), says, mend: "Write the version, or better the digest." }];
  }),
);
