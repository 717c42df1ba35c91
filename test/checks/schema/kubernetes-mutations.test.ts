/** 2,000 mistakes planted in sound manifests, judged by another source than our schemas: nearly all must be found where they stand. */

import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { openDocument } from "../../../core/open-document.ts";
import { packageRoot } from "../../../engine/package-root.ts";
import { dataOf } from "../../../languages/data.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";
import type { YamlMapping } from "../../../languages/yaml/tree.ts";
import { look } from "./look-at-manifest.ts";
import { lendsItself, mutate, seeded, spotsOf, type Mutation } from "./kubernetes/mutations.ts";
import { isSound, typeOfKind } from "./kubernetes/second-source.ts";

const wanted = 2_000;
const manifests = readFileSync(join(packageRoot(), "test/checks/schema/kubernetes/manifests.yaml"), "utf8")
  .split(/^---\n/mu)
  .map((text) => ({ text, ...read(text) }));

function read(text: string) {
  const document = parseYamlDocument(openDocument("k8s/app.yaml", { kind: "text", text, byteOrderMark: false }));
  const content = document.tree.documents[0]?.content;
  return { document, root: content?.type === "YamlMapping" ? content : undefined, value: dataOf(content, "1.1").value };
}

async function linesOfFindings(document: ReturnType<typeof read>["document"]): Promise<readonly number[]> {
  const { findings } = await look(document, { kubernetesVersion: ["1.33"] });
  return findings.map(({ at }) => document.lines.position(at?.range[0] ?? 0).line);
}

test("both sources agree that the manifests are sound", async () => {
  for (const { value, document } of manifests) {
    expect(isSound(plain(value))).toBe(true);
    expect(await linesOfFindings(document)).toEqual([]);
  }
});

test("mistakes are found on their line", async () => {
  const random = seeded(20_260_722);
  const spots = manifests.flatMap(({ text, root }) =>
    root === undefined ? [] : spotsOf(root, typeOf(root)).map((spot) => ({ text, spot })),
  );
  const kinds = ["key", "type", "missing", "word"] as const;
  const drawn = [...kinds, "key", "key", "type", "type", "missing"] as const;
  const fitting = new Map(kinds.map((kind) => [kind, spots.filter(({ spot }) => lendsItself(spot, kind))]));
  const counts = new Map(kinds.map((kind) => [kind, { planted: 0, found: 0 }]));
  const missed: string[] = [];
  for (let planted = 0, tries = 0; planted < wanted && tries < 40 * wanted; tries += 1) {
    const about = drawn[Math.floor(random() * drawn.length)] ?? "key";
    const choices = fitting.get(about) ?? [];
    const { text, spot } = choices[Math.floor(random() * choices.length)] ?? { text: "", spot: undefined };
    const mutation = spot === undefined ? undefined : mutate(text, spot, about, random);
    const changed = mutation === undefined ? undefined : read(mutation.text);
    // Only what parses, and what the other source calls a mistake, is one.
    if (mutation === undefined || changed === undefined || changed.document.problems.length > 0) continue;
    if (isSound(plain(changed.value)) !== false) continue;
    planted += 1;
    const count = counts.get(about) ?? { planted: 0, found: 0 };
    count.planted += 1;
    if (await isFound(mutation, changed.document)) count.found += 1;
    else missed.push(`${about}: ${differenceOf(text, mutation.text)}`);
  }
  const total = [...counts.values()].reduce((sum, { planted }) => sum + planted, 0);
  expect(total).toBe(wanted);
  for (const { planted } of counts.values()) expect(planted).toBeGreaterThan(100);
  expect({ found: 1 - missed.length / total >= 0.98, missed: missed.slice(0, 40) }).toMatchObject({ found: true });
});

async function isFound(mutation: Mutation, document: ReturnType<typeof read>["document"]): Promise<boolean> {
  const lines = await linesOfFindings(document);
  const places = mutation.places.map((place) => document.lines.position(place).line);
  return lines.some((line) => places.includes(line));
}

function typeOf(root: YamlMapping): string {
  const value = (name: string) => root.pairs.find(({ key }) => key.type === "YamlScalar" && key.value === name)?.value;
  const [apiVersion, kind] = [value("apiVersion"), value("kind")];
  const words = [apiVersion, kind].map((node) => (node?.type === "YamlScalar" ? node.value : ""));
  return typeOfKind(words[0] ?? "", words[1] ?? "") ?? "";
}

function differenceOf(before: string, after: string): string {
  const known = new Set(before.split("\n"));
  return after
    .split("\n")
    .filter((line) => !known.has(line))
    .join(" | ");
}

/** Without the bare prototype that parsed data has. */
function plain(value: unknown): unknown {
  return structuredClone(JSON.parse(JSON.stringify(value)));
}
