/** Whether `Chart.lock` was written for the dependencies that `Chart.yaml` names: Helm keeps a hash of both in it. */

import type { Range } from "../../core/text.ts";
import { dataOf } from "../data.ts";
import { isMapping, sectionOf, type Section } from "../kubernetes/section.ts";
import { parseSoundYaml } from "../yaml/parse.ts";

export interface LockState {
  /** What Helm hashes: where its hash is another one than `digest`, `helm dependency build` refuses the chart. */
  readonly hashed: string;
  /** `sha256:…` as the lock has it. */
  readonly digest: string;
  /** Dependencies of `Chart.yaml` that the lock does not have. */
  readonly added: readonly Named[];
  /** Names that only the lock has. */
  readonly dropped: readonly string[];
  /** Of `dependencies` in `Chart.yaml`. */
  readonly range: Range;
}

export interface Named {
  readonly name: string;
  readonly range: Range;
}

/** `undefined` where a text does not parse, or something in it is not known. */
export function compareLock(chart: string, lock: string): LockState | undefined {
  const wanted = rootOf(chart)?.at("dependencies");
  const locked = rootOf(lock);
  const digest = locked?.at("digest").text();
  const entries = locked?.at("dependencies");
  if (!wanted || !entries || digest === undefined) return undefined;
  const before = wanted.items().map(asHashed);
  const after = entries.items().map(asHashed);
  if ([...before, ...after].includes(undefined)) return undefined;
  const namesBefore = new Set(wanted.items().map((each) => each.at("name").text()));
  const namesAfter = new Set(entries.items().map((each) => each.at("name").text()));
  return {
    hashed: escapedAsInGo(JSON.stringify([before, after])),
    digest,
    added: wanted.items().flatMap((each) => {
      const name = each.at("name").text();
      return name === undefined || namesAfter.has(name) ? [] : [{ name, range: each.at("name").place() }];
    }),
    dropped: [...namesAfter].flatMap((name) => (name === undefined || namesBefore.has(name) ? [] : [name])),
    range: wanted.place(),
  };
}

function rootOf(text: string): Section | undefined {
  const tree = parseSoundYaml(text);
  const content = tree?.documents[0]?.content;
  if (!content) return undefined;
  const data = dataOf(content, "1.1");
  return data.certainty("") === "known" ? sectionOf(data) : undefined;
}

/** One dependency with Helm's keys in Helm's order; `undefined` where a value has a type that Helm does not take. */
function asHashed(section: Section): object | undefined {
  const text = (key: string): unknown => section.at(key).value ?? "";
  const [name, version, repository, condition, alias] = ["name", "version", "repository", "condition", "alias"].map(
    text,
  );
  const tags = section.at("tags").value ?? [];
  const imports = section.at("import-values").value ?? [];
  const enabled = section.at("enabled").value ?? false;
  const isSound = [name, version, repository, condition, alias].every((each) => typeof each === "string");
  if (!isSound || !Array.isArray(tags) || !Array.isArray(imports) || typeof enabled !== "boolean") return undefined;
  return {
    name,
    ...(version !== "" && { version }),
    repository,
    ...(condition !== "" && { condition }),
    ...(tags.length > 0 && { tags }),
    ...(enabled && { enabled }),
    ...(imports.length > 0 && { "import-values": imports.map(withSortedKeys) }),
    ...(alias !== "" && { alias }),
  };
}

/** Of one level: nobody nests deeper there. */
function withSortedKeys(value: unknown): unknown {
  return isMapping(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}

/** Go writes some characters of JSON by their number. */
function escapedAsInGo(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
