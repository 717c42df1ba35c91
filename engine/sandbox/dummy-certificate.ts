/** A certificate that protects nothing, made anew in each process: stands in for those that a change names and does not hold. */

import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

let made: ReadonlyMap<string, string> | undefined;

/** `dummy.crt`, `dummy.key` and `dummy.pem` (both), as PEM. */
export function dummyCertificate(): ReadonlyMap<string, string> {
  made ??= makeCertificate();
  return made;
}

function makeCertificate(): ReadonlyMap<string, string> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const crt = pem("CERTIFICATE", selfSigned(publicKey, privateKey));
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return new Map([
    ["dummy.crt", crt],
    ["dummy.key", key],
    ["dummy.pem", `${crt}${key}`],
  ]);
}

/** X.509 version 1 for `CN=sandbox`, from 2020 to 2049 (the last year that this form of time can say). */
function selfSigned(publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const ecdsaWithSha256 = sequence(Buffer.from("06082a8648ce3d040302", "hex"));
  const commonName = Buffer.concat([Buffer.from("0603550403", "hex"), element(0x0c, Buffer.from("sandbox"))]);
  const name = sequence(element(0x31, sequence(commonName)));
  const time = (text: string) => element(0x17, Buffer.from(text));
  const body = sequence(
    element(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    sequence(time("200101000000Z"), time("491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]);
  return sequence(body, ecdsaWithSha256, element(0x03, signature));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

/** One element of DER: its tag, its length, its content. */
function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/gu) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
