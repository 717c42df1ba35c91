/**
 * Old versions of TLS and weak ciphers.
 *
 * Why: TLS 1.0 and 1.1 have been broken for years; one old client in the list lets an attacker choose them for everybody.
 *
 * Bad (edge/main.tf):
 * ```hcl
 * resource "aws_lb_listener" "https" {
 *   load_balancer_arn = aws_lb.edge.arn
 *   port              = 443
 *   protocol          = "HTTPS"
 *   ssl_policy        = "ELBSecurityPolicy-2016-08"
 * }
 * ```
 *
 * Good (edge/main.tf):
 * ```hcl
 * resource "aws_lb_listener" "https" {
 *   load_balancer_arn = aws_lb.edge.arn
 *   port              = 443
 *   protocol          = "HTTPS"
 *   ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
 * }
 * ```
 *
 * Mend: ask for TLS 1.2 or newer, and for a policy without CBC and RC4.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/weak-tls -- reason`
 */

import { sites as azureSites } from "./reading/azure-sites.ts";
import { matches, settings, unless, valueAt, where } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "accepts versions of TLS before 1.2";
const modern =
  /^(?:TLSv1\.[23]|TLSv1\.[23]_20\d\d|TLS1_[23]|TLS_1_[23]|TLS1[23]|TLS_?V?1[._][23]|1\.[23]|Policy-Min-TLS-1-[23].*|ELBSecurityPolicy-(?:TLS13-1-[23]|TLS-1-2|FS-1-2).*)$/iu;
const isOld = (value: unknown): boolean =>
  (typeof value === "string" || typeof value === "number") && value !== "" && !modern.test(String(value));
const mend = "Ask for TLS 1.2 or newer.";

export default terraformCheck(
  settings([
    {
      on: ["aws_lb_listener", "aws_alb_listener"],
      path: "ssl_policy",
      bad: isOld,
      says,
      mend: 'Set `ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"`.',
    },
    {
      on: ["aws_lb_listener", "aws_alb_listener"],
      path: "ssl_policy",
      absent: "bad",
      when: where("protocol", "HTTPS", "TLS"),
      says: `has no \`ssl_policy\` and ${says}`,
      mend: 'Set `ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"`.',
    },
    {
      on: "aws_api_gateway_domain_name",
      path: "security_policy",
      bad: isOld,
      absent: "bad",
      says,
      mend: 'Set `security_policy = "TLS_1_2"`.',
    },
    {
      on: "aws_cloudfront_distribution",
      path: "viewer_certificate.minimum_protocol_version",
      bad: isOld,
      absent: "bad-inside",
      when: unless("viewer_certificate.cloudfront_default_certificate", true),
      says,
      mend: 'Set `minimum_protocol_version = "TLSv1.2_2021"`.',
    },
    {
      on: "aws_cloudfront_distribution",
      path: "viewer_certificate.minimum_protocol_version",
      bad: isOld,
      says,
      mend: 'Set `minimum_protocol_version = "TLSv1.2_2021"`.',
    },
    {
      on: "aws_cloudfront_distribution",
      path: "viewer_certificate.cloudfront_default_certificate",
      avoid: true,
      when: ({ section }) => valueAt(section, "viewer_certificate.minimum_protocol_version") === undefined,
      says: "uses the default certificate, which accepts versions of TLS before 1.2",
      mend: "Bring a certificate of your own and ask for TLS 1.2.",
    },
    {
      on: "aws_cloudfront_distribution",
      path: "origin.custom_origin_config.origin_ssl_protocols",
      bad: (value) =>
        Array.isArray(value) && value.some((each) => each === "SSLv3" || each === "TLSv1" || each === "TLSv1.1"),
      says: "may talk to its origin in an old version of TLS",
      mend: 'Set `origin_ssl_protocols = ["TLSv1.2"]`.',
    },
    {
      on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
      path: "domain_endpoint_options.tls_security_policy",
      bad: isOld,
      absent: "bad-inside",
      when: unless("domain_endpoint_options.enforce_https", false),
      says,
      mend: 'Set `tls_security_policy = "Policy-Min-TLS-1-2-2019-07"`.',
    },
    {
      on: "aws_cloudsearch_domain",
      path: "endpoint_options.tls_security_policy",
      bad: isOld,
      absent: "bad",
      says,
      mend,
    },
    {
      on: "aws_load_balancer_policy",
      path: "policy_attribute.name",
      avoid: ["Protocol-SSLv3", "Protocol-SSLv2", "Protocol-TLSv1", "Protocol-TLSv1.1"],
      says,
      mend,
    },
    {
      on: "aws_load_balancer_policy",
      path: "policy_attribute.name",
      bad: matches(
        /(?:^|-)(?:RC4|DES|3DES|MD5|NULL|EXP|EXPORT|IDEA|SEED|KRB5|ADH|CAMELLIA|PSK|DHE|CBC)(?:-|$)|^(?:RC4|DES|IDEA|EXP|KRB5|ADH|EDH|SEED|CAMELLIA|PSK)/iu,
      ),
      says: "accepts weak ciphers",
      mend: "Leave the cipher out.",
    },
    {
      on: "aws_load_balancer_policy",
      path: "policy_attribute.value",
      bad: matches(/^ELBSecurityPolicy-(?:2011|2014|2015|2016|TLS-1-[01])/u),
      says,
      mend,
    },
    { on: azureSites, path: "site_config.min_tls_version", bad: isOld, says, mend },
    { on: azureSites, path: "site_config.minimum_tls_version", bad: isOld, says, mend },
    { on: azureSites, path: "site_config.scm_minimum_tls_version", bad: isOld, says, mend },
    {
      on: "azurerm_storage_account",
      path: "min_tls_version",
      bad: isOld,
      says,
      mend: 'Set `min_tls_version = "TLS1_2"`.',
    },
    { on: ["azurerm_mssql_server", "azurerm_sql_server"], path: "minimum_tls_version", bad: isOld, says, mend },
    {
      on: ["azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mariadb_server"],
      path: "ssl_minimal_tls_version_enforced",
      bad: isOld,
      says,
      mend,
    },
    { on: "azurerm_redis_cache", path: "minimum_tls_version", bad: isOld, absent: "bad", says, mend },
    {
      on: ["azurerm_servicebus_namespace", "azurerm_eventhub_namespace"],
      path: "minimum_tls_version",
      bad: isOld,
      says,
      mend,
    },
    { on: "azurerm_iothub", path: "min_tls_version", bad: isOld, absent: "bad", says, mend },
    {
      on: "google_compute_ssl_policy",
      path: "min_tls_version",
      bad: isOld,
      absent: "bad",
      says,
      mend: 'Set `min_tls_version = "TLS_1_2"`.',
    },
    {
      on: "google_compute_ssl_policy",
      path: "profile",
      avoid: "COMPATIBLE",
      says: "accepts weak ciphers",
      mend: 'Set `profile = "MODERN"`.',
    },
    {
      on: "alicloud_slb_tls_cipher_policy",
      path: "tls_versions",
      bad: (value) => Array.isArray(value) && value.some((each) => each === "TLSv1.0" || each === "TLSv1.1"),
      says,
      mend,
    },
    {
      on: "nifcloud_load_balancer",
      path: "ssl_policy_name",
      bad: matches(/(?:TLS1\.[01]|SSL|Standard Ciphers A)/u),
      says,
      mend,
    },
    {
      on: ["panos_ipsec_crypto_profile", "panos_panorama_ipsec_crypto_profile"],
      path: "encryptions",
      bad: (value) =>
        Array.isArray(value) &&
        value.some(
          (each) =>
            each === "des" ||
            each === "3des" ||
            each === "null" ||
            each === "aes-128-cbc" ||
            each === "aes-192-cbc" ||
            each === "aes-256-cbc",
        ),
      says: "encrypts with an algorithm that is broken",
      mend: "Use `aes-256-gcm`.",
    },
    {
      on: ["panos_ipsec_crypto_profile", "panos_panorama_ipsec_crypto_profile"],
      path: "authentications",
      bad: (value) =>
        Array.isArray(value) && value.some((each) => each === "md5" || each === "sha1" || each === "none"),
      says: "authenticates with an algorithm that is broken",
      mend: "Use `sha256` or stronger.",
    },
    {
      on: "aws_db_instance",
      path: "ca_cert_identifier",
      bad: matches(/^rds-ca-20\d\d$/u),
      says: "uses a certificate authority that has expired",
      mend: "Use `rds-ca-rsa2048-g1` or newer.",
    },
  ]),
);
