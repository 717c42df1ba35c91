/** Bytes of a file -> what kind of content they are. UTF-8 or nothing: whatever the tools that deploy a file cannot read, we do not guess at. */

import type { FileContent } from "./differential.ts";

/** Larger files are not read, in bytes. */
export const contentLimit = 2 * 1024 * 1024;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function decodeContent(bytes: Uint8Array, id?: string): FileContent {
  if (bytes.length > contentLimit) return { kind: "too-large", bytes: bytes.length };
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    return { kind: "undecodable", reason: "UTF-16; save it as UTF-8" };
  }
  if (bytes.includes(0)) return { kind: "binary" };

  const byteOrderMark = startsWith(bytes, 0xef, 0xbb, 0xbf);
  const content = byteOrderMark ? bytes.subarray(3) : bytes;
  const text = decodeStrictly(content);
  if (text === undefined) {
    const offset = firstInvalidByte(content) + (byteOrderMark ? 3 : 0);
    const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
    return { kind: "undecodable", reason: `not UTF-8 (byte ${offset}: 0x${byte}); save it as UTF-8` };
  }
  return { kind: "text", text, byteOrderMark, ...(id !== undefined && { id }) };
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** Offset of the first byte that starts no valid character (Unicode 16, table 3-7). */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** Bytes of the character that starts at an offset; 0 = none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return 0;
  const [lowest, highest] = secondByteBounds(first);
  for (let offset = 1; offset < length; offset += 1) {
    const byte = bytes[at + offset];
    if (byte === undefined) return 0;
    if (offset === 1 ? byte < lowest || byte > highest : (byte & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Excludes overlong forms, surrogates and what lies beyond U+10FFFF. */
function secondByteBounds(first: number): readonly [lowest: number, highest: number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
