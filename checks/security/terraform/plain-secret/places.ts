/** Attributes that are made for a secret, and texts that look like one in the user data of a machine. */

import type { HclExpression } from "../../../../languages/hcl/tree.ts";
import { evidenceOf, masked } from "../../text/secrets/evidence.ts";
import type { Resource } from "../reading/module-view.ts";
import { readingsAt, sectionsAt } from "../reading/settings.ts";
import type { Reading, Section } from "../reading/section.ts";
import { sectionsInText } from "../reading/json-text.ts";
import type { Inspector, Remark } from "../reading/terraform-check.ts";

/** Types and the attributes that hold a secret. */
const attributes: readonly (readonly [types: readonly string[], paths: readonly string[]])[] = [
  [["aws_db_instance"], ["password"]],
  [["aws_rds_cluster", "aws_docdb_cluster", "aws_redshift_cluster", "aws_neptune_cluster"], ["master_password"]],
  [["aws_elasticache_replication_group"], ["auth_token"]],
  [["aws_mq_broker"], ["user.password"]],
  [["aws_dms_endpoint", "aws_directory_service_directory", "aws_fsx_windows_file_system"], ["password"]],
  [["aws_secretsmanager_secret_version"], ["secret_string"]],
  [
    ["aws_opensearch_domain", "aws_elasticsearch_domain"],
    ["advanced_security_options.master_user_options.master_user_password"],
  ],
  [["provider"], ["access_key", "secret_key", "token", "password", "client_secret", "api_key"]],
  [
    [
      "azurerm_postgresql_server",
      "azurerm_mysql_server",
      "azurerm_mariadb_server",
      "azurerm_mssql_server",
      "azurerm_sql_server",
      "azurerm_postgresql_flexible_server",
      "azurerm_mysql_flexible_server",
    ],
    ["administrator_login_password", "administrator_password"],
  ],
  [
    [
      "azurerm_linux_virtual_machine",
      "azurerm_windows_virtual_machine",
      "azurerm_linux_virtual_machine_scale_set",
      "azurerm_windows_virtual_machine_scale_set",
    ],
    ["admin_password"],
  ],
  [["azurerm_virtual_machine"], ["os_profile.admin_password"]],
  [["azurerm_key_vault_secret"], ["value"]],
  [["google_sql_user"], ["password"]],
  [["google_compute_disk", "google_compute_region_disk"], ["disk_encryption_key.raw_key"]],
  [["google_compute_instance"], ["boot_disk.disk_encryption_key_raw", "attached_disk.disk_encryption_key_raw"]],
  [["google_container_cluster"], ["master_auth.password"]],
  [
    [
      "github_actions_secret",
      "github_actions_environment_secret",
      "github_actions_organization_secret",
      "github_dependabot_secret",
    ],
    ["plaintext_value"],
  ],
  [["openstack_compute_instance_v2"], ["admin_pass"]],
  [
    ["digitalocean_database_user", "postgresql_role", "mysql_user"],
    ["password", "plaintext_password"],
  ],
];

export const secretPlaces: readonly Inspector[] = [
  ...attributes.map(([on, paths]): Inspector => ({
    on,
    inspect: ({ section }) =>
      paths.flatMap((path) => readingsAt(section, path).flatMap(({ reading }) => remarkOf(reading, path))),
  })),
  {
    on: ["aws_ecs_task_definition"],
    inspect: ({ section }, module) =>
      sectionsInText(section.read("container_definitions"), module).list.flatMap(environmentSecrets),
  },
  {
    on: ["aws_lambda_function"],
    inspect: ({ section }) => sectionsAt(section, "environment.variables").list.flatMap(keysIn),
  },
  {
    on: [
      "aws_instance",
      "aws_launch_configuration",
      "aws_launch_template",
      "aws_spot_instance_request",
      "cloudstack_instance",
      "tencentcloud_instance",
      "openstack_compute_instance_v2",
    ],
    inspect: (resource) =>
      ["user_data", "user_data_base64", "user_data_raw"].flatMap((name) => scriptSecrets(resource, name)),
  },
  {
    on: ["azurerm_virtual_machine"],
    inspect: ({ section }) =>
      section.sections("os_profile").list.flatMap((profile) => scriptRemarks(profile.read("custom_data"))),
  },
  {
    on: ["azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine"],
    inspect: (resource) => scriptSecrets(resource, "custom_data"),
  },
];

/** Text written out here, or in a local value; the default of a variable is told as well, since it stands in the repository. */
function remarkOf(reading: Reading, path: string): readonly Remark[] {
  if (reading.state !== "known" || typeof reading.value !== "string" || !isWritten(reading.expression)) return [];
  const { value, place } = reading;
  if (value === "" || isTemplate(value) || /^(?:arn:|alias\/|\$\{|vault:|ssm:|projects\/)/u.test(value)) return [];
  const name = path.slice(path.lastIndexOf(".") + 1);
  return [
    {
      place,
      says: `has its \`${name}\` (\`${masked(value)}\`) written here, for everybody who reads the repository or the state`,
      mend: "Change it, then read it from a secret store or let the provider make it.",
      secret: { evidence: evidenceOf(value) },
    },
  ];
}

/** Something will be put in its place before it is used, or it says itself that it opens nothing. */
function isTemplate(value: string): boolean {
  return /\$\{|\{\{|^<[^>]*>$|change[-_ ]?me|replace[-_ ]?me|^(?:mock|fake|dummy|none|unused|placeholder)/iu.test(
    value,
  );
}

/** A reference is right even where its value is known: the place to mend is another one. */
function isWritten(expression: HclExpression | undefined): boolean {
  if (expression?.type === "HclParentheses") return isWritten(expression.expression);
  return expression?.type === "HclTemplate" && expression.parts.every(({ type }) => type === "HclText");
}

function environmentSecrets(definition: Section): readonly Remark[] {
  return definition.sections("environment").list.flatMap((variable) => {
    const [name, value] = [variable.read("name"), variable.read("value")];
    const isSecret = name.state === "known" && typeof name.value === "string" && namesSecret(name.value);
    if (!isSecret || value.state !== "known" || typeof value.value !== "string" || value.value === "") return [];
    return isTemplate(value.value) ? [] : [environmentRemark(value.place, value.value)];
  });
}

/** Access keys of AWS, by their own names or by their look. */
function keysIn(variables: Section): readonly Remark[] {
  return ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "access_key", "secret_key"].flatMap((name) => {
    const reading = variables.read(name);
    if (reading.state !== "known" || typeof reading.value !== "string" || reading.value === "") return [];
    return [environmentRemark(reading.place, reading.value)];
  });
}

function environmentRemark(place: Remark["place"], value: string): Remark {
  return {
    place,
    says: `has a secret (\`${masked(value)}\`) written into its environment`,
    mend: "Change it, then hand it over through a secret store.",
    secret: { evidence: evidenceOf(value) },
  };
}

function namesSecret(name: string): boolean {
  return /(?:password|passwd|secret|token|api_?key|access_?key)$/iu.test(name) || /^AWS_(?:ACCESS|SECRET)_/u.test(name);
}

const assignment =
  /(?:^|[\s;"'\\])(?:export[ \t]+)?[A-Z_a-z]{0,40}(?:PASSWORD|SECRET(?:_ACCESS)?(?:_KEY)?|ACCESS_KEY(?:_ID)?|access_key_id|secret_access_key|password)[ \t]*=[ \t]*\\?["']?(?<value>[^\s"'\\$]{8,})/u;

function scriptSecrets({ section }: Resource, name: string): readonly Remark[] {
  return scriptRemarks(section.read(name));
}

function scriptRemarks(reading: Reading): readonly Remark[] {
  const text = scriptOf(reading);
  const value = text === undefined ? undefined : assignment.exec(text.slice(0, 65_536))?.groups?.["value"];
  if (value === undefined || isTemplate(value)) return [];
  return [
    {
      place: reading.place,
      says: `has a secret (\`${masked(value)}\`) written into the script it starts with`,
      mend: "Change it, then let the machine read it from a secret store by its role.",
      secret: { evidence: evidenceOf(value) },
    },
  ];
}

/** The parts that are written out; base64 is taken off where it is plain. */
function scriptOf(reading: Reading): string | undefined {
  if (reading.state === "absent") return undefined;
  if (reading.state === "known" && typeof reading.value === "string") return reading.value;
  if (reading.expression?.type !== "HclTemplate") return undefined;
  return reading.expression.parts.map((part) => (part.type === "HclText" ? part.value : "\n")).join("");
}
