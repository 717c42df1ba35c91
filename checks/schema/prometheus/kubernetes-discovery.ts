/** Discovery in Kubernetes: which selectors a role takes, and when a client may be configured. */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { configuresClient, withClient } from "./http-client.ts";
import { flag, isSet, lacks, list, listed, mapping, oneOf, text, textOf, type Shape, type Tell } from "./shape.ts";

/** By role, the kinds of objects that may be selected. */
const selectable: ReadonlyMap<string, readonly string[]> = new Map([
  ["pod", ["pod", "node"]],
  ["service", ["service"]],
  ["endpoints", ["endpoints", "pod", "service"]],
  ["endpointslice", ["endpointslice", "pod", "service"]],
  ["node", ["node"]],
  ["ingress", ["ingress"]],
]);
const roles = [...selectable.keys()];

const selector: Shape = mapping(
  "a selector",
  { role: oneOf("role", [...roles, "namespace"]), label: text, field: text },
  { required: ["role"] },
);

export const kubernetesDiscovery: Shape = list(
  withClient(
    "a discovery in Kubernetes",
    {
      api_server: text,
      kubeconfig_file: text,
      role: oneOf("role", roles),
      namespaces: mapping("a choice of namespaces", { own_namespace: flag, names: list(text) }),
      selectors: list(selector),
      attach_metadata: mapping("attached metadata", { node: flag, namespace: flag }),
    },
    { required: ["role"], also: needs },
  ),
  "section",
);

function needs(section: Section, tell: Tell): void {
  const server = section.at("api_server");
  if (isSet(server) && isSet(section.at("kubeconfig_file"))) {
    tell(server.place(), "`api_server` and `kubeconfig_file` both say where the cluster is.", "Keep one of them.");
  } else if (lacks(server) && configuresClient(section)) {
    const place = section.place();
    tell(
      place,
      "A client is configured here, and no `api_server` that it is for.",
      "Set `api_server`, or take the client's keys away.",
    );
  }
  if (isSet(server) && section.at("namespaces", "own_namespace").value === true) {
    tell(
      server.place(),
      "`api_server` goes not with `own_namespace`: from outside there is no namespace of one's own.",
      "Name the namespaces.",
    );
  }
  selectorNeeds(section, tell);
}

function selectorNeeds(section: Section, tell: Tell): void {
  const role = textOf(section.at("role"))?.toLowerCase();
  const allowed = role === undefined ? undefined : selectable.get(role);
  if (role === undefined || !allowed) return;
  const seen = new Set<string>();
  for (const each of section.at("selectors").items()) {
    const selected = textOf(each.at("role"));
    if (selected === undefined) continue;
    const place = each.at("role").place();
    if (seen.has(selected)) tell(place, `Two selectors are for the role \`${selected}\`.`, "Make one of them.");
    seen.add(selected);
    const joinsNodes = selected === "node" && section.at("attach_metadata", "node").value === true;
    if (roles.includes(selected) && !allowed.includes(selected) && !joinsNodes) {
      tell(place, `The role \`${role}\` takes no selector of \`${selected}\`, only of ${listed(allowed)}.`);
    }
  }
}
