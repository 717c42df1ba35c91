/**
 * Secrets that stand in a ConfigMap.
 *
 * Why: ConfigMaps are shown to everybody who may look at the namespace, and are kept unencrypted.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * metadata:
 *   name: api
 * data:
 *   DATABASE_PASSWORD: kLm92-vxQ7-4fGp
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * metadata:
 *   name: api
 * data:
 *   DATABASE_HOST: database.example.com
 * ```
 *
 * Mend: move the value to a Secret and change it where it was used.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/secret-in-config-map -- reason`
 */

import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";

const secretName =
  /(?:^|[_.-])(?:password|passwd|secret|secret_?(?:access_?)?key|api_?key|access_?token|auth_?token|private_?key)$/iu;
const harmless =
  /^(?:true|false|\d{1,5}|none|null|changeme|change-me|\*+|<.*>|todo|example|)$|^(?:\/|\.{1,2}\/|https?:\/\/|file:|vault:|arn:)/iu;

export default kubernetesCheck(
  onObjects(["ConfigMap"], ({ root }) =>
    root
      .at("data")
      .entries()
      .filter(
        ([key, section]) =>
          secretName.test(key) && section.text() !== undefined && !harmless.test(section.text() ?? ""),
      )
      .map(([key, section]) => ({
        place: section.place(),
        says: `has the secret \`${key}\` in plain text`,
        mend: "Move it to a Secret, and change it where it was used.",
        secret: { evidence: key },
      })),
  ),
);
