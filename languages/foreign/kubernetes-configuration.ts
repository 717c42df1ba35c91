/** What configurations of kube-linter, Polaris and Trivy say about manifests: which checks of ours their owners do not want to hear from, and where. */

import { matchPaths } from "../../core/glob.ts";
import { openDocument } from "../../core/open-document.ts";
import { dataOf } from "../data.ts";
import { type Section, sectionOf } from "../kubernetes/section.ts";
import { parseYamlDocument } from "../yaml/document.ts";
import { counterpartsOf, type ForeignTool } from "./counterparts.ts";

export interface KubernetesConfiguration {
  /** By the name of a check of ours. */
  readonly switchesOff: (check: string, path: string) => boolean;
}

/** All of them are read where the tools look for them: at the top of the tree. */
const readers: Readonly<Record<string, (text: string) => KubernetesConfiguration>> = {
  ".kube-linter.yaml": kubeLinter,
  ".kube-linter.yml": kubeLinter,
  ".polaris.yaml": polaris,
  ".polaris.yml": polaris,
  ".trivyignore": trivy,
  ".trivyignore.yaml": trivyYaml,
  ".trivyignore.yml": trivyYaml,
  "polaris.yaml": polaris,
  "polaris.yml": polaris,
};

export const kubernetesConfigurations: readonly string[] = Object.keys(readers);

const nothing: KubernetesConfiguration = { switchesOff: () => false };

/** A configuration beyond this was not written by hand. */
const longest = 256_000;

export function readKubernetesConfiguration(name: string, text: string): KubernetesConfiguration {
  const read = readers[name];
  return read === undefined || text.length > longest ? nothing : read(text);
}

/** A check of ours is off where everything is off that asks for a part of it. */
function offFor(tool: ForeignTool, isOff: (id: string) => boolean): (check: string) => boolean {
  const asked = new Map<string, Set<string>>();
  for (const [id, checks] of counterpartsOf(tool)) {
    for (const check of checks) asked.set(check, (asked.get(check) ?? new Set()).add(id));
  }
  return (check) => {
    const ids = asked.get(check);
    return ids !== undefined && [...ids].every(isOff);
  };
}

/** `checks.exclude`, `checks.doNotAutoAddDefaults` with `checks.include`, and `checks.ignorePaths`. */
function kubeLinter(text: string): KubernetesConfiguration {
  const checks = rootOf(text)?.at("checks");
  if (!checks) return nothing;
  const excluded = new Set(textsOf(checks.at("exclude")));
  const included = new Set(textsOf(checks.at("include")));
  const isOnlyIncluded = checks.at("doNotAutoAddDefaults").value === true && checks.at("addAllBuiltIn").value !== true;
  const isOff = offFor("kube-linter", (id) => excluded.has(id) || (isOnlyIncluded && !included.has(id)));
  const isIgnored = matchPaths(textsOf(checks.at("ignorePaths")));
  return { switchesOff: (check, path) => isKubernetes(check) && (isIgnored(path) || isOff(check)) };
}

/** `checks` with the severity `ignore`, and exemptions that are for all objects. */
function polaris(text: string): KubernetesConfiguration {
  const root = rootOf(text);
  if (!root) return nothing;
  const ignored = root
    .at("checks")
    .entries()
    .flatMap(([id, severity]) => (severity.value === "ignore" ? [id] : []));
  const exempt = root
    .at("exemptions")
    .items()
    .filter((each) => ["namespace", "controllerNames", "containerNames"].every((key) => each.at(key).isMissing))
    .flatMap((each) => textsOf(each.at("rules")));
  const off = new Set([...ignored, ...exempt].map((id) => id.toLowerCase()));
  const isOff = offFor("polaris", (id) => off.has(id));
  return { switchesOff: (check) => isOff(check) };
}

/** An id a line. One that ends on some day (`exp:`) is left to Trivy: nobody here knows what day it is. */
function trivy(text: string): KubernetesConfiguration {
  const lines = text.split("\n").map((line) => line.replace(/#.*$/u, "").trim());
  const off = new Set(lines.filter((line) => !/\s/u.test(line)).map(trivyId));
  const isOff = offFor("trivy", (id) => off.has(trivyId(id)));
  return { switchesOff: (check) => isOff(check) };
}

function trivyYaml(text: string): KubernetesConfiguration {
  const entries = rootOf(text)?.at("misconfigurations").items() ?? [];
  const known = entries
    .filter((entry) => entry.at("expired_at").isMissing)
    .map((entry) => ({
      id: trivyId(entry.at("id").text() ?? ""),
      isMeant: entry.at("paths").isMissing ? () => true : matchPaths(textsOf(entry.at("paths"))),
    }));
  return {
    switchesOff(check, path) {
      const off = new Set(known.filter(({ isMeant }) => isMeant(path)).map(({ id }) => id));
      return off.size > 0 && offFor("trivy", (id) => off.has(trivyId(id)))(check);
    },
  };
}

/** `AVD-KSV-0014`, `KSV-0014` and `KSV014` are one. */
function trivyId(id: string): string {
  const number = /^(?:avd-)?ksv-?0*(\d{1,5})$/iu.exec(id.trim())?.[1];
  return number === undefined ? id.toLowerCase() : `ksv${number}`;
}

function isKubernetes(check: string): boolean {
  return /^(?:style|security)\/kubernetes\//u.test(check);
}

function rootOf(text: string): Section | undefined {
  const document = parseYamlDocument(openDocument("configuration.yaml", { kind: "text", text, byteOrderMark: false }));
  const content = document.tree.documents[0]?.content;
  return document.problems.length > 0 || !content ? undefined : sectionOf(dataOf(content));
}

function textsOf(list: Section): readonly string[] {
  return list.items().flatMap((item) => item.text() ?? []);
}
