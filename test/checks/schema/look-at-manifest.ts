/** Runs `schema/kubernetes` over one file of a tree in memory, as the engine does. */

import check from "../../../checks/schema/kubernetes.ts";
import type { Observation } from "../../../core/check.ts";
import { openDocument } from "../../../core/open-document.ts";
import { indexLines } from "../../../core/text.ts";
import { loadLanguage, parseDocument } from "../../../languages/parse.ts";
import { treeOf } from "../tree-of.ts";

type Options = Parameters<typeof check.look>[1]["options"];

export interface Manifest {
  readonly path?: string;
  readonly text: string;
  /** Files beside it. */
  readonly tree?: Readonly<Record<string, string>>;
  readonly options?: Partial<Options>;
}

export async function observeManifest({
  path = "k8s/app.yaml",
  text,
  tree = {},
  options,
}: Manifest): Promise<Observation> {
  const document = openDocument(path, { kind: "text", text, byteOrderMark: false });
  const own = treeOf({ [path]: text, ...tree });
  const given: Options = { kubernetesVersion: ["1.36"], crds: [], skip: [], ...options };
  const facts = await check.gather?.([document], { own, base: own }, { options: given, schemas: {} });
  await loadLanguage(document.language);
  const parsed = parseDocument(document);
  if (parsed.language !== "yaml" && parsed.language !== "json") throw new Error(`${path} is no YAML or JSON`);
  return check.look(parsed, { options: given, facts: structuredClone(facts?.get(path)) });
}

/** A document that is already parsed, with nothing beside it. */
export function look(document: Parameters<typeof check.look>[0], options: Partial<Options>) {
  const given: Options = { kubernetesVersion: ["1.36"], crds: [], skip: [], ...options };
  return check.look(document, { options: given, facts: undefined });
}

/** `line:column message` of every finding. */
export async function findings(manifest: Manifest): Promise<readonly string[]> {
  const lines = indexLines(manifest.text);
  const observation = await observeManifest(manifest);
  return observation.findings.map(({ at, message }) => {
    const { line, column } = lines.position(at?.range[0] ?? 0);
    return `${line}:${column} ${message}`;
  });
}
