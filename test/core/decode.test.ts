/** What the bytes of a file are taken for. */

import { describe, expect, test } from "@jest/globals";
import { contentLimit, decodeContent } from "../../core/decode.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("decodeContent", () => {
  test("reads UTF-8 and keeps the id", () => {
    expect(decodeContent(utf8("größe: 1\n"), "abc")).toEqual({
      kind: "text",
      text: "größe: 1\n",
      byteOrderMark: false,
      id: "abc",
    });
  });

  test("takes the byte order mark off and says so", () => {
    expect(decodeContent(utf8("\ufeffa: 1\n"))).toEqual({ kind: "text", text: "a: 1\n", byteOrderMark: true });
  });

  test("an empty file is an empty text", () => {
    expect(decodeContent(bytes())).toEqual({ kind: "text", text: "", byteOrderMark: false });
  });

  test("names UTF-16 by its mark, either byte order", () => {
    const reason = "UTF-16; save it as UTF-8";
    expect(decodeContent(bytes(0xff, 0xfe, 0x61, 0))).toEqual({ kind: "undecodable", reason });
    expect(decodeContent(bytes(0xfe, 0xff, 0, 0x61))).toEqual({ kind: "undecodable", reason });
  });

  test("a NUL byte makes it binary", () => {
    expect(decodeContent(utf8("a: 1\0\n"))).toEqual({ kind: "binary" });
  });

  test.each([
    ["a lone continuation byte", [0x61, 0x80], "not UTF-8 (byte 1: 0x80); save it as UTF-8"],
    ["Latin-1", [0x67, 0x72, 0xf6, 0xdf], "not UTF-8 (byte 2: 0xf6); save it as UTF-8"],
    ["an overlong slash", [0xc0, 0xaf], "not UTF-8 (byte 0: 0xc0); save it as UTF-8"],
    ["a surrogate", [0x61, 0xed, 0xa0, 0x80], "not UTF-8 (byte 1: 0xed); save it as UTF-8"],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80], "not UTF-8 (byte 0: 0xf4); save it as UTF-8"],
    ["a cut character", [0x61, 0xe2, 0x82], "not UTF-8 (byte 1: 0xe2); save it as UTF-8"],
    ["after a mark", [0xef, 0xbb, 0xbf, 0xff], "not UTF-8 (byte 3: 0xff); save it as UTF-8"],
  ])("names the place in %s", (_, values, reason) => {
    expect(decodeContent(Uint8Array.from(values))).toEqual({ kind: "undecodable", reason });
  });

  test("agrees with the platform on every two-byte beginning", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    for (let first = 0x80; first < 0x100; first += 1) {
      for (let second = 1; second < 0x100; second += 1) {
        const sample = bytes(first, second, 0x80, 0x80);
        let valid = true;
        try {
          strict.decode(sample);
        } catch {
          valid = false;
        }
        if (valid) expect(decodeContent(sample).kind).not.toBe("undecodable");
      }
    }
  });

  test("leaves what is over the limit alone", () => {
    expect(decodeContent(new Uint8Array(contentLimit).fill(0x61)).kind).toBe("text");
    expect(decodeContent(new Uint8Array(contentLimit + 1))).toEqual({ kind: "too-large", bytes: contentLimit + 1 });
  });
});
