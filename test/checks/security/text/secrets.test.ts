/** `security/text/token` and `security/text/private-key`. Every secret is made up here, piece by piece, so that no scanner finds one in this file. */

import { describe, expect, it } from "@jest/globals";
import { generateKeyPairSync } from "node:crypto";
import privateKey from "../../../../checks/security/text/private-key.ts";
import {
  base62Checksum,
  hasBase62Checksum,
  hasBech32Checksum,
  hexChecksum,
} from "../../../../checks/security/text/secrets/check-digits.ts";
import token from "../../../../checks/security/text/token.ts";
import { lookAt, observe } from "../../look-at.ts";
import { cpuTime } from "../../../cpu-time.ts";

/** Looks made by chance and is the same every time. */
function chance(length: number, alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"): string {
  let state = 20_260_101;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return alphabet[Math.floor(state / 65_536) % alphabet.length];
  }).join("");
}

/** With the check digits of GitHub and npm. */
function checked(random: string): string {
  return random + base62Checksum(random);
}

const hex = "0123456789abcdef";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const secrets: readonly (readonly [name: string, value: string, line?: (value: string) => string])[] = [
  ["An AWS access key id", `AKIA${chance(16, base32)}`],
  ["An AWS secret access key", `${chance(38)}/+`, (value) => `aws_secret_access_key = "${value}"`],
  ["A GitHub token", `ghp_${checked(chance(30))}`],
  ["A GitHub token", `ghs_${checked(chance(30))}`],
  ["A GitHub token", `ghs_123456_eyJ${chance(40)}.${chance(120)}.${chance(300)}`],
  ["A GitHub token", `github_pat_${chance(22)}_${chance(59)}`],
  ["A GitLab token", `glpat-${chance(20)}`],
  ["A GitLab token", `glpat-${chance(27)}.01.${chance(9, "0123456789abcdefghijklmnopqrstuvwxyz")}`],
  ["A Slack token", `xoxb-${chance(12, "0123456789")}-${chance(13, "9876543210")}-${chance(24)}`],
  ["A Slack webhook", `hooks.slack.com/services/T${chance(9, base32)}/B${chance(10, base32)}/${chance(24)}`],
  ["A Google API key", `AIza${chance(35)}`],
  ["A Stripe live key", `sk_live_${chance(24)}`],
  ["An npm token", `npm_${checked(chance(30))}`],
  ["A PyPI token", `pypi-AgEIcHlwaS5vcmc${chance(80)}`],
  ["A SendGrid key", `SG.${chance(22)}.${chance(43)}`],
  ["A Terraform Cloud token", `${chance(14)}.atlasv1.${chance(67)}`],
  ["A Vault token", `hvs.${chance(90)}`],
  ["An Azure storage key", `${chance(86)}==`, (value) => `AccountName=logs;AccountKey=${value};EndpointSuffix=core`],
  ["A DigitalOcean token", `dop_v1_${chance(64, hex)}`],
  ["A Hugging Face token", `hf_${chance(34, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")}`],
  ["A Pulumi token", `pul-${chance(40, hex)}`],
  ["A Doppler token", `dp.pt.${chance(43)}`],
  ["A New Relic key", `NRAK-${chance(27, base32)}`],
  ["A Postman key", `PMAK-${chance(24, hex)}-${chance(34, hex)}`],
  ["A RubyGems key", `rubygems_${chance(48, hex)}`],
  ["A Linear key", `lin_api_${chance(40)}`],
  ["A Shopify token", `shpat_${chance(32, hex)}`],
  ["A Grafana token", `glsa_${chance(32)}_${hexChecksum(`glsa_${chance(32)}`)}`],
  ["A password in a URL", chance(16), (value) => `url: amqps://api:${value}@queue.prod.internal:5671`],
];

describe("security/text/token", () => {
  it.each(secrets)("finds: %s", async (name, value, line = (secret) => `token: "${secret}"`) => {
    const text = `# before\n${line(value)}\n`;
    const { findings } = await observe(token, "yaml", text, {});
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding?.message.startsWith(`${name} (`)).toBe(true);
    expect(text.slice(...(finding?.at?.range ?? [0, 0]))).toBe(value);
  });

  it.each(secrets)("tells the value nowhere: %s", async (_name, value, line = (secret) => secret) => {
    const told = JSON.stringify(await observe(token, "text", line(value), {}));
    expect(told).not.toContain(value.slice(0, 12));
    expect(told).not.toContain(value.slice(-8));
    expect(told).toMatch(/"evidence":"sha256:[0-9a-f]{16}","secret":true/);
  });

  it("knows the same value again wherever it moves", async () => {
    const value = `ghp_${checked(chance(30))}`;
    const [here, there] = [
      await observe(token, "text", value, {}),
      await observe(token, "yaml", `a:\n  b: ${value}\n`, {}),
    ];
    expect(here.findings[0]?.evidence).toBe(there.findings[0]?.evidence);
  });

  it.each([
    "AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "aws_secret_access_key = var.aws_secret_access_key_of_the_deployment_role",
    `ghp_${"x".repeat(36)}`,
    `ghp_${"0123456789".repeat(4).slice(0, 36)}`,
    `ghp_${"abcdefghij".repeat(4).slice(0, 36)}`,
    `ghp_${chance(20)}`,
    `aghp_${chance(36)}`,
    `ghp_${chance(60)}`,
    "token: ${GITHUB_TOKEN}",
    "token: <glpat-your-token-goes-here-now>",
    "glpat-your-token-goes-here",
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    `sk_test_${"4eC39HqLyjWDarjtT1zdp7dc"}`,
    `AccountKey=${"Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="}`,
    "postgres://user:password@db.prod.internal/app",
    "postgres://app:${DB_PASSWORD}@db.prod.internal/app",
    "postgres://app:{{ password }}@db.prod.internal/app",
    "postgres://app:$(PASSWORD)@db.prod.internal/app",
    "postgres://app:q7Zr2LxV9tKd@localhost/app",
    "https://app:q7Zr2LxV9tKd@example.com/",
    "amqp://guest:guest@rabbit:5672",
    "https://user:changeme1@registry.internal",
    "git@github.com:acme/infra.git and https://host:8080/@scope/name",
    "sha512-q7Zr2LxV9tKdq7Zr2LxV9tKdq7Zr2LxV9tKdq7Zr2LxV9tKdq7Zr2LxV9tKdq7Zr2LxV9tKdq7Zr2LxV9tKd==",
    "image: api@sha256:3b1f8a0f3c9b7a1d5e2c4f6a8b0d1e3f5a7c9b1d3e5f7a9c1b3d5e7f9a1c3e5f",
  ])("stays silent on %j", async (text) => {
    expect(await lookAt(token, "text", text)).toEqual([]);
  });

  it.each([
    ["literals without end", "ghp_ AKIA SG. npm_ ://a:b ://".repeat(50_000)],
    ["a URL of a megabyte", `https://${"a:".repeat(500_000)}@host`],
    ["a token of a megabyte", `ghs_1_eyJ${chance(1_000_000)}`],
    ["NUL bytes", `\0ghp_${chance(30)}\0`],
  ])("takes %s in bounded time", async (_name, text) => {
    const started = cpuTime();
    expect((await lookAt(token, "text", text)).length).toBeLessThanOrEqual(50);
    expect(cpuTime() - started).toBeLessThan(3_000);
  });
});

const pem = { format: "pem", type: "pkcs8" } as const;
const ed25519 = String(generateKeyPairSync("ed25519").privateKey.export(pem));
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const rsaKey = String(rsa.privateKey.export({ format: "pem", type: "pkcs1" }));
const encrypted = String(rsa.privateKey.export({ ...pem, cipher: "aes-256-cbc", passphrase: "x" }));
const ecKey = String(
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "pem", type: "sec1" }),
);

describe("check digits", () => {
  it("are those of published examples", () => {
    // In two pieces each, so that no scanner takes them for tokens.
    expect(hasBase62Checksum(`${"zQWBuTSOoRi4A9spHcVY5ncns"}${"DkxkJ0mLq17"}`)).toBe(true);
    expect(hasBase62Checksum(`${"zQWBuTSOoRi4A9spHcVY5ncns"}${"DkxkJ0mLq18"}`)).toBe(false);
    expect(hasBech32Checksum(`${"A12UEL"}${"5L"}`)).toBe(true);
    expect(hasBech32Checksum(`${"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7l"}${"mqqqxw"}`)).toBe(true);
    expect(hasBech32Checksum("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxx")).toBe(false);
  });
});

describe("security/text/private-key", () => {
  it.each([
    ["Ed25519", ed25519],
    ["RSA", rsaKey],
    ["EC", ecKey],
    ["encrypted", encrypted],
    ["indented in YAML", `key: |\n  ${rsaKey.replaceAll("\n", "\n  ")}`],
    ["a JSON string", JSON.stringify({ private_key: ed25519 })],
    ["with headers", rsaKey.replace("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\n")],
    ["CRLF", ecKey.replaceAll("\n", "\r\n")],
    [
      "OpenSSH",
      `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA${chance(200)}\n-----END OPENSSH PRIVATE KEY-----`,
    ],
  ])("finds a key: %s", async (_name, text) => {
    const found = await lookAt(privateKey, "text", text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^-----BEGIN [A-Z ]*PRIVATE KEY-----: A private key \(`.{4}…`\) stands here/);
  });

  it("tells nothing of the key and knows it again in another wrapping", async () => {
    const plain = await observe(privateKey, "text", ed25519, {});
    const wrapped = await observe(privateKey, "json", JSON.stringify({ key: ed25519 }), {});
    expect(plain.findings[0]).toMatchObject({ secret: true, evidence: expect.stringMatching(/^sha256:/) });
    expect(plain.findings[0]?.evidence).toBe(wrapped.findings[0]?.evidence);
    expect(JSON.stringify(plain)).not.toContain(ed25519.split("\n")[1]?.slice(0, 12));
  });

  it.each([
    String(rsa.publicKey.export({ format: "pem", type: "spki" })),
    "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE...\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\n{{ vault_private_key_of_the_edge_servers }}\n-----END PRIVATE KEY-----",
    `-----BEGIN PRIVATE KEY-----\n${"MIIEexamplekeyexamplekey".repeat(3)}\n-----END PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${"x".repeat(64)}\n-----END PRIVATE KEY-----`,
    'grep -q "-----BEGIN RSA PRIVATE KEY-----" "$file"',
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    ed25519.replace(/-----END[^]*/, ""),
  ])("stays silent on %j", async (text) => {
    expect(await lookAt(privateKey, "text", text)).toEqual([]);
  });

  it("takes a text full of openings in bounded time", async () => {
    const started = cpuTime();
    expect(await lookAt(privateKey, "text", "-----BEGIN PRIVATE KEY-----\n".repeat(20_000))).toEqual([]);
    expect(cpuTime() - started).toBeLessThan(3_000);
  });
});
