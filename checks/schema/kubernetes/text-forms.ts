/** Texts that Kubernetes reads as something else: quantities and bytes. */

/** A whole number, a decimal, or one with a suffix: `500m`, `2Gi`, `1e3`. */
const quantity = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/u;
/** Far more digits than anybody writes; numbers are cut off long before. */
const longestQuantity = 100;

export function isQuantity(value: unknown): boolean {
  if (typeof value === "number") return true;
  return typeof value === "string" && value.length <= longestQuantity && quantity.test(value);
}

/** Base64 with its padding; line endings are skipped, as the API server does. */
export function isBase64(text: string): boolean {
  const bare = text.replaceAll(/[\r\n]/gu, "");
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/u.test(bare);
}

/** What somebody fills in before the object is applied: `<token>`, `...`, `REPLACE_ME`. */
export function isPlaceholder(text: string): boolean {
  return /[<>[\]{}$%@*]|\.\.\.|…/u.test(text) || isCapitalName(text);
}

/** `FROM_OVERLAY`: several words in capitals. */
export function isCapitalName(text: string): boolean {
  return /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/u.test(text.trim());
}
