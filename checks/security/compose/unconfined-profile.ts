/**
 * Services without seccomp or AppArmor.
 *
 * Why: both keep a process from calls of the kernel that no ordinary program makes, and most ways out of a container do.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     security_opt:
 *       - seccomp:unconfined
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     security_opt:
 *       - no-new-privileges:true
 * ```
 *
 * Mend: keep the default, or write a profile.
 *
 * Waive: `# plumbline-disable-next-line security/compose/unconfined-profile -- reason`
 */

import { onServices } from "../../style/compose/reading/compose-check.ts";

export default onServices(({ name, section }) =>
  section
    .at("security_opt")
    .items()
    .flatMap((item) => {
      const option = item.text() ?? "";
      if (!/^(?:seccomp|apparmor)\s*[:=]\s*unconfined$/u.test(option)) return [];
      const says = `\`${option}\` lets service \`${name}\` make every call of the kernel.`;
      return [
        { place: item.place(), says, mend: "Keep the default profile, or write one that allows what is missing." },
      ];
    }),
);
