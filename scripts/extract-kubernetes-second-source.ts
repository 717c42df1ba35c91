/** Extracts what cdk8s-plus knows of the types of Kubernetes, for a test that must not judge our schemas by themselves. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const source = "cdk8s-plus-33@2.5.57";
const destination = resolve("test/checks/schema/kubernetes/second-source.json");

/** As jsii describes a package. */
interface Assembly {
  readonly license: string;
  readonly types: Readonly<Record<string, DescribedType>>;
}
interface DescribedType {
  readonly kind: string;
  readonly docs?: { readonly custom?: { readonly schema?: string } };
  readonly properties?: readonly DescribedProperty[];
}
interface DescribedProperty {
  readonly docs?: { readonly custom?: { readonly schema?: string } };
  readonly optional?: boolean;
  readonly type: TypeReference;
}
interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: string; readonly elementtype: TypeReference };
}

/** Which of its lists of words belongs to which field: only those that hold every word of the API. */
const fieldsOfWords: Readonly<Record<string, readonly string[]>> = {
  ConcurrencyPolicy: ["batch.v1.CronJobSpec#concurrencyPolicy"],
  ConnectionScheme: ["core.v1.HTTPGetAction#scheme"],
  DnsPolicy: ["core.v1.PodSpec#dnsPolicy"],
  HttpIngressPathType: ["networking.v1.HTTPIngressPath#pathType"],
  ImagePullPolicy: ["core.v1.Container#imagePullPolicy"],
  MountPropagation: ["core.v1.VolumeMount#mountPropagation"],
  PersistentVolumeMode: ["core.v1.PersistentVolumeSpec#volumeMode", "core.v1.PersistentVolumeClaimSpec#volumeMode"],
  PodManagementPolicy: ["apps.v1.StatefulSetSpec#podManagementPolicy"],
  Protocol: ["core.v1.ContainerPort#protocol", "core.v1.ServicePort#protocol"],
  RestartPolicy: ["core.v1.PodSpec#restartPolicy"],
  ServiceType: ["core.v1.ServiceSpec#type"],
  TaintEffect: ["core.v1.Toleration#effect"],
};

const folder = mkdtempSync(join(tmpdir(), "plumbline-second-source-"));
try {
  const archive = execFileSync("npm", ["pack", "--silent", source], { cwd: folder, encoding: "utf8" }).trim();
  execFileSync("tar", ["xzf", archive], { cwd: folder });
  const root = join(folder, "package");
  const assembly: Assembly = JSON.parse(readFileSync(join(root, ".jsii"), "utf8"));
  const types = typesOf(assembly);
  const parts = {
    source: `npm ${source}`,
    licence: assembly.license,
    kinds: kindsOf(readFileSync(join(root, "lib/imports/k8s.js"), "utf8")),
    words: wordsOf(join(root, "lib")),
    types,
  };
  const sections = Object.entries(parts).map(([key, value]) => `${JSON.stringify(key)}:${linesOf(value)}`);
  writeFileSync(destination, `{\n${sections.join(",\n")}\n}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Type -> field -> its form; `?` behind a field that may be left out, `[]` and `{}` around lists and maps. */
function typesOf({ types }: Assembly): Record<string, Record<string, string>> {
  const known: Record<string, Record<string, string>> = {};
  const idOf = (name: string) => types[name]?.docs?.custom?.schema;
  const formOf = ({ primitive, fqn, collection }: TypeReference): string => {
    if (collection !== undefined) {
      return collection.kind === "array"
        ? `[]${formOf(collection.elementtype)}`
        : `{}${formOf(collection.elementtype)}`;
    }
    return fqn === undefined ? (primitive ?? "any") : (idOf(fqn) ?? "any");
  };
  for (const [name, type] of Object.entries(types)) {
    const id = idOf(name);
    if (!name.includes(".k8s.") || type.kind !== "interface" || id === undefined) continue;
    const fields = (type.properties ?? []).flatMap((property): [string, string][] => {
      const field = property.docs?.custom?.schema?.split("#")[1];
      return field === undefined ? [] : [[property.optional === true ? `${field}?` : field, formOf(property.type)]];
    });
    known[id] = Object.fromEntries(fields);
  }
  return known;
}

function kindsOf(code: string): Record<string, string> {
  const found = code.matchAll(
    /apiVersion and kind for "([\w.]+)"\s+\*\/\s+static GVK = \{\s+apiVersion: '([^']+)',\s+kind: '(\w+)'/gu,
  );
  return Object.fromEntries([...found].map(([, id = "", apiVersion = "", kind = ""]) => [`${apiVersion}/${kind}`, id]));
}

function wordsOf(lib: string): Record<string, readonly string[]> {
  const code = readdirSync(lib)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(lib, name), "utf8"))
    .join("\n");
  const entries = Object.entries(fieldsOfWords).flatMap(([list, fields]) => {
    const words = [...code.matchAll(new RegExp(`\\b${list}\\["\\w+"\\] = "(\\w+)"`, "gu"))].map(
      ([, word = ""]) => word,
    );
    return fields.map((field) => [`io.k8s.api.${field}`, [...new Set(words)]] as const);
  });
  return Object.fromEntries(entries);
}

function linesOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`);
  return `{\n${entries.join(",\n")}\n}`;
}
