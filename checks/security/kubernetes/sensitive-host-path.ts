/**
 * Folders of the node's operating system in a container.
 *
 * Why: whoever can read `/etc` or write `/usr` of a node owns it, and with it every pod on it.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   volumes:
 *     - name: system
 *       hostPath:
 *         path: /etc
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
 *     - name: system
 *       emptyDir: {}
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: mount the one file that is needed, read-only, or another kind of volume.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/sensitive-host-path -- reason`
 */

import { kubernetesCheck, onPods } from "./reading/kubernetes-check.ts";

const folders = [
  "/",
  "/bin",
  "/boot",
  "/dev",
  "/etc",
  "/lib",
  "/lib64",
  "/proc",
  "/root",
  "/sbin",
  "/sys",
  "/usr",
  "/var",
  "/var/run",
  "/run",
  "/var/lib/kubelet",
  "/etc/kubernetes",
  "/home",
];
const sensitive: ReadonlySet<string> = new Set(folders);

export default kubernetesCheck(
  onPods(({ spec }) =>
    spec
      .at("volumes")
      .items()
      .flatMap((volume) => {
        const section = volume.at("hostPath", "path");
        const path = section.text();
        if (path === undefined || !sensitive.has(path.replace(/(?<=.)\/+$/u, ""))) return [];
        const says = `mounts \`${path}\` of its node, which belongs to the operating system`;
        return [
          { place: section.place(), says, mend: "Mount the one file that is needed, or another kind of volume." },
        ];
      }),
  ),
);
