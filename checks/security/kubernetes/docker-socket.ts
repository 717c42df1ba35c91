/**
 * Sockets of the container runtime in a container.
 *
 * Why: whoever talks to the socket starts privileged containers, which makes them root on the node.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   volumes:
 *     - name: docker
 *       hostPath:
 *         path: /var/run/docker.sock
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
 *     - name: work
 *       emptyDir: {}
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: build images with a tool that needs no daemon, and ask the API server about containers.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/docker-socket -- reason`
 */

import { kubernetesCheck, onPods } from "./reading/kubernetes-check.ts";

const sockets = /(?:^|\/)(?:docker|containerd|crio|cri-dockerd|podman)\.sock$/u;

export default kubernetesCheck(
  onPods(({ spec }) =>
    spec
      .at("volumes")
      .items()
      .flatMap((volume) => {
        const path = volume.at("hostPath", "path");
        if (!sockets.test(path.text() ?? "")) return [];
        const says = `mounts \`${path.text() ?? ""}\`, through which it can start anything on its node`;
        return [{ place: path.place(), says, mend: "Use a tool that needs no socket of the runtime." }];
      }),
  ),
);
