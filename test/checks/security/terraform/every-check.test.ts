/** What holds for every security check over Terraform, whatever it looks for: shown on the examples of its manual. */

import { describe, expect, it } from "@jest/globals";
import { openDocument } from "../../../../core/open-document.ts";
import { packageRoot } from "../../../../engine/package-root.ts";
import { walk } from "../../../../languages/eslint-language.ts";
import { parseHclDocument } from "../../../../languages/hcl/document.ts";
import type { HclNode } from "../../../../languages/hcl/tree.ts";
import { describeChecks } from "../../../../scripts/generate/checks.ts";
import { see, type TerraformCheck } from "./see.ts";

const described = (await describeChecks(packageRoot())).filter(({ entry }) =>
  entry.name.startsWith("security/terraform/"),
);
const examples = await Promise.all(
  described.map(async ({ entry, manual }) => {
    const module: { readonly default: TerraformCheck } = await import(`../../../../checks/${entry.name}.ts`);
    const bad = manual.examples.find(({ verdict }) => verdict === "bad")?.text ?? "";
    return [entry.name, module.default, bad] as const;
  }),
);

/** The text with every value that stands behind an equals sign replaced by one that only a run knows. */
function withUnknownValues(text: string): string {
  const { tree } = parseHclDocument(openDocument("main.tf", { kind: "text", text, byteOrderMark: false }));
  const values: (readonly [number, number])[] = [];
  for (const { node, entering } of walk(tree)) {
    const each = node as HclNode;
    if (entering && each.type === "HclAttribute") values.push(each.expression.range);
  }
  return values
    .toSorted(([left], [right]) => right - left)
    .reduce((mended, [start, end]) => `${mended.slice(0, start)}var.unknown${mended.slice(end)}`, text);
}

describe.each(examples)("%s", (_, check, bad) => {
  it("says nothing about a value that nobody knows", async () => {
    const text = withUnknownValues(bad);
    const lines = text.split("\n");
    for (const said of await see(check, text)) {
      // What it may still tell is a line that is missing, at the header of the block that lacks it, or the block itself.
      expect(lines[Number.parseInt(said, 10) - 1]).not.toContain("var.unknown");
    }
  });

  it("says nothing about what is never made", async () => {
    const text = bad.replace(/^((?:resource|data) "[^"]+" "[^"]+" \{)(\})?$/gmu, "$1\n  count = 0\n$2");
    expect(await see(check, text)).toEqual([]);
  });

  it("comes to an end on what does not parse", async () => {
    const step = Math.max(1, Math.floor(bad.length / 12));
    for (let end = 0; end < bad.length; end += step) await see(check, bad.slice(0, end));
    expect(Array.isArray(await see(check, `${bad}\nresource "x" {{{`))).toBe(true);
  });
});
