/** Objects inside a text that is JSON: `jsonencode([…])`, a heredoc or a string. */

import type { ModuleView } from "./module-view.ts";
import { sectionsOfJson } from "./json-section.ts";
import { type Reading, type Sections, sectionsOfExpression } from "./section.ts";

/** Nothing where the text cannot be read. */
export function sectionsInText(reading: Reading, module: ModuleView): Sections {
  const nothing: Sections = { list: [], isWhole: false };
  if (reading.state === "absent" || !reading.expression) return nothing;
  const { expression, place } = reading;
  if (expression.type === "HclTemplate") return sectionsOfJson(expression);
  const [given] = expression.type === "HclCall" && expression.name.name === "jsonencode" ? expression.arguments : [];
  return given ? sectionsOfExpression(given, place, module.scope) : nothing;
}
