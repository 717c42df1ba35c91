/**
 * Services in the namespaces of their machine.
 *
 * Why: they see the machine's processes and memory, and one flaw is enough to reach into them.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     pid: host
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     init: true
 * ```
 *
 * Mend: delete the line.
 *
 * Waive: `# plumbline-disable-next-line security/compose/host-namespaces -- reason`
 */

import { onServices } from "../../style/compose/reading/compose-check.ts";

const keys = ["pid", "ipc", "userns_mode", "uts", "cgroup"];

export default onServices(({ name, section }) =>
  keys.flatMap((key) => {
    const value = section.at(key);
    if (value.text() !== "host") return [];
    const says = `Service \`${name}\` shares \`${key}\` with its machine.`;
    return [{ place: value.place(), says, mend: "Delete the line." }];
  }),
);
