import { describe, expect, it } from "@jest/globals";
import { openingComment, parseManual } from "../../../scripts/generate/manual.ts";

const page = `/**
 * Keys that stand twice in one mapping.
 *
 * Why: the second silently wins,
 * so half of what a reviewer reads is not what runs.
 *
 * Bad (k8s/service.yaml):
 * \`\`\`yaml
 * a: 1
 *   b:␠␠
 * \`\`\`
 *
 * Good:
 * \`\`\`\`markdown
 * \`\`\`sh
 * ls
 * \`\`\`
 * \`\`\`\`
 *
 * Merge keys count as keys.
 *
 * Mend: keep the one that is meant.
 *
 * Waive: \`# plumbline-disable-next-line style/yaml/duplicate-keys -- reason\`
 */
export default {};
`;

function manualOf(source: string): ReturnType<typeof parseManual> {
  return parseManual(openingComment(source, "checks/a.ts"), "checks/a.ts");
}

describe("parseManual", () => {
  it("reads summary, why, mend and waive on one line each", () => {
    expect(manualOf(page)).toMatchObject({
      summary: "Keys that stand twice in one mapping.",
      why: "the second silently wins, so half of what a reviewer reads is not what runs.",
      mend: "keep the one that is meant.",
      waive: "`# plumbline-disable-next-line style/yaml/duplicate-keys -- reason`",
      notes: ["Merge keys count as keys."],
    });
  });

  it("keeps indentation, puts signs for invisible characters into place, and fences within longer fences", () => {
    expect(manualOf(page).examples).toEqual([
      { verdict: "bad", path: "k8s/service.yaml", language: "yaml", shown: "a: 1\n  b:␠␠", text: "a: 1\n  b:  \n" },
      { verdict: "good", language: "markdown", shown: "```sh\nls\n```", text: "```sh\nls\n```\n" },
    ]);
  });

  it("leaves out the final newline at ␄ and reads code points", () => {
    const [example] = manualOf(page.replace("a: 1\n *   b:␠␠", "a:␉<U+200B>␄")).examples;
    expect(example?.text).toBe("a:\t\u200b");
  });

  it.each([
    ["no comment", "export default {};", "does not begin with a /** … */ comment"],
    ["no why", page.replace("Why:", "Because"), 'has no "Why:" paragraph'],
    ["no bad example", page.replace("Bad (k8s/service.yaml):", ""), "has no example of what is bad"],
    [
      "an announced example that never comes",
      page.replace(" * ```yaml", " *\n * yaml:"),
      'a code block must follow "bad"',
    ],
  ])("refuses a page with %s and names the file", (_, source, message) => {
    expect(() => manualOf(source)).toThrow(`checks/a.ts: `);
    expect(() => manualOf(source)).toThrow(message);
  });
});
