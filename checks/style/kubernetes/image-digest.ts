/**
 * Images that are not held by their digest.
 *
 * Why: a tag can be moved, so what was tested is not necessarily what runs.
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
 *       image: nginx:1.27.2
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
 *       image: nginx@sha256:28402db69fec7c17e179ea87882667f1e054391138f77ffaf0c3eb388efc3ffb
 * ```
 *
 * Mend: add the digest behind the tag.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/image-digest -- reason`
 */

import { imageOf } from "../../security/kubernetes/reading/image.ts";
import { kubernetesCheck, onContainers } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) => {
    const place = section.at("image");
    const image = imageOf(place.text());
    if (!image || image.digest !== undefined) return [];
    return [
      {
        place: place.place(),
        says: "runs an image that is not held by its digest",
        mend: "Add the digest: `NAME:TAG@sha256:…`.",
      },
    ];
  }),
);
