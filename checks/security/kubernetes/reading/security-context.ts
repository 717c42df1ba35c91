/** What a container may do, as the kubelet works it out: its own word first, then its pod's. */

import type { Range } from "../../../../core/text.ts";
import { unknownValue } from "../../../../languages/data.ts";
import type { Container, Pod } from "../../../../languages/kubernetes/pods.ts";
import type { Section } from "../../../../languages/kubernetes/section.ts";

/** The container's own setting where it has one, else the pod's. */
export function effective(container: Container, pod: Pod, ...path: readonly string[]): Section {
  const own = container.section.at("securityContext", ...path);
  return own.isMissing ? pod.spec.at("securityContext", ...path) : own;
}

/** Windows knows none of what a security context of Linux says. */
export function isWindows(pod: Pod): boolean {
  return (
    pod.spec.at("os", "name").value === "windows" || isWindowsNode(pod.spec.at("nodeSelector", "kubernetes.io/os"))
  );
}

function isWindowsNode(section: Section): boolean {
  return section.value === "windows" || section.value === unknownValue;
}

export interface Capability {
  /** In capitals, without `CAP_`. */
  readonly name: string;
  readonly place: Range;
}

/** `undefined` where the list is not wholly known. */
export function capabilities(container: Container, list: "add" | "drop"): readonly Capability[] | undefined {
  const section = container.section.at("securityContext", "capabilities", list);
  if (section.isMissing) return [];
  const items = section.items();
  if (section.value === unknownValue || items.some((item) => item.value === unknownValue)) return undefined;
  return items.flatMap((item) => {
    const name = item.text()?.toUpperCase().replace(/^CAP_/u, "");
    return name === undefined ? [] : [{ name, place: item.place() }];
  });
}
