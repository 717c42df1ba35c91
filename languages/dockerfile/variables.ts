/** Build arguments and variables of a Dockerfile: what a text comes to, where that can be known. */

/** `undefined` value: declared, and not known before somebody builds. */
export type Variables = ReadonlyMap<string, string | undefined>;

const reference =
  /\\\$|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])((?:[^{}$]|\$\w+|\$\{\w+\})*)|([#%/][^}]*))?\})/gu;

/** The text with its variables filled in; `undefined` where one of them is not known. */
export function expand(text: string, variables: Variables): string | undefined {
  if (text.length > 4_096) return undefined;
  let isKnown = true;
  const expanded = text.replace(reference, (all, plain, braced, operator, argument: string | undefined, pattern) => {
    if (all === "\\$") return "$";
    const name = String(plain ?? braced);
    if (pattern !== undefined) isKnown = false;
    const value = variables.get(name);
    const filled = fill(value, operator, argument);
    const text = filled?.includes("$") ? expand(filled, variables) : filled;
    if (text === undefined) isKnown = false;
    return text ?? "";
  });
  return isKnown && !expanded.includes("$") ? expanded : undefined;
}

function fill(value: string | undefined, operator: unknown, argument: string | undefined): string | undefined {
  if (operator === ":-" || operator === "-") return value ?? argument;
  if (operator === ":+" || operator === "+") return value === undefined ? undefined : argument;
  return value;
}

/** `NAME=value` pairs of an `ENV`, `ARG` or `LABEL` word; `undefined` value where there is no `=`. */
export function pairOf(word: string): { readonly name: string; readonly value: string | undefined } {
  const equals = word.indexOf("=");
  if (equals === -1) return { name: word, value: undefined };
  const value = word.slice(equals + 1);
  const isQuoted = /^(["'])[\s\S]*\1$/u.test(value) && value.length > 1;
  return { name: unquoted(word.slice(0, equals)), value: isQuoted ? value.slice(1, -1) : value };
}

function unquoted(name: string): string {
  return name.replace(/^["']|["']$/gu, "");
}

/** Arguments that BuildKit declares by itself; they differ from build to build. */
export const automaticArguments: ReadonlySet<string> = new Set(
  "BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE".split(
    " ",
  ),
);
