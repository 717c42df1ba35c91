/** Whom Alertmanager tells: one shape for each kind of receiver, with what it has to know. */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { client } from "./http-client.ts";
import {
  anything,
  dictionary,
  duration,
  flag,
  httpAddress,
  lacks,
  list,
  listed,
  mapping,
  natural,
  text,
  textOf,
  whole,
  type MappingOptions,
  type Shape,
  type Tell,
} from "./shape.ts";

interface Kind {
  /** How a message calls it. */
  readonly what: string;
  /** Keys with a text, a list or a mapping of their own, by name. */
  readonly keys: string;
  readonly typed?: Readonly<Record<string, Shape>>;
  readonly options?: MappingOptions;
  /** At least one key of each list, here or in `global`. */
  readonly needs?: readonly { readonly own: readonly string[]; readonly global?: readonly string[] }[];
}

const one = (own: string, global = ""): { readonly own: string[]; readonly global: string[] } => ({
  own: own.split(" "),
  global: global.split(" ").filter((key) => key !== ""),
});

const kinds: Readonly<Record<string, Kind>> = {
  discord_configs: {
    what: "a Discord receiver",
    keys: "webhook_url webhook_url_file title message content username avatar_url",
    options: { exclusive: [["webhook_url", "webhook_url_file"]] },
    needs: [one("webhook_url webhook_url_file")],
  },
  email_configs: {
    what: "an e-mail receiver",
    keys: "to from hello smarthost auth_username auth_password auth_password_file auth_secret auth_secret_file auth_identity html text threading implicit_tls force_implicit_tls",
    typed: { headers: dictionary(text), require_tls: flag, tls_config: anything },
    options: { required: ["to"], exclusive: [["auth_password", "auth_password_file"]] },
    needs: [one("smarthost", "smtp_smarthost"), one("from", "smtp_from")],
  },
  incidentio_configs: {
    what: "an incident.io receiver",
    keys: "url url_file alert_source_token alert_source_token_file max_alerts timeout metadata",
    options: { exclusive: [["url", "url_file"]] },
  },
  jira_configs: {
    what: "a Jira receiver",
    keys: "api_url project summary description labels priority issue_type reopen_transition resolve_transition wont_fix_resolution reopen_duration fields custom_fields api_type",
    options: { required: ["project", "issue_type"] },
    needs: [one("api_url", "jira_api_url")],
  },
  mattermost_configs: {
    what: "a Mattermost receiver",
    keys: "webhook_url webhook_url_file channel username text fallback color pretext author_name author_link author_icon title title_link image_url thumb_url footer footer_icon icon_url icon_emoji attachments type props priority fields",
    options: { exclusive: [["webhook_url", "webhook_url_file"]] },
    needs: [one("webhook_url webhook_url_file", "mattermost_webhook_url mattermost_webhook_url_file")],
  },
  msteams_configs: {
    what: "a Microsoft Teams receiver",
    keys: "webhook_url webhook_url_file title summary text",
    options: { exclusive: [["webhook_url", "webhook_url_file"]] },
    needs: [one("webhook_url webhook_url_file")],
  },
  msteamsv2_configs: {
    what: "a Microsoft Teams receiver",
    keys: "webhook_url webhook_url_file title text",
    options: { exclusive: [["webhook_url", "webhook_url_file"]] },
    needs: [one("webhook_url webhook_url_file")],
  },
  opsgenie_configs: {
    what: "an Opsgenie receiver",
    keys: "api_key api_key_file api_url message description source entity responders tags note priority actions details update_alerts",
    options: { exclusive: [["api_key", "api_key_file"]] },
    needs: [one("api_key api_key_file", "opsgenie_api_key opsgenie_api_key_file")],
  },
  pagerduty_configs: {
    what: "a PagerDuty receiver",
    keys: "routing_key routing_key_file service_key service_key_file url client client_url description severity class component group source details images links timeout",
    options: {
      exclusive: [
        ["routing_key", "routing_key_file"],
        ["service_key", "service_key_file"],
      ],
    },
    needs: [one("routing_key routing_key_file service_key service_key_file")],
  },
  pushover_configs: {
    what: "a Pushover receiver",
    keys: "user_key user_key_file token token_file title message url url_title device sound priority retry expire ttl html monospace",
    options: {
      exclusive: [
        ["user_key", "user_key_file"],
        ["token", "token_file"],
        ["html", "monospace"],
      ],
    },
    needs: [one("user_key user_key_file"), one("token token_file")],
  },
  rocketchat_configs: {
    what: "a Rocket.Chat receiver",
    keys: "api_url channel token_id token_id_file token token_file color emoji icon_url text title title_link fields actions image_url thumb_url link_names short_fields",
    options: {
      exclusive: [
        ["token", "token_file"],
        ["token_id", "token_id_file"],
      ],
    },
  },
  slack_configs: {
    what: "a Slack receiver",
    keys: "api_url api_url_file app_token app_token_file app_url channel username color title title_link pretext text fallback footer callback_id icon_emoji icon_url image_url thumb_url mrkdwn_in fields actions timeout message_text update_message",
    typed: { short_fields: flag, link_names: flag },
    options: { exclusive: [["api_url", "api_url_file"]] },
    needs: [
      one(
        "api_url api_url_file app_token app_token_file",
        "slack_api_url slack_api_url_file slack_app_token slack_app_token_file",
      ),
    ],
  },
  sns_configs: {
    what: "an SNS receiver",
    keys: "api_url topic_arn phone_number target_arn subject message attributes sigv4",
    needs: [one("topic_arn phone_number target_arn")],
  },
  telegram_configs: {
    what: "a Telegram receiver",
    keys: "api_url bot_token bot_token_file chat_id_file message parse_mode",
    typed: { chat_id: whole, message_thread_id: whole, disable_notifications: flag },
    options: { exclusive: [["bot_token", "bot_token_file"]] },
    needs: [one("bot_token bot_token_file", "telegram_bot_token telegram_bot_token_file"), one("chat_id chat_id_file")],
  },
  victorops_configs: {
    what: "a VictorOps receiver",
    keys: "api_key api_key_file api_url routing_key message_type state_message entity_display_name monitoring_tool custom_fields",
    options: { required: ["routing_key"], exclusive: [["api_key", "api_key_file"]] },
    needs: [one("api_key api_key_file", "victorops_api_key victorops_api_key_file")],
  },
  webex_configs: {
    what: "a Webex receiver",
    keys: "api_url room_id message",
    options: { required: ["room_id"] },
  },
  webhook_configs: {
    what: "a webhook",
    keys: "url_file payload",
    typed: { url: httpAddress, max_alerts: natural, timeout: duration },
    options: { exclusive: [["url", "url_file"]] },
    needs: [one("url url_file")],
  },
  wechat_configs: {
    what: "a WeChat receiver",
    keys: "api_secret api_secret_file api_url corp_id message message_type agent_id to_user to_party to_tag",
    options: { exclusive: [["api_secret", "api_secret_file"]] },
    needs: [
      one("api_secret api_secret_file", "wechat_api_secret wechat_api_secret_file"),
      one("corp_id", "wechat_api_corp_id"),
    ],
  },
};

export const receiver: Shape = mapping(
  "a receiver",
  { name: text, ...Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [key, shapeOf(kind)])) },
  { required: ["name"] },
);

function shapeOf({ what, keys, typed = {}, options = {} }: Kind): Shape {
  const untyped = Object.fromEntries(keys.split(" ").map((key) => [key, anything]));
  return list(mapping(what, { send_resolved: flag, http_config: client, ...untyped, ...typed }, options), "section");
}

/** What a receiver has to know, from itself or from the global section. */
export function receiverNeeds(section: Section, global: Section, tell: Tell): void {
  for (const [key, { what, needs = [] }] of Object.entries(kinds)) {
    for (const each of section.at(key).items()) {
      for (const { own, global: common = [] } of needs) {
        if (!own.every((name) => lacks(each.at(name))) || !common.every((name) => lacks(global.at(name)))) continue;
        const elsewhere = common.length === 0 ? "" : `, and \`global\` sets none of ${listed(common)}`;
        const missing = own.length === 1 ? listed(own) : `one of ${listed(own)}`;
        const name = textOf(section.at("name")) ?? "?";
        tell(
          each.place(),
          `The receiver \`${name}\` has ${what} without ${missing}${elsewhere}.`,
          "Set it, or nobody is told.",
        );
      }
    }
  }
}
