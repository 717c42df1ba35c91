/** A systemd unit as its file tells it: what kind it is, whether it is whole, and what a directive's value comes to. */

import type { IniEntry, IniSection } from "../ini/tree.ts";
import type { IniDocument } from "../parsed.ts";

/** `service`, `timer` … */
export type UnitType = string;

/** Which section is the unit's own, by its type; a target has none. */
const ownSections: ReadonlyMap<UnitType, string> = new Map(
  ["Service", "Socket", "Mount", "Automount", "Swap", "Timer", "Path", "Slice", "Scope"].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

export interface Unit {
  readonly type: UnitType;
  /** A drop-in, `api.service.d/limits.conf`: the rest of the unit stands elsewhere. */
  readonly isPart: boolean;
}

/** Nothing for what systemd reads that is no unit (`journald.conf`, `eth0.network`), and for what others read. */
export function unitOf({ path, dialect }: Pick<IniDocument, "path" | "dialect">): Unit | undefined {
  if (dialect.name !== "systemd") return undefined;
  const [name = "", folder = ""] = path.toLowerCase().split("/").reverse();
  const isPart = name.endsWith(".conf");
  const type = /\.([a-z]+)$/u.exec(isPart ? folder.replace(/\.d$/u, "") : name)?.[1];
  if (type === undefined || (isPart && !folder.endsWith(".d"))) return undefined;
  return type === "target" || ownSections.has(type) ? { type, isPart } : undefined;
}

/** Sections that a unit of this type may have. */
export function sectionsOf({ type }: Unit): readonly string[] {
  const own = ownSections.get(type);
  return ["Unit", ...(own === undefined ? [] : [own]), ...(type === "scope" ? [] : ["Install"])];
}

/** Continued lines joined, comments between them left out. */
export function valueOf({ value = "" }: IniEntry): string {
  if (!value.includes("\n")) return value;
  const lines = value.split(/\r?\n/u).filter((line, index) => index === 0 || !/^[ \t]*[#;]/u.test(line));
  return lines.map((line) => line.replace(/\\$/u, "")).join(" ");
}

/** Entries of a directive that count: an empty one takes all before it back. */
export function settingsOf(sections: readonly IniSection[], section: string, key: string): readonly IniEntry[] {
  const entries = sections.filter(({ name }) => name === section).flatMap((each) => each.entries);
  const all = entries.filter((entry) => entry.key === key);
  const reset = all.findLastIndex((entry) => valueOf(entry).trim() === "");
  return all.slice(reset + 1);
}

/** What is filled in before systemd reads it is not known. */
export function isOpen(text: string): boolean {
  return /\{\{|\{%|<%|\$\{|@[A-Za-z_]+@/u.test(text);
}
