/** `policies:` of a rule set: what becomes of them, and what is told of those that make no sense, at its place. */

import { describe, expect, test } from "@jest/globals";
import { readRuleSetFile } from "../../../checks/schema/plumbline-rules/read.ts";

async function problemsOf(text: string): Promise<readonly string[]> {
  const { problems } = await readRuleSetFile(text, ".github/plumbline.yml");
  return problems.map(({ line, column, message, advice }) =>
    [`${line}:${column} ${message}`, advice].filter(Boolean).join(" "),
  );
}

const sound = `policies:
  - id: fixed-images
    on: { kind: Deployment, paths: ["k8s/**"] }
    each: spec.template.spec.containers[*]
    assert: '!self.image.endsWith(":latest")'
    at: image
    message: "{image} moves"
    why: A restart must bring back what ran before.
    severity: failure
rules:
  fixed-images: { mode: advise, severity: notice }
`;

test("a policy is a rule, and may be tuned like one", async () => {
  const { file, problems } = await readRuleSetFile(sound, ".github/plumbline.yml");
  expect(problems).toEqual([]);
  expect(file?.rules).toHaveLength(1);
  expect(file?.rules[0]).toMatchObject({
    name: "fixed-images",
    check: "policy/assertion",
    severity: "notice",
    mode: "advise",
    paths: ["k8s/**"],
    kinds: ["kubernetes"],
    options: { kinds: ["Deployment"], at: "image", source: ".github/plumbline.yml:5" },
  });
});

describe("what makes no sense", () => {
  test.each([
    [
      "a name that is taken",
      "id: fixed-images",
      "id: context/ticket",
      "2:9 `context/ticket` is the name of another rule. Give the policy a name of its own.",
    ],
    [
      "a name that is none",
      "id: fixed-images",
      "id: Fixed Images",
      "2:9 `Fixed Images` is no name for a policy. Write lower-case words with `-` between them.",
    ],
    [
      "an unknown key",
      "    at: image\n",
      "    att: image\n",
      "6:5 `att` is not a key that is known here. Write `at` if that is what is meant.",
    ],
    ["no reason", "    why: A restart must bring back what ran before.\n", "", "2:5 `0` lacks `why`. Add it."],
    [
      "no message",
      '    message: "{image} moves"\n',
      "",
      "2:9 The policy `fixed-images` does not say what a finding says. Add `message:`.",
    ],
    [
      "no assertion",
      `    assert: '!self.image.endsWith(":latest")'\n`,
      "",
      "2:9 The policy `fixed-images` asks nothing. Add `assert:` or `schema:`.",
    ],
    [
      "an unknown function",
      "endsWith",
      "endWith",
      "5:26 No function is called `endWith`. Write `endsWith` if that is what is meant.",
    ],
    [
      "an unknown name",
      "!self.image",
      "!slef.image",
      "5:15 Nothing is called `slef`. Write `self` if that is what is meant.",
    ],
    [
      "a key path that searches",
      "containers[*]",
      "containers[?(@.image)]",
      "4:11 `spec.template.spec.containers[?(@.image)]` is no key path. Write keys with dots between them, `[0]` or `[*]`: `spec.containers[*].image`.",
    ],
    [
      "an unknown language",
      "kind: Deployment",
      "language: teraform",
      "3:21 `language` is `teraform`, which is not one of its values. Write `terraform` if that is what is meant.",
    ],
    [
      "manifests and blocks at once",
      "kind: Deployment",
      "kind: Deployment, block: ingress",
      "3:36 No document has both manifests with a `kind` and blocks. Keep one of the two.",
    ],
  ])("%s", async (_, from, to, expected) => {
    const [policy = ""] = sound.split("rules:\n");
    expect(policy).toContain(from);
    const [first] = await problemsOf(policy.replace(from, to));
    expect(first?.replace(/^(?:2:5 )`0`|^(?:2:5 )Item 1 of `policies`/u, "2:5 `0`")).toBe(expected);
  });

  test("the place in an expression of several lines", async () => {
    const text = sound.replace(
      `'!self.image.endsWith(":latest")'`,
      "|\n      has(self.image) &&\n        self.image.endWith(':latest')",
    );
    expect(await problemsOf(text)).toEqual([
      "7:20 No function is called `endWith`. Write `endsWith` if that is what is meant.",
    ]);
  });

  test("two of one name", async () => {
    const [policy = ""] = sound.split("rules:\n");
    const twice = policy + policy.replace("policies:\n", "");
    expect(await problemsOf(twice)).toEqual([
      "10:9 `fixed-images` is the name of another rule. Give the policy a name of its own.",
    ]);
  });

  test("a schema that is none, and keys of an expression beside it", async () => {
    const text =
      'policies:\n  - id: owners\n    schema: { $ref: "#/missing" }\n    at: owner\n    why: Somebody has to be called.\n';
    expect(await problemsOf(text)).toEqual([
      expect.stringMatching(/^3:13 The schema is not sound: /u),
      "4:9 `at` belongs to an expression, and this policy is a schema. Delete it, or write the policy as an expression.",
    ]);
  });
});

describe("hostile policies", () => {
  test.each([
    ["5,000 brackets", "(".repeat(5_000) + "true" + ")".repeat(5_000), /10,004 characters/u],
    ["90,000 characters", `self.name == "${"a".repeat(90_000)}"`, /one is read up to 4,000/u],
    ["nested macros", "self.all(a, a.all(b, b.all(c, c.all(d, d.all(e, true)))))", /More than 3 macros/u],
    ["a pattern that RE2 refuses", 'self.matches("((a{100}){100}){100}")', /does not compile/u],
  ])("%s", async (_, assert, expected) => {
    const text = `policies:\n  - id: hostile\n    assert: ${JSON.stringify(assert)}\n    message: m\n    why: w\n`;
    expect(await problemsOf(text)).toEqual([expect.stringMatching(expected)]);
  });

  test("a megabyte of expression is refused with the file", async () => {
    const text = `policies:\n  - id: hostile\n    assert: "${"a".repeat(1_000_000)}"\n    message: m\n    why: w\n`;
    expect(await problemsOf(text)).toEqual([expect.stringMatching(/^1:1 The file has 1,000,0\d\d characters/u)]);
  });

  test("__proto__ is a key like any other", async () => {
    expect(await problemsOf("policies:\n  - __proto__: { assert: 'true' }\n")).toContainEqual(
      expect.stringContaining("`__proto__` is not a key that is known here."),
    );
  });
});
