/** Quotes of values: which, whether they must stand, and whether they may. */

import { RE2JS } from "re2js";

import { scanYamlTokens } from "../../../../languages/yaml/tokens/scan.ts";
import type { Token } from "../../../../languages/yaml/tokens/token.ts";
import { type LintRule, placedTokens, problemAt, type Said, type Settings } from "./lint-rule.ts";

interface QuoteSettings {
  readonly type: string;
  readonly required: string;
  readonly allowsQuotedQuotes: boolean;
  readonly extraRequired: (value: string) => boolean;
  readonly extraAllowed: (value: string) => boolean;
}

export const quotedStrings: LintRule = (text, settings) => {
  const asked: QuoteSettings = {
    type: settings.choice("quote-type", "any"),
    required: settings.choice("required", "true"),
    allowsQuotedQuotes: settings.flag("allow-quoted-quotes", false),
    extraRequired: matcher(settings, "extra-required"),
    extraAllowed: matcher(settings, "extra-allowed"),
  };
  const checksKeys = settings.flag("check-keys", false);
  const beforeValues = ["block-entry", "flow-entry", "flow-sequence-start", "tag", "value"];
  return [...placedTokens(text)].flatMap(({ token, before }) => {
    if (token.type !== "scalar" || before === undefined) return [];
    if (!beforeValues.includes(before.type) && !(checksKeys && before.type === "key")) return [];
    if (before.type === "tag" && before.value.startsWith("!!")) return [];
    if (token.style === "literal" || token.style === "folded") return [];
    const said = judge(token, asked);
    return said ? [problemAt(token, said)] : [];
  });
};

function judge(token: Token, asked: QuoteSettings): Said | undefined {
  const isPlain = token.style === "plain";
  const isText = !hasOtherType(token.value);
  if (isPlain && !isText) return undefined;
  const isAskedKind = !isPlain && (fits(token, asked.type) || (asked.allowsQuotedQuotes && holdsOtherQuotes(token)));
  if (asked.required === "true") return isAskedKind ? undefined : missing(asked);
  if (isPlain) return asked.extraRequired(token.value) ? missing(asked) : undefined;
  if (asked.required === "only-when-needed" && isText && token.value !== "" && !needsQuotes(token.value)) {
    return asked.extraRequired(token.value) || asked.extraAllowed(token.value) ? undefined : redundant;
  }
  return isAskedKind ? undefined : missing(asked);
}

function missing({ type }: QuoteSettings): Said {
  const kind = type === "any" ? "quotes" : `${type} quotes`;
  return { message: `The text is not in ${kind}.`, advice: `Put it in ${kind}.` };
}

const redundant: Said = { message: "The quotes are not needed here.", advice: "Delete the quotes." };

function fits({ style }: Token, type: string): boolean {
  return type === "any" || type === style;
}

function holdsOtherQuotes({ style, value }: Token): boolean {
  return value.includes(style === "single" ? '"' : "'");
}

/** Whether it would be another value, or none, without quotes. */
function needsQuotes(value: string): boolean {
  const { tokens } = scanYamlTokens(`key: ${value}`);
  const [scalar, end] = [tokens[5], tokens[6]];
  return !(
    scalar?.type === "scalar" &&
    scalar.style === "plain" &&
    scalar.value === value &&
    end?.type === "block-end"
  );
}

/** What YAML 1.1 takes for something other than a text where it stands plain. */
const otherTypes: readonly RegExp[] = [
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/u,
  /^(?:~|null|Null|NULL|)$/u,
  /^(?:<<|=)$/u,
  /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/u,
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/u,
  /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/u,
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/u,
];

function hasOtherType(value: string): boolean {
  return value.length <= 200 && otherTypes.some((pattern) => pattern.test(value));
}

/** Patterns of strangers run in linear time; one that cannot be read fits nothing. */
function matcher(settings: Settings, name: string): (value: string) => boolean {
  const patterns = (settings.list(name) ?? []).flatMap((source) => {
    try {
      return [RE2JS.compile(source)];
    } catch {
      return [];
    }
  });
  return (value) => patterns.some((pattern) => pattern.matcher(value).find());
}
