/**
 * Capabilities that are as good as root.
 *
 * Why: with one of them a process leaves its container.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     cap_add:
 *       - SYS_ADMIN
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     cap_add:
 *       - NET_BIND_SERVICE
 * ```
 *
 * Mend: name a smaller one.
 *
 * Waive: `# plumbline-disable-next-line security/compose/dangerous-capabilities -- reason`
 */

import { onServices } from "../../style/compose/reading/compose-check.ts";

const dangerous = new Set("ALL SYS_ADMIN SYS_MODULE SYS_PTRACE SYS_RAWIO SYS_BOOT DAC_READ_SEARCH BPF".split(" "));

export default onServices(({ name, section }) =>
  section
    .at("cap_add")
    .items()
    .flatMap((item) => {
      const capability = item.text() ?? "";
      if (!dangerous.has(capability.toUpperCase().replace(/^CAP_/u, ""))) return [];
      const says = `With \`${capability}\`, service \`${name}\` can leave its container.`;
      return [{ place: item.place(), says, mend: "Name a capability that allows less." }];
    }),
);
