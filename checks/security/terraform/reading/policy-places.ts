/** Where AWS policies stand: attributes that say what an identity may do, and attributes that say who may use a resource. */

import type { ModuleView, Resource } from "./module-view.ts";
import { documentStatements, type Statement, statementsAt, statementsOf } from "./policy.ts";
import type { Inspector, Remark } from "./terraform-check.ts";

/** By resource type, the attribute that holds the policy. */
const identityAttributes: ReadonlyMap<string, string> = new Map([
  ["aws_iam_policy", "policy"],
  ["aws_iam_role_policy", "policy"],
  ["aws_iam_user_policy", "policy"],
  ["aws_iam_group_policy", "policy"],
  ["aws_ssoadmin_permission_set_inline_policy", "inline_policy"],
]);

const resourceAttributes: ReadonlyMap<string, string> = new Map([
  ["aws_s3_bucket", "policy"],
  ["aws_s3_bucket_policy", "policy"],
  ["aws_sqs_queue", "policy"],
  ["aws_sqs_queue_policy", "policy"],
  ["aws_sns_topic", "policy"],
  ["aws_sns_topic_policy", "policy"],
  ["aws_kms_key", "policy"],
  ["aws_kms_key_policy", "policy"],
  ["aws_ecr_repository_policy", "policy"],
  ["aws_ecr_registry_policy", "policy"],
  ["aws_efs_file_system_policy", "policy"],
  ["aws_elasticsearch_domain", "access_policies"],
  ["aws_elasticsearch_domain_policy", "access_policies"],
  ["aws_opensearch_domain", "access_policies"],
  ["aws_opensearch_domain_policy", "access_policies"],
  ["aws_glacier_vault", "access_policy"],
  ["aws_glue_resource_policy", "policy"],
  ["aws_cloudwatch_log_destination_policy", "access_policy"],
  ["aws_cloudwatch_log_resource_policy", "policy_document"],
  ["aws_cloudwatch_event_bus_policy", "policy"],
  ["aws_secretsmanager_secret", "policy"],
  ["aws_secretsmanager_secret_policy", "policy"],
  ["aws_api_gateway_rest_api", "policy"],
  ["aws_api_gateway_rest_api_policy", "policy"],
  ["aws_backup_vault_policy", "policy"],
  ["aws_ses_identity_policy", "policy"],
  ["aws_vpc_endpoint", "policy"],
  ["aws_media_store_container_policy", "policy"],
  ["aws_codeartifact_domain_permissions_policy", "policy_document"],
  ["aws_lambda_layer_version_permission", "policy"],
]);

type Judge = (statement: Statement, resource: Resource) => Pick<Remark, "says" | "mend"> | undefined;

/** Statements of policies that say what their holder may do. */
export function identityPolicies(judge: Judge): readonly Inspector[] {
  return [
    ...inspectorsFor(identityAttributes, judge),
    {
      on: ["aws_iam_role"],
      inspect: (resource, module) => inlinePolicies(resource, module, judge),
    },
    {
      // A document is told at its own place, unless it is a trust or resource policy, which name principals.
      on: ["data.aws_iam_policy_document"],
      inspect: (resource) =>
        documentStatements(resource)
          .filter(({ has }) => !has.principal && !has.notPrincipal)
          .flatMap((statement) => remarkOf(statement, resource, judge)),
    },
  ];
}

/** Statements of policies on the resource that is used. */
export function resourcePolicies(judge: Judge): readonly Inspector[] {
  return inspectorsFor(resourceAttributes, judge);
}

export function trustPolicies(judge: Judge): readonly Inspector[] {
  return inspectorsFor(new Map([["aws_iam_role", "assume_role_policy"]]), judge);
}

function inspectorsFor(attributes: ReadonlyMap<string, string>, judge: Judge): readonly Inspector[] {
  return [...attributes].map(([type, attribute]) => ({
    on: [type],
    inspect: (resource, module) =>
      statementsAt(resource, attribute, module).flatMap((statement) => remarkOf(statement, resource, judge)),
  }));
}

function inlinePolicies(resource: Resource, module: ModuleView, judge: Judge): readonly Remark[] {
  return resource.section.sections("inline_policy").list.flatMap((each) => {
    const policy = each.read("policy");
    if (policy.state === "absent" || !policy.expression) return [];
    return statementsOf(policy.expression, policy.place, module).flatMap((statement) =>
      remarkOf(statement, resource, judge),
    );
  });
}

function remarkOf(statement: Statement, resource: Resource, judge: Judge): readonly Remark[] {
  const remark = judge(statement, resource);
  if (!remark) return [];
  const { from, place } = statement;
  return [{ place, ...remark, ...(from && { because: { resource: from, says: "the policy is written here" } }) }];
}
