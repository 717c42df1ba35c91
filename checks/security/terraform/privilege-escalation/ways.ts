/** Ways from a few rights to all of them, as AWS's own documentation of its actions implies them. */

import { allowsAction, type Statement } from "../reading/policy.ts";

/** Each row: actions that together are enough. */
const ways: readonly (readonly string[])[] = [
  ["iam:AddUserToGroup"],
  ["iam:AttachGroupPolicy"],
  ["iam:AttachRolePolicy"],
  ["iam:AttachUserPolicy"],
  ["iam:CreateAccessKey"],
  ["iam:CreateLoginProfile"],
  ["iam:CreatePolicyVersion"],
  ["iam:PutGroupPolicy"],
  ["iam:PutRolePolicy"],
  ["iam:PutUserPolicy"],
  ["iam:SetDefaultPolicyVersion"],
  ["iam:UpdateLoginProfile"],
  ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
  ["iam:PassRole", "cloudformation:CreateStack"],
  ["iam:PassRole", "ec2:RunInstances"],
  ["iam:PassRole", "glue:CreateDevEndpoint"],
  ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
  ["glue:UpdateDevEndpoint"],
  ["lambda:UpdateFunctionCode"],
];

/** The first way that the statement opens; what allows everything is told by another rule. */
export function escalationOf(statement: Statement): readonly string[] | undefined {
  if (statement.actions.some((action) => action === "*" || action === "*:*")) return undefined;
  return ways.find((way) => way.every((action) => allowsAction(statement, action)));
}
