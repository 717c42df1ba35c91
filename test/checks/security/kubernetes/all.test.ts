/** What holds for every check over manifests: silent on what is unknown, on what does not parse and on objects of odd shapes. */

import { beforeAll, describe, expect, it } from "@jest/globals";
import type { FileCheck } from "../../../../core/check.ts";
import { openDocument } from "../../../../core/open-document.ts";
import type { Document } from "../../../../core/document.ts";
import type { Manifest } from "../../../../languages/kubernetes/objects.ts";
import { loadLanguage, parseDocument } from "../../../../languages/parse.ts";
import { packageRoot } from "../../../../engine/package-root.ts";
import { describeChecks } from "../../../../scripts/generate/checks.ts";

type KubernetesCheck = FileCheck<object, Manifest>;

const described = (await describeChecks(packageRoot())).filter(
  ({ entry }) => /^(?:security|style)\/kubernetes\//u.test(entry.name) && entry.scope === "file",
);
const checks: (readonly [string, KubernetesCheck, string, string])[] = [];
for (const { entry, manual } of described) {
  const module: { readonly default: KubernetesCheck } = await import(`../../../../checks/${entry.name}.ts`);
  const text = (wanted: string) => manual.examples.find(({ verdict }) => verdict === wanted)?.text ?? "";
  checks.push([entry.name, module.default, text("bad"), text("good")]);
}

beforeAll(() => loadLanguage("yaml"));

function manifest(text: string): Document {
  return parseDocument(openDocument("k8s/app.yaml", { kind: "text", text, byteOrderMark: false }));
}

async function told(check: KubernetesCheck, text: string): Promise<readonly string[]> {
  const document = manifest(text) as Manifest;
  const { findings } = await check.look(document, { options: { minimum: 3 }, facts: undefined });
  return findings.map(({ at, message }) => `${at ? text.slice(...at.range) : ""}: ${message}`);
}

const oddValues = ["", "7", "word", "[1, null, {a: []}]", "{__proto__: {a: 1}, constructor: 3}"];

describe.each(checks)("%s", (_, check, bad, good) => {
  it("finds its bad example and is silent about its good one", async () => {
    expect((await told(check, bad)).length).toBeGreaterThan(0);
    expect(await told(check, good)).toEqual([]);
  });

  it("finds the same in a list of objects", async () => {
    const documents = bad.split(/^---\n/mu).filter((text) => text.trim() !== "");
    const items = documents.map((text) => `  - ${text.trimEnd().replaceAll("\n", "\n    ")}\n`).join("");
    const found = await told(check, `apiVersion: v1\nkind: List\nitems:\n${items}`);
    expect(found).toEqual(await told(check, bad));
  });

  it("waits until the text parses", async () => {
    expect(await told(check, `${bad}\nbroken: [`)).toEqual([]);
  });

  it("takes any value of any key", async () => {
    for (const [index, line] of bad.split("\n").entries()) {
      const key = /^(\s*(?:- )?[\w.]+:)/u.exec(line)?.[1];
      if (key === undefined) continue;
      const lines = bad.split("\n");
      for (const value of oddValues) {
        lines[index] = `${key} ${value}`;
        const changed = lines.join("\n");
        expect(Array.isArray(await told(check, changed))).toBe(true);
      }
    }
  });
});
