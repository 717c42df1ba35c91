/** `schema/kubernetes` on what is too much, too deep or oddly named: a clear outcome, in time that grows with the text. */

import { describe, expect, test } from "@jest/globals";

import { cpuTime } from "../../cpu-time.ts";
import { findings, observeManifest } from "./look-at-manifest.ts";

async function timeOf(text: string): Promise<number> {
  const started = cpuTime();
  await observeManifest({ text });
  return cpuTime() - started;
}

describe("much of it", () => {
  test("50,000 lines of one object", async () => {
    const lines = Array.from({ length: 50_000 }, (_, number) => `  key-${number}: value`).join("\n");
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: big\ndata:\n${lines}\nimutable: true\n`;
    expect(await findings({ text })).toEqual([
      "50006:1 `imutable` is not a key of this ConfigMap; did you mean `immutable`?",
    ]);
  });

  test("2,000 objects in one file", async () => {
    const object = (number: number) =>
      `apiVersion: v1\nkind: Service\nmetadata:\n  name: s-${number}\nspec:\n  ports: []\n`;
    const objects = Array.from({ length: 2_000 }, (_, number) => object(number));
    const text = [...objects, "apiVersion: v1\nkind: Pod\nspec:\n  containers: {}\n"].join("---\n");
    expect(await findings({ text })).toEqual(["14004:3 `spec.containers` is a mapping; allowed: a list."]);
  });

  test("one mistake in each of 2,000 objects is told a hundred times", async () => {
    const text = "apiVersion: v1\nkind: Pod\nspec: 1\n---\n".repeat(2_000);
    expect(await findings({ text })).toHaveLength(100);
  });

  test("lists in lists", async () => {
    const nested = (depth: number): string =>
      depth === 0
        ? "{ apiVersion: v1, kind: Pod, spec: 1 }"
        : `{ apiVersion: v1, kind: List, items: [${nested(depth - 1)}] }`;
    const { findings: found } = await observeManifest({
      text: `apiVersion: v1\nkind: List\nitems: [${nested(200)}]\n`,
    });
    expect(found.length).toBeLessThanOrEqual(100);
  });
});

test("aliases that would grow without end cost no more than their bound", async () => {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const name = level === 0 ? "x" : `*a${level - 1}`;
    return `  a${level}: &a${level} [${Array.from({ length: 10 }, () => name).join(", ")}]`;
  });
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bomb }\ndata:\n${levels.join("\n")}\n`;
  const time = await timeOf(text);
  expect(time).toBeLessThan(5_000);
});

test("work grows with the text, not faster", async () => {
  const text = (count: number) =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n${"    - { name: a, image: b, nmae: c }\n".repeat(count)}`;
  await observeManifest({ text: text(500) });
  const small = await timeOf(text(2_000));
  const large = await timeOf(text(16_000));
  expect(large).toBeLessThan(40 * (small + 50));
});

test.each([
  ["names of the language", "apiVersion: v1\nkind: Pod\n__proto__: 1\nconstructor: 2\n", 2],
  ["a kind that is a name of the language", "apiVersion: __proto__/v1\nkind: constructor\nmetadata: {}\n", 0],
  ["a kind that is no text", "apiVersion: v1\nkind: [Pod]\nmetadata: {}\n", 0],
  ["an API version without a version", "apiVersion: apps\nkind: Deployment\n", 0],
  ["a list instead of an object", "- apiVersion: v1\n- kind: Pod\n", 0],
  ["an object within itself", "apiVersion: v1\nkind: Pod\nmetadata: &m\n  labels: *m\n", 0],
])("%s", async (_, text, count) => {
  const { findings: found } = await observeManifest({ text });
  expect(found).toHaveLength(count);
});

test("conditions on each of many values cost no more than the values", async () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: routes.example.com }
spec:
  group: net.example.com
  names: { kind: Route }
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec: { type: object, additionalProperties: { anyOf: [{ type: integer }, { type: string, pattern: "^[a-z]+$" }] } }
`;
  const values = Array.from({ length: 20_000 }, (_, number) => `  key-${number}: word`).join("\n");
  const text = `apiVersion: net.example.com/v1\nkind: Route\nmetadata: { name: a }\nspec:\n${values}\n  last: "17"\n`;
  const started = cpuTime();
  const { findings: found } = await observeManifest({ text, tree: { "crds/route.yaml": definition } });
  expect(found.map(({ message }) => message)).toEqual(["`spec.last` is `17`, which does not match `^[a-z]+$`."]);
  expect(cpuTime() - started).toBeLessThan(10_000);
});
