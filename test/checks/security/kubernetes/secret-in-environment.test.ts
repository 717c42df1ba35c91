/** Which values of a variable that sounds like a secret are one. */

import { beforeAll, expect, it } from "@jest/globals";
import check from "../../../../checks/security/kubernetes/secret-in-environment.ts";
import { openDocument } from "../../../../core/open-document.ts";
import type { Manifest } from "../../../../languages/kubernetes/objects.ts";
import { loadLanguage, parseDocument } from "../../../../languages/parse.ts";

beforeAll(() => loadLanguage("yaml"));

it.each([
  ["API_KEY", "harbour-7f3a9c", 1],
  ["DB_PASSWORD", "Pier_19!", 1],
  ["API_KEY", "API_KEY_VAL", 0],
  ["API_KEY", "<api key>", 0],
  ["API_KEY_FILE", "harbour-7f3a9c", 0],
  ["DB_PASSWORD", "/run/secrets/password", 0],
  ["DB_PASSWORD", "vault:secret/data/db#password", 0],
])("%s=%s: %d", async (name, value, count) => {
  const text = `apiVersion: v1
kind: Pod
metadata: { name: pier }
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.4.2
      env: [{ name: ${name}, value: ${JSON.stringify(value)} }]
`;
  const document = openDocument("k8s/pier.yaml", { kind: "text", text, byteOrderMark: false });
  const { findings } = await check.look(parseDocument(document) as Manifest, { options: {}, facts: undefined });
  expect(findings).toHaveLength(count);
  expect(findings.every(({ secret }) => secret)).toBe(true);
});
