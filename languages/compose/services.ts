/** The services of a Compose file, read once per document however many rules ask. */

import { dataOf } from "../data.ts";
import { isMapping, sectionOf, type Section } from "../kubernetes/section.ts";
import type { YamlDocument } from "../parsed.ts";

export interface ComposeService {
  readonly name: string;
  readonly section: Section;
  /** Takes more from another service or file, or is one half of a service: what it lacks is not known. */
  readonly isPartial: boolean;
}

export interface ComposeFile {
  readonly root: Section;
  readonly services: readonly ComposeService[];
  /** Merged with other files before anybody uses it: what it does not declare may stand there. */
  readonly isPartial: boolean;
}

export interface ComposePort {
  /** As written: `8080`, `8000-8010`; missing where Docker chooses one. */
  readonly published?: string;
  readonly target: string;
  /** Missing = every address of the machine. */
  readonly address?: string;
  readonly protocol: string;
  readonly section: Section;
}

export interface ComposeMount {
  readonly source: string;
  readonly target: string | undefined;
  readonly type: "bind" | "volume";
  readonly section: Section;
}

const read = new WeakMap<YamlDocument, ComposeFile>();

/** Nothing of a text that does not parse. */
export function composeOf(document: YamlDocument): ComposeFile {
  const known = read.get(document);
  if (known) return known;
  const content = document.problems.length > 0 ? undefined : document.tree.documents[0]?.content;
  const root = sectionOf(dataOf(content));
  const services = root
    .at("services")
    .entries()
    .filter(([name, { value }]) => isMapping(value) && !name.startsWith("x-"))
    .map(([name, section]): ComposeService => {
      const isWhole =
        section.at("extends").isMissing && (!section.at("image").isMissing || !section.at("build").isMissing);
      return { name, section, isPartial: !isWhole };
    });
  // Only a file of the very first name is read without another one before it.
  const isMain = /(?:^|\/)(?:docker-|podman-|container-)?compose\.ya?ml$/iu.test(document.path);
  const file = { root, services, isPartial: !isMain || !root.at("include").isMissing };
  read.set(document, file);
  return file;
}

/** Ports that are not known (`${PORT}:80`) are left out. */
export function portsOf({ section }: ComposeService): readonly ComposePort[] {
  return section
    .at("ports")
    .items()
    .flatMap((item): readonly ComposePort[] => {
      if (isMapping(item.value)) return longPort(item);
      if (typeof item.value !== "string" && typeof item.value !== "number") return [];
      const port = shortPort(String(item.value));
      return port ? [{ ...port, section: item }] : [];
    });
}

function longPort(item: Section): readonly ComposePort[] {
  const [target, published, address, protocol] = ["target", "published", "host_ip", "protocol"].map((key) =>
    item.at(key),
  );
  if (!target || (typeof target.value !== "number" && typeof target.value !== "string")) return [];
  const isKnown = (section: Section | undefined): boolean =>
    ["string", "number", "undefined"].includes(typeof section?.value);
  if (!isKnown(published) || !isKnown(address) || !isKnown(protocol)) return [];
  return [
    {
      target: String(target.value),
      protocol: protocol?.text() ?? "tcp",
      ...(published?.isMissing === false && { published: String(published.value) }),
      ...(address?.text() !== undefined && { address: address.text() ?? "" }),
      section: item,
    },
  ];
}

/** `[ADDRESS:][PUBLISHED:]TARGET[/PROTOCOL]`. */
function shortPort(text: string): Omit<ComposePort, "section"> | undefined {
  const match =
    /^(?:(?:(\[[0-9a-f:.]+\]|[\d.]+|localhost):)?(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(tcp|udp|sctp))?$/iu.exec(text);
  if (!match) return undefined;
  const [, address, published, target = "", protocol = "tcp"] = match;
  return {
    target,
    protocol: protocol.toLowerCase(),
    ...(published !== undefined && { published }),
    ...(address !== undefined && { address }),
  };
}

export function mountsOf({ section }: ComposeService): readonly ComposeMount[] {
  return section
    .at("volumes")
    .items()
    .flatMap((item): readonly ComposeMount[] => {
      if (typeof item.value === "string") return shortMount(item.value, item);
      const source = item.at("source").text();
      const type = item.at("type").text();
      if (source === undefined || (type !== "bind" && type !== "volume")) return [];
      return [{ source, target: item.at("target").text(), type, section: item.at("source") }];
    });
}

/** `SOURCE:TARGET[:OPTIONS]`; one path alone is a volume without a name. */
function shortMount(text: string, section: Section): readonly ComposeMount[] {
  const [source = "", target] = text.split(":");
  if (target === undefined || /^[A-Za-z]$/u.test(source)) return [];
  return [{ source, target, type: /^[./~]/u.test(source) ? "bind" : "volume", section }];
}

export interface ComposeVariable {
  readonly name: string;
  /** Missing where none is written, or where it is not known. */
  readonly value: string | undefined;
  readonly section: Section;
}

/** Variables with their values, as a list or as a mapping. */
export function variablesOf({ section }: ComposeService): readonly ComposeVariable[] {
  const environment = section.at("environment");
  const listed = environment.items().flatMap((item): readonly ComposeVariable[] => {
    const text = item.text();
    if (text === undefined) return [];
    const [name = "", ...value] = text.split("=");
    return [{ name, value: value.length === 0 ? undefined : value.join("="), section: item }];
  });
  return [...listed, ...environment.entries().map(([name, item]) => ({ name, value: item.text(), section: item }))];
}

/** Names under a key that takes a list or a mapping: `depends_on`, `networks`. */
export function namesAt(section: Section): readonly { readonly name: string; readonly section: Section }[] {
  const listed = section.items().flatMap((item) => {
    const name = item.text() ?? item.at("source").text();
    return name === undefined ? [] : [{ name, section: item }];
  });
  return [...listed, ...section.entries().map(([name, item]) => ({ name, section: item }))];
}

export interface ComposeEnvFile {
  readonly path: string;
  /** Compose stops where it is missing. */
  readonly isRequired: boolean;
  readonly section: Section;
}

/** One path, a list of paths, or a list of mappings with a path. */
export function envFilesOf({ section }: ComposeService): readonly ComposeEnvFile[] {
  const all = section.at("env_file");
  const listed = all.text() === undefined ? all.items() : [all];
  return listed.flatMap((item): readonly ComposeEnvFile[] => {
    const place = item.text() === undefined ? item.at("path") : item;
    const path = place.text();
    return path === undefined ? [] : [{ path, isRequired: item.at("required").value !== false, section: place }];
  });
}
