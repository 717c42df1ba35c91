/** From the value of a scalar back to the file, in every style. */

import { expect, test } from "@jest/globals";
import { parseYaml } from "../../../languages/yaml/parse.ts";
import { scalarOffsets } from "../../../languages/yaml/scalar-offsets.ts";
import type { YamlScalar } from "../../../languages/yaml/tree.ts";

function scalarOf(text: string): YamlScalar {
  const root = parseYaml(text).tree.documents[0]?.content;
  const value = root?.type === "YamlMapping" ? root.pairs[0]?.value : undefined;
  if (value?.type !== "YamlScalar") throw new Error("no scalar");
  return value;
}

test.each([
  ["plain", "expr: sum(up) > 1\n"],
  ["plain over lines", "expr: sum(up)\n  > 1\n\n  or vector(1)\n"],
  ["single quotes", "expr: 'up{job=''api''} > 1'\n"],
  ["double quotes", 'expr: "up{job=\\"api\\"} > 1"\n'],
  ["double quotes, folded", 'expr: "up\n  > 1 \\\n  or down"\n'],
  ["double quotes, escapes", 'expr: "a\\u0041\\x42\\n> \\U0001F600 1"\n'],
  ["literal", "expr: |\n  sum(up)\n    > 1\n\n  or down\n"],
  ["literal with a comment", "expr: |- # what it says\n  sum(up)\n  > 1\n"],
  ["folded", "expr: >-\n  sum(up)\n  > 1\n\n  or\n    down\n"],
  ["Windows lines", "expr: |\r\n  sum(up)\r\n  > 1\r\n"],
])("every mark of a %s scalar is found", (_, text) => {
  const { range, value } = scalarOf(text);
  const offset = scalarOffsets(text, range, value);
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] ?? "";
    const at = offset(index);
    expect(at).toBeGreaterThanOrEqual(range[0]);
    expect(at).toBeLessThanOrEqual(range[1]);
    if (/[\w(){}=>]/u.test(character) && text[at] !== "\\")
      expect(`${index} ${text[at]}`).toBe(`${index} ${character}`);
  }
  expect(offset(value.length)).toBeLessThanOrEqual(range[1]);
});
