/**
 * Programs and interfaces that ask nobody who they are.
 *
 * Why: whoever finds the address can use it.
 *
 * Bad (api/main.tf):
 * ```hcl
 * resource "aws_api_gateway_method" "orders" {
 *   rest_api_id   = aws_api_gateway_rest_api.orders.id
 *   resource_id   = aws_api_gateway_resource.orders.id
 *   http_method   = "GET"
 *   authorization = "NONE"
 * }
 * ```
 *
 * Good (api/main.tf):
 * ```hcl
 * resource "aws_api_gateway_method" "orders" {
 *   rest_api_id   = aws_api_gateway_rest_api.orders.id
 *   resource_id   = aws_api_gateway_resource.orders.id
 *   http_method   = "GET"
 *   authorization = "AWS_IAM"
 * }
 * ```
 *
 * Mend: ask for a role, a token or a key.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-authentication -- reason`
 */

import { both, hasNo, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const sites = [
  "azurerm_app_service",
  "azurerm_function_app",
  "azurerm_linux_web_app",
  "azurerm_windows_web_app",
  "azurerm_linux_function_app",
  "azurerm_windows_function_app",
];

export default terraformCheck(
  settings([
    {
      on: "aws_api_gateway_method",
      path: "authorization",
      avoid: "NONE",
      when: both(unless("http_method", "OPTIONS"), unless("api_key_required", true)),
      says: "can be called by everybody",
      mend: "Set `authorization` to `AWS_IAM`, `COGNITO_USER_POOLS` or `CUSTOM`.",
    },
    {
      on: "aws_apigatewayv2_route",
      path: "authorization_type",
      avoid: "NONE",
      absent: "bad",
      says: "can be called by everybody",
      mend: "Set `authorization_type`.",
    },
    {
      on: sites,
      path: "auth_settings.enabled",
      want: true,
      absent: "bad",
      when: hasNo("auth_settings_v2"),
      says: "asks nobody to sign in",
    },
    {
      on: "azurerm_container_registry",
      path: "anonymous_pull_enabled",
      avoid: true,
      says: "hands its images to everybody",
      mend: "Set `anonymous_pull_enabled = false`.",
    },
    {
      on: ["aws_cognito_user_pool"],
      path: "mfa_configuration",
      avoid: "OFF",
      says: "asks for a password only",
      mend: 'Set `mfa_configuration = "ON"`.',
    },
  ]),
);
