/**
 * Volumes that are folders of the node.
 *
 * Why: files outlive the pod on one node only, and whoever writes to them writes to the machine.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   volumes:
 *     - name: data
 *       hostPath:
 *         path: /srv/data
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   volumes:
 *     - name: data
 *       persistentVolumeClaim:
 *         claimName: data
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: use a claim, a ConfigMap or an `emptyDir`.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/host-path -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import { kubernetesCheck, onPods } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onPods(({ spec }) =>
    spec
      .at("volumes")
      .items()
      .flatMap((volume) => {
        const path = volume.at("hostPath");
        if (path.isMissing || path.value === unknownValue) return [];
        const says = `mounts the node's \`${path.at("path").text() ?? "files"}\``;
        return [{ place: path.place(), says, mend: "Use a claim, a ConfigMap or an `emptyDir`." }];
      }),
  ),
);
