/**
 * Keys that stand twice in one JSON object.
 *
 * Why: most readers silently take the last one, some take the first, so half of what a reviewer reads is not what runs.
 *
 * Bad (network/peer.json):
 * ```json
 * { "port": 443, "host": "edge-1", "port": 8443 }
 * ```
 *
 * Good (network/peer.json):
 * ```json
 * { "port": 8443, "host": "edge-1" }
 * ```
 *
 * Mend: keep the one that is meant and delete the other.
 *
 * Waive: `// plumbline-disable-next-line style/json/duplicate-keys -- reason` (JSONC only)
 */

import type { JsonDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const check: StyleCheck<object, JsonDocument> = {
  meta: { docs: { languages: ["json", "jsonc"] } },
  create: (context) => ({
    JsonObject({ members }) {
      const { lines } = context.sourceCode.document;
      const firstLines = new Map<string, number>();
      for (const { key } of members) {
        // A key that the parser made up after a mistake has no text.
        if (key.range[0] === key.range[1]) continue;
        const first = firstLines.get(key.name);
        if (first === undefined) firstLines.set(key.name, lines.position(key.range[0]).line);
        else {
          reportFinding(context, {
            at: key,
            message: `\`${key.name}\` stands in this object already, on line ${first}: most readers take only the last one.`,
            advice: "Keep the one that is meant and delete the other.",
          });
        }
      }
    },
  }),
};
export default check;
