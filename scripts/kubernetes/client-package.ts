/** Reads what an unpacked `@kubernetes/client-node` knows of Kubernetes: kinds, the fields of every type, which are required. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface ClientPackage {
  /** `1.34` */
  readonly release: string;
  /** By `apps/v1/Deployment`. */
  readonly kinds: ReadonlyMap<string, ClientKind>;
  /** By the name of the model: `V1PodSpec`. */
  readonly models: ReadonlyMap<string, readonly ClientField[]>;
}

export interface ClientKind {
  readonly model: string;
  readonly isNamespaced: boolean;
}

export interface ClientField {
  readonly name: string;
  /** As the package writes it: `Array<V1Container>`, `{ [key: string]: string; }`. */
  readonly type: string;
  /** Empty in old packages. */
  readonly format: string;
  readonly isRequired: boolean;
}

interface Attribute {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
  readonly format?: string;
}

/** Throws where the package is laid out in a way that is not known. */
export function readClientPackage(folder: string): ClientPackage {
  const generated = join(folder, "dist", "gen");
  const isOld = existsSync(join(generated, "model"));
  const modelFolder = join(generated, isOld ? "model" : "models");
  const apiFolder = join(generated, isOld ? "api" : "apis");
  const models = new Map<string, readonly ClientField[]>();
  let release: string | undefined;
  for (const file of readdirSync(modelFolder).filter((name) => name.endsWith(".js"))) {
    const source = readFileSync(join(modelFolder, file), "utf8");
    release ??= /version(?: of the OpenAPI document)?: (?:release-|v)(\d+\.\d+)/u.exec(source)?.[1];
    const declared = join(modelFolder, file.replace(/\.js$/u, ".d.ts"));
    const model = modelOf(source, existsSync(declared) ? readFileSync(declared, "utf8") : "");
    if (model !== undefined) models.set(...model);
  }
  const kinds = new Map<string, ClientKind>();
  // Packages carry files of older versions along; what counts is what they export.
  const exported = readFileSync(isOld ? join(apiFolder, "apis.js") : join(generated, "index.js"), "utf8");
  const isExported = (name: string) => new RegExp(`[ /]${name}\\b`, "u").test(exported);
  const apis = readdirSync(apiFolder).filter((name) => name.endsWith("Api.js"));
  for (const file of apis.filter((name) => isExported(name.slice(0, -".js".length)))) {
    for (const [name, kind] of kindsOf(readFileSync(join(apiFolder, file), "utf8"))) kinds.set(name, kind);
  }
  if (release === undefined || kinds.size === 0) throw new Error(`${folder} holds no client that can be read.`);
  return { release, kinds, models };
}

function modelOf(source: string, declaration: string): [string, readonly ClientField[]] | undefined {
  const found = /^(\w+)\.attributeTypeMap = (\[[^]*?^\]);/mu.exec(source);
  if (found === null) return undefined;
  const [, name = "", list = "[]"] = found;
  const attributes: readonly Attribute[] = JSON.parse(list);
  const required = new Set([...declaration.matchAll(/^ {4}'([^']+)':/gmu)].map(([, field]) => field));
  const fields = attributes.map((attribute) => ({
    name: attribute.baseName,
    type: attribute.type,
    format: attribute.format ?? "",
    isRequired: required.has(attribute.name),
  }));
  return [name, fields];
}

/** Every kind that can be created or replaced, from the address of its request and the type of its body. */
function* kindsOf(source: string): Iterable<[string, ClientKind]> {
  const requests = source.split(/^ {4,8}(?:async )?(?=(?:create|replace)\w+\()/mu).slice(1);
  for (const request of requests) {
    const kind = /^(?:create|replace)(?:Namespaced)?(\w+)\(/u.exec(request)?.[1];
    const address = /localVarPath = (?:this\.basePath \+ )?'([^']+)'/u.exec(request)?.[1] ?? "";
    const model = /serialize\(body, "(\w+)"/u.exec(request)?.[1];
    const place = /^\/api(?:s\/([^/{]+))?\/(v\d\w*)(\/namespaces\/\{namespace\})?\/[a-z]+(?:\/\{name\})?$/u.exec(
      address,
    );
    if (kind === undefined || model === undefined || place === null) continue;
    const [, group, version = "", namespace] = place;
    const apiVersion = group === undefined ? version : `${group}/${version}`;
    yield [`${apiVersion}/${kind}`, { model, isNamespaced: namespace !== undefined }];
  }
}
