/** Characters that cannot be seen: what each is called, and where it belongs to a script or an emoji and not to a trick. */

export interface InvisibleCharacter {
  readonly name: string;
  /** `order`: changes the order in which a line is shown. `hidden`: carries text unseen. `gap`: stands unseen between letters. */
  readonly kind: "order" | "hidden" | "gap";
}

const named = new Map<number, InvisibleCharacter>([
  [0x202d, { name: "left-to-right override", kind: "order" }],
  [0x202e, { name: "right-to-left override", kind: "order" }],
  [0x202a, { name: "left-to-right embedding", kind: "order" }],
  [0x202b, { name: "right-to-left embedding", kind: "order" }],
  [0x202c, { name: "end of a change of direction", kind: "order" }],
  [0x2066, { name: "left-to-right isolate", kind: "order" }],
  [0x2067, { name: "right-to-left isolate", kind: "order" }],
  [0x2068, { name: "first strong isolate", kind: "order" }],
  [0x2069, { name: "end of an isolate", kind: "order" }],
  [0x200e, { name: "left-to-right mark", kind: "order" }],
  [0x200f, { name: "right-to-left mark", kind: "order" }],
  [0x061c, { name: "Arabic letter mark", kind: "order" }],
  [0x00ad, { name: "soft hyphen", kind: "gap" }],
  [0x180e, { name: "Mongolian vowel separator", kind: "gap" }],
  [0x200b, { name: "zero-width space", kind: "gap" }],
  [0x200c, { name: "zero-width non-joiner", kind: "gap" }],
  [0x200d, { name: "zero-width joiner", kind: "gap" }],
  [0x2060, { name: "word joiner", kind: "gap" }],
  [0x2061, { name: "function application", kind: "gap" }],
  [0x2062, { name: "invisible times", kind: "gap" }],
  [0x2063, { name: "invisible separator", kind: "gap" }],
  [0x2064, { name: "invisible plus", kind: "gap" }],
  [0x3164, { name: "Hangul filler", kind: "gap" }],
  [0xfeff, { name: "zero-width no-break space", kind: "gap" }],
]);

/** Runs of characters that cannot be seen; tags (U+E0000 to U+E007F) lie beyond the first 65,536. */
export const invisibleRun =
  /(?:[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufeff]|\u{e0001}|[\u{e0020}-\u{e007f}])+/gu;

export function describeCharacter(code: number): InvisibleCharacter {
  return named.get(code) ?? { name: "tag character", kind: "hidden" };
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const ascii = /[\x21-\x7e]/;
const flag = "\u{1f3f4}";

/** What stands around a run: the line it is on, and the characters right before and after it. */
export interface Surroundings {
  readonly line: string;
  readonly before: string;
  readonly after: string;
}

/** Whether a run belongs where it stands: joiners in emoji and scripts, flags, marks on a line that runs from right to left. */
export function belongs(run: string, { line, before, after }: Surroundings): boolean {
  const kinds = new Set([...run].map((character) => describeCharacter(character.codePointAt(0) ?? 0).kind));
  if (kinds.has("hidden")) return before === flag && kinds.size === 1;
  if (/[\u202d\u202e]/.test(run)) return false;
  if (kinds.has("order")) return rightToLeft.test(line);
  if (/^[\u200c\u200d]+$/.test(run)) return !(isPlain(before) && isPlain(after));
  if (/^\u00ad+$/.test(run)) return !(ascii.test(before) && ascii.test(after));
  return false;
}

function isPlain(character: string): boolean {
  return character === "" || character.charCodeAt(0) <= 0x7f;
}
