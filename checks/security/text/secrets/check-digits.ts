/** Check digits of tokens: who makes them up for a page of documentation gets these wrong, and no robot can use them. */

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** GitHub's and npm's: the last six characters are the CRC-32 of those before, in base 62. */
export function hasBase62Checksum(random: string): boolean {
  return base62Checksum(random.slice(0, -6)) === random.slice(-6);
}

/** Six characters. */
export function base62Checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  while (digits.length < 6) {
    digits = base62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** Grafana's: the CRC-32 of everything before the last `_`, its lowest byte first, in hexadecimal digits. */
export function hasHexChecksum(token: string): boolean {
  const end = token.lastIndexOf("_");
  return hexChecksum(token.slice(0, end)) === token.slice(end + 1).toLowerCase();
}

/** Eight characters. */
export function hexChecksum(text: string): string {
  const sum = crc32(text);
  return [0, 8, 16, 24].map((shift) => ((sum >>> shift) & 0xff).toString(16).padStart(2, "0")).join("");
}

const bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const bech32Generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Bech32 (BIP 173), in which age writes its keys: the last six characters check all others. */
export function hasBech32Checksum(text: string): boolean {
  const lower = text.toLowerCase();
  const separator = lower.lastIndexOf("1");
  const prefix = [...lower.slice(0, separator)].map((character) => character.charCodeAt(0));
  const data = [...lower.slice(separator + 1)].map((character) => bech32.indexOf(character));
  if (separator < 1 || data.includes(-1)) return false;
  const values = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data];
  return bech32Sum(values) === 1;
}

function bech32Sum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    bech32Generators.forEach((generator, bit) => {
      if ((top >>> bit) & 1) sum ^= generator;
    });
  }
  return sum;
}

/** As in zip and PNG files; of the lower bytes of the characters. */
function crc32(text: string): number {
  let sum = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    sum ^= text.charCodeAt(at) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
