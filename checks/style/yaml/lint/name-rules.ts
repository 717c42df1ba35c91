/** Names: keys that stand twice or out of order, anchors and aliases. */

import { RE2JS } from "re2js";

import type { Token } from "../../../../languages/yaml/tokens/token.ts";
import { type LintRule, placedTokens, problemAt } from "./lint-rule.ts";
import type { LintText, Problem } from "./lint-text.ts";

/** Scalar keys with those before them in their mapping. */
function eachKey(text: LintText, see: (key: Token, keys: Set<string>) => void): void {
  const open: (Set<string> | undefined)[] = [];
  for (const { token, after } of placedTokens(text)) {
    if (token.type === "block-mapping-start" || token.type === "flow-mapping-start") open.push(new Set());
    else if (token.type === "block-sequence-start" || token.type === "flow-sequence-start") open.push(undefined);
    else if (token.type === "block-end" || token.type === "flow-mapping-end" || token.type === "flow-sequence-end")
      open.pop();
    else if (token.type === "key" && after?.type === "scalar") {
      const keys = open.at(-1);
      if (keys) see(after, keys);
    }
  }
}

export const keyDuplicates: LintRule = (text, settings) => {
  const countsMerges = settings.flag("forbid-duplicated-merge-keys", false);
  const found: Problem[] = [];
  eachKey(text, (key, keys) => {
    if (keys.has(key.value) && (key.value !== "<<" || countsMerges)) {
      const message = `The key \`${key.value}\` stands a second time in this mapping, and silently wins or loses.`;
      found.push(problemAt(key, { message, advice: "Keep the one that is meant." }));
    } else keys.add(key.value);
  });
  return found;
};

export const keyOrdering: LintRule = (text, settings) => {
  const ignored = (settings.list("ignored-keys") ?? []).flatMap(patternOf);
  const latest = new WeakMap<Set<string>, string>();
  const found: Problem[] = [];
  eachKey(text, (key, keys) => {
    if (ignored.some((pattern) => pattern.matcher(key.value).find())) return;
    const last = latest.get(keys);
    if (last !== undefined && comesBefore(key.value, last)) {
      const message = `The key \`${key.value}\` stands behind \`${last}\`, out of the order of the alphabet.`;
      found.push(problemAt(key, { message, advice: "Sort the keys." }));
    } else latest.set(keys, key.value);
  });
  return found;
};

/** By code points, as a reader without a language sorts. */
function comesBefore(left: string, right: string): boolean {
  const [one, other] = [[...left], [...right]];
  for (let index = 0; index < one.length && index < other.length; index += 1) {
    const difference = (one[index]?.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return one.length < other.length;
}

/** Patterns of strangers run in linear time; one that cannot be read fits nothing. */
function patternOf(source: string): readonly RE2JS[] {
  try {
    return [RE2JS.compile(source)];
  } catch {
    return [];
  }
}

interface Defined {
  readonly token: Token;
  used: boolean;
}

export const anchors: LintRule = (text, settings) => {
  const undeclared = settings.flag("forbid-undeclared-aliases", true);
  const duplicated = settings.flag("forbid-duplicated-anchors", false);
  const unused = settings.flag("forbid-unused-anchors", false);
  const found: Problem[] = [];
  let defined = new Map<string, Defined>();
  for (const { token, after } of placedTokens(text)) {
    if (token.type === "stream-start" || token.type === "document-start") defined = new Map();
    if (token.type === "alias") {
      const anchor = defined.get(token.value);
      if (anchor) anchor.used = true;
      else if (undeclared) found.push(problemAt(token, undeclaredAlias(token.value)));
    }
    if (token.type === "anchor") {
      if (duplicated && defined.has(token.value)) found.push(problemAt(token, duplicatedAnchor(token.value)));
      defined.set(token.value, { token, used: false });
    }
    if (!unused || !["stream-end", "document-start", "document-end"].includes(after?.type ?? "")) continue;
    for (const [name, anchor] of defined) {
      if (anchor.used) continue;
      found.push({ ...problemAt(anchor.token, unusedAnchor(name)), seenAt: token.start.line });
    }
  }
  return found;
};

const undeclaredAlias = (name: string) => ({
  message: `\`*${name}\` is an alias, and no anchor \`&${name}\` stands above it in its document.`,
  advice: `Define \`&${name}\` above it, or quote it if it is text.`,
});

const duplicatedAnchor = (name: string) => ({
  message: `\`&${name}\` is defined a second time, and aliases below mean this one.`,
  advice: "Give one of the two another name.",
});

const unusedAnchor = (name: string) => ({
  message: `No alias refers to the anchor \`&${name}\`.`,
  advice: "Delete the anchor, or use it.",
});
