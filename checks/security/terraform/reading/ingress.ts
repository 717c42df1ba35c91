/** Firewall rules of every provider in one shape: who may come in, and on which ports. */

import type { Range } from "../../../../core/text.ts";
import { isList, numberOf, textOf, unknown, type Value } from "../../../../languages/hcl/value.ts";
import type { Resource } from "./module-view.ts";
import type { Reading, Section } from "./section.ts";

/** Ports from-to; `all` where every port is open. Nothing where they are not known. */
export type Ports = readonly (readonly [from: number, to: number])[];

export interface OpenRule {
  readonly place: Range;
  readonly ports: Ports;
  readonly direction: "ingress" | "egress";
  /** As written: `0.0.0.0/0`. */
  readonly source: string;
}

const everyPort: Ports = [[0, 65_535]];

type Reader = (resource: Resource) => readonly OpenRule[];

/** By resource type: the rules that let the whole internet through. */
export const openRuleReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["aws_security_group", securityGroup],
  ["aws_default_security_group", securityGroup],
  ["aws_security_group_rule", securityGroupRule],
  ["aws_vpc_security_group_ingress_rule", (resource) => vpcRule(resource, "ingress")],
  ["aws_vpc_security_group_egress_rule", (resource) => vpcRule(resource, "egress")],
  ["google_compute_firewall", googleFirewall],
  ["azurerm_network_security_rule", ({ section }) => azureRule(section)],
  ["azurerm_network_security_group", ({ section }) => section.sections("security_rule").list.flatMap(azureRule)],
  ["digitalocean_firewall", digitalOcean],
  ["openstack_networking_secgroup_rule_v2", openStack],
  ["openstack_compute_secgroup_v2", ({ section }) => section.sections("rule").list.flatMap(openStackCompute)],
  ["nifcloud_security_group_rule", nifcloud],
  ["alicloud_security_group_rule", alicloud],
  ["oci_core_security_list", oracle],
]);

/** `undefined` unless one of the addresses is known to be everybody's. */
export function everybodyIn(reading: Reading): string | undefined {
  if (reading.state !== "known") return undefined;
  const items = isList(reading.value) ? reading.value : [reading.value];
  return items.filter((item) => typeof item === "string").find(isEverybody);
}

export function isEverybody(address: string): boolean {
  return address === "0.0.0.0/0" || address === "/0" || /^(?:::|0*(?::0*){2,7})\/0$/u.test(address.trim());
}

function numberAt(section: Section, name: string): number | undefined {
  const reading = section.read(name);
  if (reading.state !== "known") return undefined;
  const number = numberOf(reading.value);
  return number === unknown ? undefined : number;
}

function textAt(section: Section, name: string): string | undefined {
  const reading = section.read(name);
  if (reading.state !== "known") return undefined;
  const text = textOf(reading.value);
  return text === unknown ? undefined : text;
}

/** AWS: protocol `-1` means every port, whatever the ports say. */
function awsPorts(section: Section, protocolName: string): Ports {
  const protocol = textAt(section, protocolName);
  if (protocol === "-1" || protocol === "all") return everyPort;
  if (protocol === "icmp" || protocol === "icmpv6" || protocol === "1" || protocol === "58") return [];
  return portRange(numberAt(section, "from_port"), numberAt(section, "to_port"));
}

function portRange(from: number | undefined, to: number | undefined): Ports {
  return from === undefined || to === undefined ? [] : [[from, to]];
}

function fromSources(
  section: Section,
  names: readonly string[],
  ports: Ports,
  direction: OpenRule["direction"],
): readonly OpenRule[] {
  for (const name of names) {
    const reading = section.read(name);
    const source = everybodyIn(reading);
    if (source !== undefined && ports.length > 0) return [{ place: reading.place, ports, direction, source }];
  }
  return [];
}

const awsSources = ["cidr_blocks", "ipv6_cidr_blocks"];

function securityGroup({ section }: Resource): readonly OpenRule[] {
  return (["ingress", "egress"] as const).flatMap((direction) =>
    section
      .sections(direction)
      .list.flatMap((rule) => fromSources(rule, awsSources, awsPorts(rule, "protocol"), direction)),
  );
}

function securityGroupRule({ section }: Resource): readonly OpenRule[] {
  const direction = textAt(section, "type");
  if (direction !== "ingress" && direction !== "egress") return [];
  return fromSources(section, awsSources, awsPorts(section, "protocol"), direction);
}

function vpcRule({ section }: Resource, direction: OpenRule["direction"]): readonly OpenRule[] {
  return fromSources(section, ["cidr_ipv4", "cidr_ipv6"], awsPorts(section, "ip_protocol"), direction);
}

/** Without sources a rule of Google holds for everybody; `deny` rules and disabled ones let nobody in. */
function googleFirewall({ section }: Resource): readonly OpenRule[] {
  const disabled = section.read("disabled");
  if (disabled.state !== "absent" && !(disabled.state === "known" && disabled.value === false)) return [];
  const direction = textAt(section, "direction") === "EGRESS" ? "egress" : "ingress";
  if (direction === "ingress" && section.read("direction").state === "unknown") return [];
  const ports = section.sections("allow").list.flatMap(googlePorts);
  const names = direction === "ingress" ? ["source_ranges"] : ["destination_ranges"];
  return fromSources(section, names, ports, direction);
}

function googlePorts(allow: Section): Ports {
  const protocol = textAt(allow, "protocol")?.toLowerCase();
  const ports = allow.read("ports");
  if (protocol === undefined || ["icmp", "esp", "ah", "ipip"].includes(protocol)) return [];
  if (ports.state === "absent") return everyPort;
  return ports.state === "known" ? portsOf(ports.value) : [];
}

/** `22`, `"8000-9000"`, `"*"`, or a list of them. */
export function portsOf(value: Value): Ports {
  const items: readonly Value[] = isList(value) ? value : [value];
  return items.flatMap((item): Ports => {
    const text = textOf(item);
    if (text === unknown) return [];
    if (text === "*" || text === "all") return everyPort;
    const match = /^\s*(\d+)\s*(?:[-/:]\s*(\d+)\s*)?$/u.exec(text);
    return match ? [[Number(match[1]), Number(match[2] ?? match[1])]] : [];
  });
}

const azureEverybody = new Set(["*", "0.0.0.0", "0.0.0.0/0", "/0", "internet", "any", "::/0"]);

function azureRule(section: Section): readonly OpenRule[] {
  const direction = textAt(section, "direction")?.toLowerCase();
  if (textAt(section, "access")?.toLowerCase() !== "allow") return [];
  if (textAt(section, "protocol")?.toLowerCase() === "icmp") return [];
  if (direction !== "inbound" && direction !== "outbound") return [];
  const ports = ["destination_port_range", "destination_port_ranges"].flatMap((name) => {
    const reading = section.read(name);
    return reading.state === "known" ? portsOf(reading.value) : [];
  });
  const side = direction === "inbound" ? "source" : "destination";
  for (const name of [`${side}_address_prefix`, `${side}_address_prefixes`]) {
    const reading = section.read(name);
    if (reading.state !== "known" || ports.length === 0) continue;
    const words = isList(reading.value) ? reading.value : [reading.value];
    const source = words.find((word) => typeof word === "string" && azureEverybody.has(word.toLowerCase()));
    if (typeof source !== "string") continue;
    return [{ place: reading.place, ports, direction: direction === "inbound" ? "ingress" : "egress", source }];
  }
  return [];
}

function digitalOcean({ section }: Resource): readonly OpenRule[] {
  const rules = (block: string, names: readonly string[], direction: OpenRule["direction"]) =>
    section.sections(block).list.flatMap((rule) => {
      const ports = rule.read("port_range");
      return fromSources(rule, names, ports.state === "known" ? portsOf(ports.value) : everyPort, direction);
    });
  return [
    ...rules("inbound_rule", ["source_addresses"], "ingress"),
    ...rules("outbound_rule", ["destination_addresses"], "egress"),
  ];
}

function openStack({ section }: Resource): readonly OpenRule[] {
  const direction = textAt(section, "direction");
  if (direction !== "ingress" && direction !== "egress") return [];
  const [from, to] = [numberAt(section, "port_range_min"), numberAt(section, "port_range_max")];
  const ports = section.read("port_range_min").state === "absent" ? everyPort : portRange(from, to ?? from);
  return fromSources(section, ["remote_ip_prefix"], ports, direction);
}

function openStackCompute(rule: Section): readonly OpenRule[] {
  return fromSources(rule, ["cidr"], portRange(numberAt(rule, "from_port"), numberAt(rule, "to_port")), "ingress");
}

function nifcloud({ section }: Resource): readonly OpenRule[] {
  if (textAt(section, "type") !== "IN") return [];
  const [from, to] = [numberAt(section, "from_port"), numberAt(section, "to_port")];
  return fromSources(section, ["cidr_ip"], portRange(from, to ?? from), "ingress");
}

function alicloud({ section }: Resource): readonly OpenRule[] {
  if (textAt(section, "type") !== "ingress" || textAt(section, "policy") === "drop") return [];
  const ports = section.read("port_range");
  const all = textAt(section, "ip_protocol") === "all";
  return fromSources(
    section,
    ["cidr_ip"],
    all || ports.state !== "known" ? everyPort : portsOf(ports.value),
    "ingress",
  );
}

function oracle({ section }: Resource): readonly OpenRule[] {
  return section.sections("ingress_security_rules").list.flatMap((rule) => {
    if (textAt(rule, "protocol") === "all") return fromSources(rule, ["source"], everyPort, "ingress");
    const ports = rule
      .sections("tcp_options")
      .list.flatMap((options) => portRange(numberAt(options, "min"), numberAt(options, "max")));
    return fromSources(rule, ["source"], ports, "ingress");
  });
}

export function opens(rule: OpenRule, port: number): boolean {
  return rule.ports.some(([from, to]) => from <= port && port <= to);
}

/** `port 22`, `ports 8000-8100`, `every port`. */
export function portWords({ ports }: OpenRule): string {
  if (ports.some(([from, to]) => from <= 1 && to >= 65_535)) return "every port";
  const words = ports.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  const isOne = words.length === 1 && !words[0]?.includes("-");
  return `${isOne ? "port" : "ports"} ${words.join(", ")}`;
}
