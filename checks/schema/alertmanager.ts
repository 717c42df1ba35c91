/**
 * `alertmanager.yml` that the server refuses.
 *
 * Why: Alertmanager does not start with it, or keeps the old routes, and alerts go to nobody.
 *
 * Told are unknown keys, values that cannot be read, routes to receivers and time intervals that nobody defines, names that
 * are used twice, matchers and patterns that cannot be read, receivers that lack an address or a key, and conditions on the
 * root route.
 *
 * Bad (alertmanager/alertmanager.yml):
 * ```yaml
 * route:
 *   receiver: page
 * receivers:
 *   - name: pager
 *     webhook_configs:
 *       - url: http://pager.example.com/hook
 * ```
 *
 * Good (alertmanager/alertmanager.yml):
 * ```yaml
 * route:
 *   receiver: pager
 * receivers:
 *   - name: pager
 *     webhook_configs:
 *       - url: http://pager.example.com/hook
 * ```
 *
 * Mend: correct the key or the value that the message names.
 *
 * Waive: `# plumbline-disable-next-line schema/alertmanager -- reason`
 */

import { unknownValue } from "../../languages/data.ts";
import { isMapping, type Section } from "../../languages/kubernetes/section.ts";
import { inhibition, rootRoute, route, routeReferences, timeInterval } from "./prometheus/alert-routes.ts";
import { client, tls } from "./prometheus/http-client.ts";
import { receiver, receiverNeeds } from "./prometheus/receivers.ts";
import { uniqueNames } from "./prometheus/remote.ts";
import { anything, duration, flag, list, mapping, text, textOf, type Shape, type Tell } from "./prometheus/shape.ts";
import { shapeCheck } from "./prometheus/shape-check.ts";

const globalTexts =
  `smtp_from smtp_hello smtp_smarthost smtp_auth_username smtp_auth_password smtp_auth_password_file smtp_auth_secret
  smtp_auth_secret_file smtp_auth_identity smtp_force_implicit_tls slack_api_url slack_api_url_file slack_app_token
  slack_app_token_file slack_app_url pagerduty_url opsgenie_api_url opsgenie_api_key opsgenie_api_key_file wechat_api_url
  wechat_api_secret wechat_api_secret_file wechat_api_corp_id victorops_api_url victorops_api_key victorops_api_key_file
  telegram_api_url telegram_bot_token telegram_bot_token_file webex_api_url jira_api_url rocketchat_api_url rocketchat_token
  rocketchat_token_file rocketchat_token_id rocketchat_token_id_file mattermost_webhook_url
  mattermost_webhook_url_file`.split(/\s+/u);

const globalSection: Shape = mapping(
  "the global section",
  {
    ...Object.fromEntries(globalTexts.map((key) => [key, text])),
    ...{ resolve_timeout: duration, http_config: client, smtp_require_tls: flag, smtp_tls_config: tls },
  },
  {
    exclusive: [
      ["slack_api_url", "slack_api_url_file"],
      ["opsgenie_api_key", "opsgenie_api_key_file"],
      ["smtp_auth_password", "smtp_auth_password_file"],
      ["victorops_api_key", "victorops_api_key_file"],
      ["wechat_api_secret", "wechat_api_secret_file"],
      ["mattermost_webhook_url", "mattermost_webhook_url_file"],
      ["rocketchat_token", "rocketchat_token_file"],
      ["rocketchat_token_id", "rocketchat_token_id_file"],
      ["telegram_bot_token", "telegram_bot_token_file"],
    ],
  },
);

const keys: Readonly<Record<string, Shape>> = {
  ...{ global: globalSection, route, receivers: list(receiver, "receiver"), templates: list(text) },
  ...{ inhibit_rules: list(inhibition, "inhibition rule"), time_intervals: list(timeInterval, "time interval") },
  ...{ mute_time_intervals: list(timeInterval, "time interval"), tracing: anything },
};

const alertmanagerFile: Shape = mapping("`alertmanager.yml`", keys, { also: wholeFile });

export default shapeCheck("alertmanager-config", alertmanagerFile, { isMeant });

/** Charts' values and other files have a `route` and `receivers`, too, beside keys of their own. */
function isMeant(root: Section, path: string): boolean {
  if (/(?:^|\/)alertmanager[^/]*$/iu.test(path)) {
    return isMapping(root.value) && (Object.hasOwn(root.value, "route") || Object.hasOwn(root.value, "receivers"));
  }
  return isMapping(root.value) && Object.keys(root.value).every((key) => Object.hasOwn(keys, key));
}

function wholeFile(root: Section, tell: Tell): void {
  uniqueNames(root.at("receivers"), "name", "receivers", tell);
  const first = root.at("route");
  if (first.isMissing)
    return tell(root.place(), "There is no `route`, so no alert goes anywhere.", "Add a `route` with a `receiver`.");
  if (first.value === unknownValue) return;
  rootRoute(first, tell);
  const receivers = namesIn(root.at("receivers"));
  const intervals = [root.at("time_intervals"), root.at("mute_time_intervals")].map(namesIn);
  const [named, muted] = intervals;
  if (receivers && named && muted) routeReferences(first, receivers, new Set([...named, ...muted]), tell);
  for (const each of root.at("receivers").items()) receiverNeeds(each, root.at("global"), tell);
}

/** `undefined` where not all are known. */
function namesIn(sections: Section): ReadonlySet<string> | undefined {
  if (sections.value === unknownValue) return undefined;
  const names = sections.items().map((section) => textOf(section.at("name")));
  const isKnown = names.every((name) => name !== undefined);
  return isKnown ? new Set(names.flatMap((name) => name ?? [])) : undefined;
}
