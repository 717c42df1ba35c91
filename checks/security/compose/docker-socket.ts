/**
 * Sockets of the container runtime in a container.
 *
 * Why: whoever reaches the socket starts a container with the machine's files mounted, as root.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     volumes:
 *       - /var/run/docker.sock:/var/run/docker.sock
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     volumes:
 *       - cache:/var/cache/api
 * volumes:
 *   cache:
 * ```
 *
 * Mend: put a proxy that allows only what is needed in between.
 *
 * Waive: `# plumbline-disable-next-line security/compose/docker-socket -- reason`
 */

import { mountsOf } from "../../../languages/compose/services.ts";
import { onServices } from "../../style/compose/reading/compose-check.ts";

const sockets = /(?:^|\/)(?:docker|containerd|crio|podman)\.sock$/u;

export default onServices((service) =>
  mountsOf(service)
    .filter(({ source }) => sockets.test(source))
    .map(({ section, source }) => ({
      place: section.place(),
      says: `Service \`${service.name}\` mounts \`${source}\`, through which it can start anything on its machine.`,
      mend: "Put a proxy in between that allows only what is needed.",
    })),
);
