/**
 * Security options that leave out `no-new-privileges`.
 *
 * Why: a program with the setuid bit then gives a process more rights than it was started with.
 *
 * Off by default: some programs rely on it.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     security_opt:
 *       - apparmor:api
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     security_opt:
 *       - apparmor:api
 *       - no-new-privileges:true
 * ```
 *
 * Mend: add `no-new-privileges:true`.
 *
 * Waive: `# plumbline-disable-next-line security/compose/new-privileges -- reason`
 */

import { onServices } from "../../style/compose/reading/compose-check.ts";

export default onServices(({ name, section }) => {
  const options = section.at("security_opt");
  const items = options.items();
  if (items.length === 0 || items.some((item) => item.text() === undefined)) return [];
  if (items.some((item) => /^no-new-privileges(?:\s*[:=]\s*true)?$/u.test(item.text() ?? ""))) return [];
  const says = `Service \`${name}\` may gain rights that it was not started with.`;
  return [{ place: options.place(), says, mend: "Add `no-new-privileges:true`." }];
});
