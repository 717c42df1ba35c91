/** What `.hadolint.yaml` demands of images: registries and labels. It counts as it was before the change. */

import { describe, expect, it } from "@jest/globals";
import type { Facts, FileCheck } from "../../../../core/check.ts";
import { openDocument } from "../../../../core/open-document.ts";
import registries from "../../../../checks/security/docker/untrusted-registry.ts";
import labels from "../../../../checks/style/docker/label-schema.ts";
import { parseDockerfileDocument } from "../../../../languages/dockerfile/document.ts";
import type { DockerfileDocument } from "../../../../languages/parsed.ts";
import { memoryDifferential } from "../../../core/memory-differential.ts";

interface Given {
  readonly base?: Readonly<Record<string, string>>;
  readonly head?: Readonly<Record<string, string>>;
  readonly path?: string;
}

async function judge<Options>(
  check: FileCheck<Options, DockerfileDocument>,
  options: Options,
  text: string,
  { base = {}, head = base, path = "Dockerfile" }: Given,
): Promise<readonly string[] | string | undefined> {
  const document = parseDockerfileDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  const differential = memoryDifferential(base, head);
  const trees = { own: differential.head, base: differential.base };
  const gathered: ReadonlyMap<string, Facts> =
    (await check.gather?.([document], trees, { options, schemas: {} })) ?? new Map<string, Facts>();
  const { findings, skipped } = await check.look(document, { options, facts: gathered.get(path) });
  return skipped ?? findings.map(({ message }) => message);
}

describe("security/docker/untrusted-registry", () => {
  const trusting = (list: string): Given => ({ base: { ".hadolint.yaml": `trustedRegistries: ${list}\n` } });

  it.each<[list: string, image: string, isTrusted: boolean]>([
    ["[docker.io]", "debian:12", true],
    ["[hub.docker.com]", "library/debian:12", true],
    ["docker.io", "quay.io/a/b:1", false],
    ["['*.gcr.io']", "eu.gcr.io/a/b:1", true],
    ["['*.gcr.io']", "gcr.io/a/b:1", false],
    ["['registry.*']", "registry.example.com/a:1", true],
    ["['*']", "quay.io/a/b:1", true],
    ["['registry.example.com:5000']", "registry.example.com:5000/a:1", true],
    ["['registry.example.com:5000']", "registry.example.com/a:1", false],
    ["[quay.io]", "localhost/a:1", false],
    ["[quay.io]", "scratch", true],
    ["[quay.io]", "$BASE", true],
  ])("with %s, %s", async (list, image, isTrusted) => {
    expect(await judge(registries, { registries: [] }, `FROM ${image}`, trusting(list))).toHaveLength(
      isTrusted ? 0 : 1,
    );
  });

  it("does not ask about stages, and says whom it trusts", async () => {
    const text = "FROM debian:12 AS build\nFROM build\n";
    expect(await judge(registries, { registries: ["quay.io"] }, text, {})).toEqual([
      "`debian:12` comes from `docker.io`, and trusted here is `quay.io`.",
    ]);
  });

  it.each<[given: Given]>([
    [{}],
    [{ base: {}, head: { ".hadolint.yaml": "trustedRegistries: [docker.io]" } }],
    [{ base: { ".hadolint.yaml": "trustedRegistries: [" } }],
    [{ base: { ".hadolint.yaml": "- trustedRegistries" } }],
    [{ base: { "api/.hadolint.yaml": "trustedRegistries: [quay.io]" } }],
  ])("asks nobody who names no registry: %j", async (given) => {
    expect(await judge(registries, { registries: [] }, "FROM debian:12", given)).toBe("no list of trusted registries");
  });

  it("takes the nearest configuration", async () => {
    const base = {
      ".hadolint.yaml": "trustedRegistries: [docker.io]",
      "api/.hadolint.yml": "trustedRegistries: [quay.io]",
    };
    expect(
      await judge(registries, { registries: [] }, "FROM debian:12", { base, path: "api/Dockerfile" }),
    ).toHaveLength(1);
    expect(await judge(registries, { registries: [] }, "FROM debian:12", { base, path: "web/Dockerfile" })).toEqual([]);
  });
});

describe("style/docker/label-schema", () => {
  it.each<[type: string, sound: readonly string[], unsound: readonly string[]]>([
    ["text", ["anything at all"], []],
    [
      "rfc3339",
      ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.5+02:00"],
      ["2026-03-01", "yesterday", "2026-13-01T12:00:00Z"],
    ],
    ["semver", ["1.4.2", "1.0.0-rc.1+b7"], ["1.4", "v1.4.2", "01.4.2", "latest"]],
    ["url", ["https://example.com/a", "git+ssh://git.example.com/a"], ["example.com", "https://a b"]],
    ["hash", ["4f1c9d2", "4f1c9d2a4f1c9d2a4f1c9d2a4f1c9d2a4f1c9d2a"], ["4f1c", "main"]],
    ["spdx", ["Apache-2.0", "MIT OR (GPL-2.0-only WITH Classpath-exception-2.0)"], ["Apache License 2.0", ""]],
    ["email", ["platform@example.com"], ["platform", "platform at example.com"]],
  ])("%s", async (type, sound, unsound) => {
    const given = { base: { ".hadolint.yaml": `label-schema: { owner: ${type} }\n` } };
    const told = async (value: string) =>
      judge(labels, { labels: {}, strict: false }, `FROM a:1\nLABEL owner="${value}"`, given);
    for (const value of [...sound, "${OWNER}"]) expect([value, await told(value)]).toEqual([value, []]);
    for (const value of unsound) expect([value, await told(value)]).toEqual([value, [expect.any(String)]]);
  });

  it.each<[configuration: string, text: string, said: unknown]>([
    ["label-schema: { owner: text }", "FROM a:1", ["This image has no label `owner`, which the repository asks for."]],
    ["label-schema: { owner: text }\nignored: [DL3049]", "FROM a:1\nLABEL owner=", ["The label `owner` is empty."]],
    ["label-schema: { owner: text }", "FROM a:1 AS b\nLABEL owner=x\nFROM b", []],
    [
      "label-schema: { owner: text }",
      "FROM a:1 AS b\nLABEL owner=x\nFROM c:1\nCOPY --from=b /a /a",
      [expect.stringContaining("no label")],
    ],
    [
      "strict-labels: true",
      "FROM a:1\nLABEL owner=x $B=y",
      ["The label `owner` is none of those that the repository allows."],
    ],
    ["strict-labels: true\nignored: [dl3050]", "FROM a:1\nLABEL owner=x", []],
    [
      "label-schema: { __proto__: url, constructor: hash }",
      "FROM a:1\nLABEL constructor=4f1c9d2 __proto__=x",
      [expect.stringContaining("`__proto__`")],
    ],
    [
      "label-schema: { owner: url }",
      "FROM a:1\nLABEL owner the platform team",
      [expect.stringContaining("`the platform team`")],
    ],
    ["label-schema: { owner: nonsense }\nstrict-labels: false", "FROM a:1", "no labels are asked for"],
  ])("%s with %j", async (configuration, text, said) => {
    const given = { base: { ".hadolint.yaml": `${configuration}\n` } };
    expect(await judge(labels, { labels: {}, strict: false }, text, given)).toEqual(said);
  });

  it("asks what its own options ask", async () => {
    const text = "FROM a:1\nLABEL version=1";
    expect(await judge(labels, { labels: { version: "semver" }, strict: true }, text, {})).toHaveLength(1);
  });
});
