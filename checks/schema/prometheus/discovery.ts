/** Where Prometheus finds its targets: one shape for each kind of service discovery. */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { tls, withClient } from "./http-client.ts";
import {
  address,
  anything,
  checked,
  dictionary,
  duration,
  flag,
  httpAddress,
  labelProblem,
  lacks,
  list,
  listed,
  mapping,
  natural,
  oneOf,
  text,
  textOf,
  type MappingOptions,
  type Shape,
  type Tell,
} from "./shape.ts";
import { kubernetesDiscovery } from "./kubernetes-discovery.ts";

type Fields = Readonly<Record<string, Shape>>;

/** Keys without a form of their own. */
function texts(names: string): Fields {
  return Object.fromEntries(names.split(" ").map((name) => [name, text]));
}

const usual: Fields = { refresh_interval: duration, port: natural };
const refreshed: Fields = { refresh_interval: duration };
const filters: Fields = {
  filters: list(mapping("a filter", { name: text, values: filterValues }, { required: ["name", "values"] })),
};

function filterValues(section: Section, tell: Tell): void {
  list(text)(section, tell);
  if (Array.isArray(section.value) && section.value.length === 0)
    tell(section.place(), "The values of a filter are empty.", "Name a value, or take the filter away.");
}

function needsOne(keys: readonly string[]): Shape {
  return (section, tell) => {
    if (!keys.every((key) => lacks(section.at(key)))) return;
    tell(
      section.place(),
      `One of ${listed(keys)} has to be set.`,
      `Set ${keys.map((key) => `\`${key}\``).join(" or ")}.`,
    );
  };
}

/** With the keys of an HTTP client. */
function over(what: string, fields: Fields, options: MappingOptions = {}, others: readonly string[] = []): Shape {
  return list(withClient(what, fields, options, others), "section");
}

function plain(what: string, fields: Fields, options: MappingOptions = {}): Shape {
  return list(mapping(what, fields, options), "section");
}

const role = (...words: readonly string[]): Shape => oneOf("role", words);

function azureNeeds(section: Section, tell: Tell): void {
  const method = textOf(section.at("authentication_method")) ?? "OAuth";
  if (method !== "OAuth") return;
  for (const key of ["tenant_id", "client_id", "client_secret"]) {
    if (lacks(section.at(key)))
      tell(
        section.at(key).place(),
        `Discovery in Azure needs \`${key}\` for the authentication by OAuth.`,
        `Set \`${key}\`.`,
      );
  }
}

function dnsNeeds(section: Section, tell: Tell): void {
  const type = (textOf(section.at("type")) ?? "SRV").toUpperCase();
  if ((type === "A" || type === "AAAA") && section.at("port").isMissing) {
    tell(section.place(), `A record of the type \`${type}\` names no port.`, "Set `port`.");
  }
}

const dnsType = checked((value) =>
  ["SRV", "A", "AAAA", "MX", "NS"].includes(value.toUpperCase())
    ? undefined
    : `\`${value}\` is no type of DNS records that is looked up.`,
);

const discoveryFile = checked(
  (value) =>
    /^[^*]*(?:\*[^/]*)?\.(?:json|yml|yaml|JSON|YML|YAML)$/u.test(value)
      ? undefined
      : `\`${value}\` is no path of a file of targets.`,
  "End it with `.json`, `.yml` or `.yaml`, and put `*` into the file's name only.",
);

const staticTarget = checked(
  (value) => (value.includes("/") ? `\`${value}\` is no host with a port.` : undefined),
  "Write `HOST:PORT`; `scheme` and `metrics_path` are keys of their own.",
);

export const discoveries: Fields = {
  static_configs: list(
    mapping("a group of targets", { targets: list(staticTarget), labels: dictionary(text, labelProblem) }),
    "group of targets",
  ),
  azure_sd_configs: over(
    "a discovery in Azure",
    {
      ...usual,
      ...texts("environment subscription_id tenant_id client_id client_secret resource_group"),
      authentication_method: oneOf("method", ["OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity"]),
    },
    { required: ["subscription_id"], also: azureNeeds },
  ),
  aws_sd_configs: over("a discovery in AWS", {
    ...usual,
    ...filters,
    ...texts("role region endpoint access_key secret_key profile role_arn external_id"),
    clusters: list(text),
    request_concurrency: natural,
  }),
  consul_sd_configs: over("a discovery in Consul", {
    ...refreshed,
    ...texts(
      "server path_prefix token datacenter namespace partition tag_separator scheme username password filter health_filter",
    ),
    ...{ services: list(text), tags: list(text), node_meta: dictionary(text), allow_stale: flag },
  }),
  digitalocean_sd_configs: over("a discovery in DigitalOcean", usual),
  docker_sd_configs: over(
    "a discovery in Docker",
    { ...usual, ...filters, ...texts("host host_networking_host"), match_first_network: flag },
    { required: ["host"] },
  ),
  dockerswarm_sd_configs: over(
    "a discovery in Docker Swarm",
    { ...usual, ...filters, host: text, role: role("services", "tasks", "nodes") },
    { required: ["host", "role"] },
  ),
  dns_sd_configs: plain(
    "a discovery by DNS",
    { ...usual, names: list(text), type: dnsType },
    { required: ["names"], also: dnsNeeds },
  ),
  ec2_sd_configs: over("a discovery in EC2", {
    ...usual,
    ...filters,
    ...texts("endpoint region access_key secret_key profile role_arn external_id"),
  }),
  ecs_sd_configs: over("a discovery in ECS", {
    ...usual,
    ...texts("endpoint region access_key secret_key profile role_arn external_id"),
    clusters: list(text),
    request_concurrency: natural,
  }),
  eureka_sd_configs: over("a discovery in Eureka", { ...refreshed, server: httpAddress }, { required: ["server"] }),
  file_sd_configs: plain(
    "a discovery from files",
    { ...refreshed, files: list(discoveryFile) },
    { required: ["files"] },
  ),
  gce_sd_configs: plain(
    "a discovery in Google Cloud",
    { ...usual, ...texts("project zone filter tag_separator") },
    { required: ["project", "zone"] },
  ),
  hetzner_sd_configs: over(
    "a discovery in Hetzner",
    { ...usual, label_selector: text, role: role("robot", "hcloud") },
    { required: ["role"] },
  ),
  http_sd_configs: over("a discovery over HTTP", { ...refreshed, url: httpAddress }, { required: ["url"] }),
  ionos_sd_configs: over("a discovery in IONOS", { ...usual, datacenter_id: text }, { required: ["datacenter_id"] }),
  kubernetes_sd_configs: kubernetesDiscovery,
  kuma_sd_configs: over(
    "a discovery in Kuma",
    { ...refreshed, ...texts("server client_id"), fetch_timeout: duration },
    { required: ["server"] },
  ),
  lightsail_sd_configs: over("a discovery in Lightsail", {
    ...usual,
    ...texts("endpoint region access_key secret_key profile role_arn external_id"),
  }),
  linode_sd_configs: over("a discovery in Linode", { ...usual, ...texts("region tag_separator") }),
  marathon_sd_configs: over(
    "a discovery in Marathon",
    { ...refreshed, servers: list(text), auth_token: text, auth_token_file: text },
    { required: ["servers"], exclusive: [["auth_token", "auth_token_file"]] },
    ["auth_token", "auth_token_file"],
  ),
  nerve_sd_configs: plain(
    "a discovery by Nerve",
    { servers: list(text), paths: list(text), timeout: duration },
    { required: ["servers", "paths"] },
  ),
  nomad_sd_configs: over("a discovery in Nomad", {
    ...refreshed,
    ...texts("namespace region server tag_separator"),
    allow_stale: flag,
  }),
  oci_sd_configs: over("a discovery in Oracle Cloud", {
    ...usual,
    ...texts(
      "region tenancy compartment user fingerprint key key_file key_passphrase passphrase private_key private_key_file tag_separator tenancy_id user_id tenancy_ocid user_ocid",
    ),
    compartments: anything,
    filters: anything,
    authentication_method: oneOf("method", ["api_key", "instance_principal"]),
    auth_method: oneOf("method", ["api_key", "instance_principal"]),
  }),
  openstack_sd_configs: plain(
    "a discovery in OpenStack",
    {
      ...usual,
      ...texts("identity_endpoint username userid password domain_name domain_id project_name project_id region"),
      ...texts("application_credential_name application_credential_id application_credential_secret"),
      ...{ all_tenants: flag, tls_config: tls, role: role("instance", "hypervisor", "loadbalancer") },
      availability: oneOf("availability", ["public", "admin", "internal"]),
    },
    { required: ["role", "region"] },
  ),
  outscale_sd_configs: over(
    "a discovery in Outscale",
    { ...usual, ...texts("endpoint region access_key secret_key secret_key_file") },
    {
      required: ["region", "access_key"],
      exclusive: [["secret_key", "secret_key_file"]],
      also: needsOne(["secret_key", "secret_key_file"]),
    },
  ),
  ovhcloud_sd_configs: plain(
    "a discovery in OVHcloud",
    {
      ...refreshed,
      ...texts("endpoint application_key application_secret consumer_key"),
      service: oneOf("service", ["vps", "dedicated_server"]),
    },
    { required: ["application_key", "application_secret", "consumer_key", "service"] },
  ),
  puppetdb_sd_configs: over(
    "a discovery in PuppetDB",
    { ...usual, url: httpAddress, query: text, include_parameters: flag },
    { required: ["url", "query"] },
  ),
  scaleway_sd_configs: over(
    "a discovery in Scaleway",
    {
      ...usual,
      ...texts("project_id api_url zone access_key secret_key secret_key_file name_filter"),
      ...{ tags_filter: list(text), role: role("instance", "baremetal") },
    },
    {
      required: ["role", "project_id", "access_key"],
      exclusive: [["secret_key", "secret_key_file"]],
      also: needsOne(["secret_key", "secret_key_file"]),
    },
  ),
  serverset_sd_configs: plain(
    "a discovery of server sets",
    { servers: list(text), paths: list(text), timeout: duration },
    { required: ["servers", "paths"] },
  ),
  stackit_sd_configs: over(
    "a discovery in STACKIT",
    {
      ...usual,
      ...texts(
        "project region service_account_key service_account_key_path private_key private_key_path credentials_file_path",
      ),
      endpoint: checked((value) => address(value)),
    },
    { required: ["project"] },
  ),
  triton_sd_configs: plain(
    "a discovery in Triton",
    {
      ...usual,
      ...texts("account dns_suffix endpoint"),
      groups: list(text),
      version: natural,
      tls_config: tls,
      role: role("container", "cn"),
    },
    { required: ["account", "dns_suffix", "endpoint"] },
  ),
  uyuni_sd_configs: over(
    "a discovery in Uyuni",
    { ...refreshed, ...texts("username password entitlement separator"), server: httpAddress },
    { required: ["server", "username", "password"] },
  ),
  vultr_sd_configs: over("a discovery in Vultr", usual),
};
