/**
 * Terraform files in JSON whose top is no object.
 *
 * Why: the JSON syntax is defined for one object at the top; a list there is an accident of old parsers that other tools do not read.
 *
 * Bad (network/main.tf.json):
 * ```json
 * [{ "variable": { "region": { "type": "string" } } }]
 * ```
 *
 * Good (network/main.tf.json):
 * ```json
 * { "variable": { "region": { "type": "string" } } }
 * ```
 *
 * Mend: write one object; several blocks of one type become keys below it.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/json-syntax -- reason`
 */

import type { JsonDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const check: StyleCheck<object, JsonDocument> = {
  meta: {
    type: "problem",
    docs: { languages: ["json"], kinds: ["terraform-json"] },
  },
  create: (context) => ({
    JsonFile({ content }) {
      if (!content || content.type === "JsonObject") return;
      const what = content.type === "JsonArray" ? "a list" : "a single value";
      reportFinding(context, {
        at: { range: [content.range[0], Math.min(content.range[1], content.range[0] + 1)] },
        message: `This file holds ${what} at its top, where Terraform's JSON syntax asks for one object.`,
        advice: "Write one object whose keys are `resource`, `variable`, `output` and so on.",
      });
    },
  }),
};
export default check;
