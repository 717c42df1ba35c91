/** How Prometheus and Alertmanager reach others over HTTP: the keys that stand in every section with a client. */

import { isMapping, type Section } from "../../../languages/kubernetes/section.ts";
import {
  anything,
  atMostOne,
  checked,
  dictionary,
  flag,
  isSet,
  list,
  mapping,
  oneOf,
  text,
  type MappingOptions,
  type Shape,
  type Tell,
} from "./shape.ts";

const tlsVersion = oneOf("version of TLS", ["TLS10", "TLS11", "TLS12", "TLS13"]);

export const tls: Shape = mapping(
  "a TLS configuration",
  {
    ...{ ca: text, cert: text, key: text, ca_file: text, cert_file: text, key_file: text },
    ...{ ca_ref: text, cert_ref: text, key_ref: text, server_name: text },
    ...{ insecure_skip_verify: flag, min_version: tlsVersion, max_version: tlsVersion },
  },
  {
    exclusive: [
      ["ca", "ca_file", "ca_ref"],
      ["cert", "cert_file", "cert_ref"],
      ["key", "key_file", "key_ref"],
    ],
    also(section, tell) {
      const hasCertificate = ["cert", "cert_file", "cert_ref"].some((key) => isSet(section.at(key)));
      const hasKey = ["key", "key_file", "key_ref"].some((key) => isSet(section.at(key)));
      if (hasCertificate === hasKey) return;
      const [given, missing] = hasCertificate ? ["certificate", "key"] : ["key", "certificate"];
      tell(section.place(), `This TLS configuration has a client's ${given}, and no ${missing} for it.`);
    },
  },
);

const basic: Shape = mapping(
  "a basic authentication",
  {
    ...{ username: text, username_file: text, username_ref: text },
    ...{ password: text, password_file: text, password_ref: text },
  },
  {
    exclusive: [
      ["username", "username_file", "username_ref"],
      ["password", "password_file", "password_ref"],
    ],
  },
);

const authorization: Shape = mapping(
  "an authorization",
  {
    type: checked(
      (value) =>
        value.trim().toLowerCase() === "basic" ? "The type of an authorization cannot be `basic`." : undefined,
      "Use `basic_auth`.",
    ),
    ...{ credentials: text, credentials_file: text, credentials_ref: text },
  },
  { exclusive: [["credentials", "credentials_file", "credentials_ref"]] },
);

const proxy = {
  ...{ proxy_url: text, no_proxy: text, proxy_from_environment: flag, proxy_connect_header: anything },
} as const;

function proxyNeeds(section: Section, tell: Tell): void {
  const [address, without, environment] = ["proxy_url", "no_proxy", "proxy_from_environment"].map((key) =>
    section.at(key),
  );
  if (!address || !without || !environment) return;
  if (environment.value === true && (isSet(address) || isSet(without))) {
    tell(
      environment.place(),
      "`proxy_from_environment` goes with neither `proxy_url` nor `no_proxy`.",
      "Keep one of them.",
    );
  }
  if (isSet(without) && address.isMissing && environment.value !== true) {
    tell(
      without.place(),
      "`no_proxy` is set, and no `proxy_url` that it would make exceptions from.",
      "Set `proxy_url`, or take `no_proxy` away.",
    );
  }
}

const oauth2: Shape = mapping(
  "an OAuth 2.0 configuration",
  {
    ...{ client_id: text, client_secret: text, client_secret_file: text, client_secret_ref: text },
    ...{ client_certificate_key: text, client_certificate_key_file: text, client_certificate_key_ref: text },
    ...{ client_certificate_key_id: text, signature_algorithm: text, iss: text, audience: text, claims: anything },
    ...{ grant_type: text, scopes: list(text), token_url: text, endpoint_params: anything, tls_config: tls },
    ...proxy,
  },
  {
    required: ["client_id", "token_url"],
    exclusive: [["client_secret", "client_secret_file", "client_secret_ref"]],
    also: proxyNeeds,
  },
);

const fields: Readonly<Record<string, Shape>> = {
  ...{ basic_auth: basic, authorization, oauth2, bearer_token: text, bearer_token_file: text, tls_config: tls },
  ...{ follow_redirects: flag, enable_http2: flag, http_headers: httpHeaders },
  ...proxy,
};

function httpHeaders(section: Section, tell: Tell): void {
  dictionary(mapping("a header", { values: list(text), secrets: list(text), files: list(text) }))(section, tell);
}

/** A section that holds a client's keys beside its own. `others`: further ways to authenticate, of which one at most is set. */
export function withClient(
  what: string,
  own: Readonly<Record<string, Shape>>,
  options: MappingOptions = {},
  others: readonly string[] = [],
): Shape {
  return mapping(
    what,
    { ...fields, ...own },
    {
      ...options,
      exclusive: [["bearer_token", "bearer_token_file", ...others], ...(options.exclusive ?? [])],
      also(section, tell) {
        authenticationNeeds(what, section, tell, others);
        proxyNeeds(section, tell);
        options.also?.(section, tell);
      },
    },
  );
}

function authenticationNeeds(what: string, section: Section, tell: Tell, others: readonly string[]): void {
  const bearers = ["bearer_token", "bearer_token_file"];
  const bearer = bearers.find((key) => isSet(section.at(key)));
  const ways = ["basic_auth", "oauth2", "authorization", ...(bearer === undefined ? [] : [bearer])];
  atMostOne(ways, what, section, tell);
  for (const other of others) atMostOne([other, "basic_auth", "oauth2", "authorization"], what, section, tell);
}

/** Whether a section says anything about its client. */
export function configuresClient(section: Section): boolean {
  if (!isMapping(section.value)) return false;
  return section.entries().some(([key, child]) => Object.hasOwn(fields, key) && isSet(child) && isCustom(key, child));
}

function isCustom(key: string, child: Section): boolean {
  if (key === "follow_redirects" || key === "enable_http2") return child.value === false;
  return true;
}

/** On the client of a section that needs none of its own keys. */
export const client: Shape = withClient("a client's configuration", {});
