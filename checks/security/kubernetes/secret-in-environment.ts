/**
 * Secrets that stand in a manifest as an environment variable.
 *
 * Why: everybody who can read the repository or the workload has the secret, and it stays in the history for ever.
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
 *       env:
 *         - name: DATABASE_PASSWORD
 *           value: kLm92-vxQ7-4fGp
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
 *       env:
 *         - name: DATABASE_PASSWORD
 *           valueFrom:
 *             secretKeyRef:
 *               name: database
 *               key: password
 * ```
 *
 * Mend: keep the value in a Secret, take it with `secretKeyRef`, and change it where it was used.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/secret-in-environment -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";

/** Names that hold a secret, not a place or a switch of one. */
const secretName =
  /(?:^|[_.-])(?:password|passwd|secret|secret_?(?:access_?)?key|api_?key|access_?token|auth_?token|private_?key|credentials?|(?<!cluster_|discovery_)token)$/iu;
const placeholder = /^(?:true|false|\d{1,5}|none|null|changeme|change-me|x+|\*+|<.*>|todo|example|)$/iu;
/** `API_KEY_VALUE`: a name that something fills in, written as a name is. */
const filledIn = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/u;
const reference = /^(?:\/|\.{1,2}\/|https?:\/\/|file:|vault:|arn:|projects\/|secret(?:s)?[:/])/iu;

export default kubernetesCheck(
  onContainers(({ section }) =>
    section
      .at("env")
      .items()
      .flatMap((variable) => {
        const name = variable.at("name").text() ?? "";
        const value = variable.at("value");
        const text = value.text();
        if (text === undefined || !secretName.test(name)) return [];
        if ([placeholder, filledIn, reference].some((form) => form.test(text))) return [];
        return [
          {
            place: value.place(),
            says: `has the secret \`${name}\` in plain text`,
            mend: "Keep it in a Secret, take it with `secretKeyRef`, and change it where it was used.",
            secret: { evidence: name },
          },
        ];
      }),
  ),
);
