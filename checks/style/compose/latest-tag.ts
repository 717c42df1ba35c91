/**
 * Images without a version.
 *
 * Why: behind `latest` stands another image tomorrow, and no two machines need to run the same.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   cache:
 *     image: redis:latest
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   cache:
 *     image: redis:7.4.1
 * ```
 *
 * Mend: write the version, or better the digest.
 *
 * Waive: `# plumbline-disable-next-line style/compose/latest-tag -- reason`
 */

import { imageOf } from "../../security/kubernetes/reading/image.ts";
import { onServices } from "./reading/compose-check.ts";

export default onServices(({ name, section }) => {
  const place = section.at("image");
  const image = imageOf(place.text());
  // What is built here is only named by it.
  if (!image || !section.at("build").isMissing || image.digest !== undefined) return [];
  if (image.tag !== undefined && image.tag !== "latest") return [];
  const what = image.tag === undefined ? "an image without a version" : "whatever `latest` is at the time";
  return [
    {
      place: place.place(),
      says: `Service \`${name}\` runs ${what}.`,
      mend: "Write the version, or better the digest.",
    },
  ];
});
