/** Values: empty ones, and words and numbers that are read otherwise than they look. */

import { type LintRule, placedTokens, problemAt, problemOf } from "./lint-rule.ts";
import type { Token, TokenType } from "../../../../languages/yaml/tokens/token.ts";

const emptyBehind: readonly {
  readonly option: string;
  readonly token: TokenType;
  readonly after: readonly TokenType[];
  readonly what: string;
}[] = [
  { option: "forbid-in-block-mappings", token: "value", after: ["key", "block-end"], what: "The key has no value" },
  {
    option: "forbid-in-flow-mappings",
    token: "value",
    after: ["flow-entry", "flow-mapping-end"],
    what: "The key has no value",
  },
  {
    option: "forbid-in-block-sequences",
    token: "block-entry",
    after: ["key", "block-end", "block-entry"],
    what: "The entry is empty",
  },
];

export const emptyValues: LintRule = (text, settings) => {
  const asked = emptyBehind.filter(({ option }) => settings.flag(option, true));
  return [...placedTokens(text)].flatMap(({ token, after }) =>
    asked
      .filter((each) => each.token === token.type && after !== undefined && each.after.includes(after.type))
      .map(({ what }) =>
        problemOf(token, token.start.line, token.end.column + 1, {
          message: `${what}, and so is null.`,
          advice: "Write the value, or `null` where that is meant.",
        }),
      ),
  );
};

function isBareScalar(token: Token, before: Token | undefined): boolean {
  return token.type === "scalar" && token.style === "plain" && before?.type !== "tag";
}

const floatForms: readonly { readonly option: string; readonly pattern: RegExp; readonly message: string }[] = [
  { option: "forbid-nan", pattern: /^\.(?:nan|NaN|NAN)$/u, message: "is no number, and not every reader has it" },
  { option: "forbid-inf", pattern: /^[-+]?\.(?:inf|Inf|INF)$/u, message: "is infinite, and not every reader has it" },
  {
    option: "forbid-scientific-notation",
    pattern: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/u,
    message: "is in scientific notation, which some readers take for a text",
  },
  {
    option: "require-numeral-before-decimal",
    pattern: /^[-+]?\.[0-9]+(?:[eE][-+]?[0-9]+)?$/u,
    message: "has no digit before its point",
  },
];

export const floatValues: LintRule = (text, settings) => {
  const asked = floatForms.filter(({ option }) => settings.flag(option, false));
  return [...placedTokens(text)].flatMap(({ token, before }) => {
    if (!isBareScalar(token, before)) return [];
    return asked
      .filter(({ pattern }) => pattern.test(token.value))
      .map(({ message }) =>
        problemAt(token, { message: `\`${token.value}\` ${message}.`, advice: "Write the number out." }),
      );
  });
};

export const octalValues: LintRule = (text, settings) => {
  const implicit = settings.flag("forbid-implicit-octal", true);
  const explicit = settings.flag("forbid-explicit-octal", true);
  return [...placedTokens(text)].flatMap(({ token, before }) => {
    if (!isBareScalar(token, before)) return [];
    const isOctal = (implicit && /^0[0-7]+$/u.test(token.value)) || (explicit && /^0o[0-7]+$/u.test(token.value));
    if (!isOctal) return [];
    const said = {
      message: `\`${token.value}\` is octal to some readers and decimal to others.`,
      advice: "Put it in quotes, or write the decimal number.",
    };
    return [problemOf(token, token.start.line, token.end.column + 1, said)];
  });
};

const truthyWords: ReadonlySet<string> = new Set(
  ["yes", "no", "true", "false", "on", "off"].flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  ]),
);

export const truthy: LintRule = (text, settings) => {
  const allowed = settings.list("allowed-values") ?? ["true", "false"];
  const checksKeys = settings.flag("check-keys", true);
  return [...placedTokens(text)].flatMap(({ token, before }) => {
    if (!isBareScalar(token, before) || (!checksKeys && before?.type === "key")) return [];
    if (!truthyWords.has(token.value) || allowed.includes(token.value)) return [];
    const said = {
      message: `\`${token.value}\` is a boolean to some readers and a word to others.`,
      advice: `Write ${allowed.map((word) => `\`${word}\``).join(" or ")}, or put it in quotes.`,
    };
    return [problemAt(token, said)];
  });
};
