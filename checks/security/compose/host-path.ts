/**
 * Folders of the system in a container.
 *
 * Why: what runs in the container reads, or changes, what the machine itself works with.
 *
 * Off by default: agents and monitors need some of them.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     volumes:
 *       - /etc:/host/etc
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     volumes:
 *       - ./config:/etc/api
 * ```
 *
 * Mend: mount the one file that is needed, read-only, or a volume.
 *
 * Waive: `# plumbline-disable-next-line security/compose/host-path -- reason`
 */

import { mountsOf } from "../../../languages/compose/services.ts";
import type { ComposeRemark } from "../../style/compose/reading/compose-check.ts";
import { composeCheck } from "../../style/compose/reading/compose-check.ts";

const system = /^\/(?:(?:bin|boot|dev|etc|lib|lib64|proc|root|run|sbin|sys|usr|var)(?:\/.*)?)?$/u;
/** Sockets have a rule of their own; the time of day harms nobody. */
const harmless = /\.sock$|^\/etc\/(?:localtime|timezone)$|^\/dev\/(?:net\/tun|snd|dri|shm|fuse)(?:\/|$)/u;

export default composeCheck(({ services, root }) => {
  const mounted = services.flatMap((service) =>
    mountsOf(service)
      .filter(({ source, type }) => type === "bind" && isSystem(source))
      .map(({ section, source }) => remark(section.place(), source, `Service \`${service.name}\``)),
  );
  const declared = root
    .at("volumes")
    .entries()
    .flatMap(([name, volume]) =>
      ["device", "mountpoint"].flatMap((key) => {
        const path = volume.at("driver_opts", key);
        return isSystem(path.text() ?? "") ? [remark(path.place(), path.text() ?? "", `Volume \`${name}\``)] : [];
      }),
    );
  return [...mounted, ...declared];
});

function isSystem(path: string): boolean {
  return system.test(path) && !harmless.test(path);
}

function remark(place: ComposeRemark["place"], path: string, title: string): ComposeRemark {
  const says = `${title} opens \`${path}\` of the machine to a container.`;
  return { place, says, mend: "Mount the one file that is needed, read-only, or use a volume." };
}
