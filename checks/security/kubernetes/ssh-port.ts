/**
 * Containers that listen for SSH.
 *
 * Why: a shell server in a container needs accounts and keys of its own, and nobody sees who logs in.
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
 *       ports:
 *         - containerPort: 22
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
 *       ports:
 *         - containerPort: 8080
 * ```
 *
 * Mend: use `kubectl exec` where somebody has to look inside.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/ssh-port -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) =>
    section
      .at("ports")
      .items()
      .filter((port) => port.at("containerPort").value === 22 && port.at("protocol").value !== "UDP")
      .map((port) => ({
        place: port.at("containerPort").place(),
        says: "listens on the port of SSH",
        mend: "Delete the port, and the server from the image.",
      })),
  ),
);
