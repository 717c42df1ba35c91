/**
 * Annotations of an Ingress that break out of the line of nginx's configuration they are copied into.
 *
 * Why: ingress-nginx before 1.12.1 copies these values into `nginx.conf` as they are, so a `;`, a brace or a new line lets
 * whoever may write an Ingress run code in the controller, which can read every Secret (CVE-2025-24514, CVE-2025-1097,
 * CVE-2025-1098).
 *
 * Bad (k8s/ingress.yaml):
 * ```yaml
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * metadata:
 *   name: shop
 *   annotations:
 *     nginx.ingress.kubernetes.io/auth-url: "http://auth.example.com/#;load_module /tmp/a.so"
 * spec:
 *   ingressClassName: nginx
 * ```
 *
 * Good (k8s/ingress.yaml):
 * ```yaml
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * metadata:
 *   name: shop
 *   annotations:
 *     nginx.ingress.kubernetes.io/auth-url: "https://$host/oauth2/auth?rd=$escaped_request_uri"
 * spec:
 *   ingressClassName: nginx
 * ```
 *
 * Mend: write the URL or name without these characters; in a URL they can be percent-encoded.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/ingress-injection -- reason`
 */

import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";

/** Characters that no URL holds unencoded, and those that end a statement of nginx. */
const breaksUrl = /[\s;{}|"'`\\<>^]/u;
/** A name in a certificate is matched by a regular expression, which may hold some of them. */
const breaksName = /[\n\r;#"'`]|[{}](?!\d)/u;

const judged: ReadonlyMap<string, RegExp> = new Map([
  ["nginx.ingress.kubernetes.io/auth-url", breaksUrl],
  ["nginx.ingress.kubernetes.io/mirror-target", breaksUrl],
  ["nginx.ingress.kubernetes.io/mirror-host", breaksUrl],
  ["nginx.ingress.kubernetes.io/auth-tls-match-cn", breaksName],
]);

export default kubernetesCheck(
  onObjects(["Ingress"], ({ root }) =>
    root
      .at("metadata", "annotations")
      .entries()
      .flatMap(([name, section]) => {
        const broken = judged.get(name)?.exec(section.text()?.trimEnd() ?? "")?.[0];
        if (broken === undefined) return [];
        return [
          {
            place: section.place(),
            says: `has ${nameOf(broken)} in \`${name}\`, which ends the line of nginx's configuration that it is copied into`,
            mend: "Write it without this character, or percent-encode it in a URL.",
          },
        ];
      }),
  ),
);

function nameOf(character: string): string {
  if (character === "`") return "a backtick";
  return /\s/u.test(character) ? "a space or new line" : `\`${character}\``;
}
