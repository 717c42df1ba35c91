/**
 * Names that are set twice in one dotenv file.
 *
 * Why: every reader silently takes the last one, so half of what a reviewer reads is not what runs.
 *
 * A value that builds on the one before (`PATH=$PATH:/opt/bin`) is left alone.
 *
 * Bad (deploy/.env):
 * ```sh
 * REPLICAS=2
 * REGION=eu-west-1
 * REPLICAS=5
 * ```
 *
 * Good (deploy/.env):
 * ```sh
 * REPLICAS=5
 * REGION=eu-west-1
 * ```
 *
 * Mend: keep the one that is meant and delete the other.
 *
 * Waive: `# plumbline-disable-next-line style/dotenv/duplicate-keys -- reason`
 */

import type { DotenvDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

/** More than a reader takes in. */
const mostFindings = 100;

const check: StyleCheck<object, DotenvDocument> = {
  meta: { docs: { languages: ["dotenv"], kinds: ["dotenv"] } },
  create: (context) => ({
    DotenvFile({ entries }) {
      const { lines } = context.sourceCode.document;
      let told = 0;
      const firstLines = new Map<string, number>();
      for (const { name, nameRange, value = "" } of entries) {
        const first = firstLines.get(name);
        if (first === undefined) firstLines.set(name, lines.position(nameRange[0]).line);
        else if (!value.includes(`$${name}`) && !value.includes(`\${${name}`)) {
          told += 1;
          if (told > mostFindings) return;
          reportFinding(context, {
            at: { range: nameRange },
            message: `\`${name}\` is set already, on line ${first}: only the last one counts.`,
            advice: "Keep the one that is meant and delete the other.",
          });
        }
      }
    },
  }),
};
export default check;
