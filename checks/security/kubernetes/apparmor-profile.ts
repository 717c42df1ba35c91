/**
 * Containers that switch AppArmor off or name no real profile.
 *
 * Why: an unconfined program reads and writes whatever its user may, on the node too once it is out.
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
 *       securityContext:
 *         appArmorProfile:
 *           type: Unconfined
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
 *       securityContext:
 *         appArmorProfile:
 *           type: RuntimeDefault
 * ```
 *
 * Mend: name `RuntimeDefault` or a profile of your own.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/apparmor-profile -- reason`
 */

import { both, kubernetesCheck, onContainers, onPods } from "./reading/kubernetes-check.ts";
import { effective } from "./reading/security-context.ts";

const prefix = "container.apparmor.security.beta.kubernetes.io/";

export default kubernetesCheck(
  both(
    onPods(({ metadata }) =>
      metadata
        .at("annotations")
        .entries()
        .filter(
          ([key, { value }]) =>
            key.startsWith(prefix) && typeof value === "string" && !/^(?:runtime\/default|localhost\/.+)$/u.test(value),
        )
        .map(([key, section]) => ({
          place: section.place(),
          says: `runs \`${key.slice(prefix.length)}\` without a profile of AppArmor`,
          mend: "Write `runtime/default`, or `localhost/` and a profile's name.",
        })),
    ),
    onContainers((container, pod) => {
      const type = effective(container, pod, "appArmorProfile", "type");
      if (type.value !== "Unconfined") return [];
      return [
        {
          place: type.place(),
          says: "switches AppArmor off",
          mend: "Write `RuntimeDefault`, or `Localhost` with a profile.",
        },
      ];
    }),
  ),
);
