/**
 * Services without a health check.
 *
 * Why: a process that runs and answers nothing looks healthy, and whatever waits for it goes on.
 *
 * Off by default: images may bring a check of their own.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     healthcheck:
 *       disable: true
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     healthcheck:
 *       test: [CMD, /api, --check]
 * ```
 *
 * Mend: add one.
 *
 * Waive: `# plumbline-disable-next-line style/compose/missing-healthcheck -- reason`
 */

import { onServices } from "./reading/compose-check.ts";

export default onServices(({ name, section, isPartial }) => {
  const check = section.at("healthcheck");
  const test = check.at("test");
  const off = [check.at("disable")].filter(({ value }) => value === true);
  const none = [test, test.at(0)].filter((each) => each.text() === "NONE");
  const place = off[0] ?? none[0] ?? (!isPartial && check.isMissing ? section : undefined);
  if (!place) return [];
  return [
    {
      place: place.place(),
      says: `Nobody asks whether service \`${name}\` still answers.`,
      mend: "Add a `healthcheck`.",
    },
  ];
});
