/** `security/text/assigned-secret`. Every secret is made up here, piece by piece, so that no scanner finds one in this file. */

import { describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import assignedSecret from "../../../../checks/security/text/assigned-secret.ts";
import { secretKindOf } from "../../../../checks/security/text/secrets/key-names.ts";
import type { LanguageName } from "../../../../core/document.ts";
import { observe } from "../../look-at.ts";
import { cpuTime } from "../../../cpu-time.ts";

const everything: { random: boolean; handmade: boolean; ignore: string[] } = {
  random: true,
  handmade: true,
  ignore: [],
};
const random = `q7Zr2LxV${"9tKdW4pB"}`;
const hex = `4f9c1e07b2${"8d5a63e0c9b7"}d14f2a8e5b`;
const handmade = `Sommer${"2024"}!`;
const base64 = (text: string): string => Buffer.from(text).toString("base64");

async function found(language: LanguageName, text: string, options = everything): Promise<string[]> {
  const { findings } = await observe(assignedSecret, language, text, options);
  return findings.map(({ at }) => text.slice(...(at?.range ?? [0, 0])));
}

describe("finds", () => {
  it.each<readonly [LanguageName, string]>([
    ["yaml", `db:\n  password: ${random}\n`],
    ["yaml", `api_key: "${hex}"\n`],
    ["yaml", `env:\n  - name: CLIENT_SECRET\n    value: '${random}'\n`],
    ["yaml", `environment:\n  - DB_PASSWORD=${random}\n`],
    ["yaml", `command: [serve, --token=${random}, --port=80]\n`],
    ["yaml", `url: "Server=db.internal;User=api;Password=${random};Encrypt=true"\n`],
    ["yaml", `config.ini: |\n  [mail]\n  user = api\n  password = ${random}\n`],
    ["yaml", `# password: ${random}\nport: 80\n`],
    ["yaml", `Parameters:\n  DbPassword:\n    Type: String\n    Default: ${random}\n`],
    ["json", `{"auth": {"clientSecret": "${random}"}}`],
    ["json", `{"environment": [{"name": "JWT_SECRET", "value": "${hex}"}]}`],
    ["json", `{"body": "{\\"password\\": \\"${random}\\"}"}`],
    ["hcl", `resource "db" "a" {\n  password = "${random}"\n}\n`],
    ["hcl", `variable "db_password" {\n  type    = string\n  default = "${random}"\n}\n`],
    ["hcl", `locals {\n  settings = { api_key = sensitive("${hex}") }\n}\n`],
    ["hcl", `set {\n  name  = "auth.password"\n  value = "${random}"\n}\n`],
    ["hcl", `data = <<-EOT\n  export DB_PASSWORD=${random}\n  run \${var.name}\nEOT\n`],
    ["dockerfile", `FROM alpine:3.20\nENV API_TOKEN=${random}\n`],
    [
      "shell",
      `export GITLAB_TOKEN="${random}"\ncurl --password ${"Kd83mVx02LqPz7"} https://api.internal\n`.split("curl")[0] ??
        "",
    ],
    ["shell", `mysqldump --password ${random} orders\n`],
    ["text", `spring.datasource.password=${random}\n`],
    ["text", `<server><id>releases</id><password>${random}</password></server>\n`],
    ["text", `'secret_key' => '${random}',\n`],
    ["text", `AUTH_TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZXBsb3kifQ.${random}${hex}\n`],
    ["text", `password = qxkvwzjtgbhpmrdf\n`],
    ["shell", `curl -H "Authorization: Bearer ${hex}" https://api.internal\n`],
    ["yaml", `headers:\n  Authorization: Basic ${base64(`api:${random}`)}\n`],
    ["json", `{"auths": {"registry.internal": {"auth": "${base64(`api:${random}`)}"}}}`],
    ["text", `//registry.internal/:_auth=${base64(`api:${random}`)}\n`],
    ["markdown", `Log in with \`password: ${random}\`.\n`],
    ["yaml", `db_password: ${handmade}\n`],
    ["text", `ADMIN_PASSWORD=${handmade}\n`],
  ])("in %s: %s", async (language, text) => {
    const [secret = "", ...others] = await found(language, text);
    expect(others).toEqual([]);
    const values = [random, hex, handmade, base64(`api:${random}`), "qxkvwzjtgbhpmrdf"];
    expect(values.some((value) => secret.includes(value))).toBe(true);
  });

  const manifest = (data: string): string => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: api\n${data}`;

  it.each([
    ["decoded", `data:\n  password: ${base64(random)}\n`],
    ["decoded, with a newline", `data:\n  password: ${base64(`${random}\n`)}\n`],
    ["under whatever name", `data:\n  orders: ${base64(random)}\n`],
    ["bytes", `data:\n  encryption-key: ${Buffer.from(hex, "hex").toString("base64")}${base64(`${hex}`)}`.slice(0, 52)],
    ["as text", `stringData:\n  password: ${random}\n`],
    ["in a file of it", `data:\n  app.properties: ${base64(`user=api\npassword=${random}\n`)}\n`],
    [
      "in Docker's configuration",
      `data:\n  .dockerconfigjson: ${base64(JSON.stringify({ auths: { "r.internal": { username: "api", password: random } } }))}\n`,
    ],
  ])("in a Kubernetes Secret: %s", async (_what, data) => {
    expect(await found("yaml", manifest(data))).toHaveLength(1);
  });

  it("one in each document of a stream, and in a list", async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - kind: Secret\n    data: {password: ${base64(random)}}\n`;
    expect(await found("yaml", `${manifest(`stringData: {token: ${hex}}`)}\n---\n${list}`)).toHaveLength(2);
  });
});

describe("stays silent", () => {
  it.each<readonly [LanguageName, string]>([
    ["yaml", "password: ${DB_PASSWORD}"],
    ["yaml", "password: '{{ vault_db_password }}'"],
    ["yaml", "password: $(DB_PASSWORD)"],
    ["yaml", "password: <your password>"],
    ["yaml", "password: changeme"],
    ["yaml", "password: example_123"],
    ["yaml", "access_key: A1B2C3D4E5F6G7H8I9J0"],
    ["yaml", "password: my-Secret-Pass1"],
    ["yaml", `password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6231${hex}`],
    ["yaml", `password: !Ref ${random}`],
    ["yaml", `password: ENC[AES256_GCM,data:${random},iv:${hex},type:str]`],
    ["yaml", `password: op://infra/database/${random}`],
    ["yaml", `password: vault:secret/data/db#${random}`],
    ["yaml", `password: $2a$10$hDj12Tw9xVmvybSahN1Y0.f9DZixxN8oybyA32Uy`],
    ["yaml", `password: "{SSHA}${random}"`],
    ["yaml", `password: sha256:${hex}${hex}`],
    ["yaml", `password_hash: ${hex}`],
    ["yaml", `token_url: https://login.internal/${random}`],
    ["yaml", `secretName: ${random}`],
    ["yaml", `secretKeyRef: { name: database, key: password }`],
    ["yaml", `existingSecret: orders-db-credentials-v2`],
    ["yaml", `secretKey: github_app_private_key`],
    ["yaml", `nextPageToken: ${random}`],
    ["yaml", `passwordFile: /run/secrets/${random}`],
    ["yaml", `password_length: 32`],
    ["yaml", `ref: ${hex}`],
    ["yaml", `image: api@sha256:${hex}${hex}`],
    ["yaml", `public_key: ${random}`],
    ["yaml", `token: 3f2b8c1e-9a4d-4e6f-8b7a-1c2d3e4f5a6b`],
    [
      "yaml",
      `token: ${"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"}.${base64('{"sub":"1234567890","name":"John Doe"}').replace(/=/g, "")}.${random}${hex}`,
    ],
    ["yaml", `kind: SealedSecret\nspec:\n  encryptedData:\n    password: ${random}${hex}\n`],
    ["yaml", `kind: Secret\ndata:\n  username: ${base64(random)}\n  password: ${base64("wordpress")}\n`],
    ["yaml", `kind: Secret\ndata:\n  password: not base64 at all\n  token: 12\n  key: null\n`],
    ["yaml", `password: c0NhbGVpbzEyMw==`],
    ["yaml", `password: [a, b]\ntoken: {}\nsecret:\n`],
    ["json", `{"required": ["password"], "properties": {"password": {"type": "string", "default": ""}}}`],
    [
      "hcl",
      `resource "db" "a" {\n  password = var.${random}\n  token = data.vault.x.y\n  secret = "\${random_password.${random}.result}"\n}\n`,
    ],
    ["hcl", `variable "db_password" {\n  description = "The password: ${random}."\n}\n`.replace(random, "long")],
    ["hcl", `password = random_password.${random}.result\n`],
    ["dockerfile", `FROM alpine:3.20\nARG API_TOKEN\nENV TOKEN_DIR=/run/${random}\nRUN echo "$API_TOKEN"\n`],
    ["shell", 'TOKEN="$(vault read -field=token secret/api)"\nif [ "$token" == "' + random + '" ]; then exit 1; fi\n'],
    ["shell", `PASSWORD=\${1:?password}\nread -r PASSWORD\n`],
    ["text", `password=\npassword = password\nsecret: none\n`],
    ["markdown", "Send `Authorization: Bearer` with Basic authentication or bearer credentials_of_yours.\n"],
    [
      "shell",
      `curl -H "Authorization: Basic ${base64("admin:changeme")}" -H "Authorization: Bearer $TOKEN" https://api.internal\n`,
    ],
    ["json", `{"auths": {"registry.internal": {"auth": "${base64("user:password")}"}}}`],
    ["markdown", "Set `token` to the token of your account, and password: see below.\n"],
    ["text", ""],
  ])("on %s: %s", async (language, text) => {
    expect(await found(language, text)).toEqual([]);
  });

  it.each([
    "yarn.lock",
    "deploy/.terraform.lock.hcl",
    "go.sum",
    "app.min.js",
    ".env.example",
    "config.sample.yml",
    "SHA256SUMS",
  ])("in %s", async (path) => {
    const { findings } = await observe(assignedSecret, "text", `token=${random}`, everything, path);
    expect(findings).toEqual([]);
  });

  it("in source code, where no quotes say that it is a value", async () => {
    const text = `token = config.secret\npassword = ${random}\napi_key = "${random}"\n`;
    const { findings } = await observe(assignedSecret, "text", text, everything, "app/main.py");
    expect(findings.map(({ at }) => at?.range[0])).toEqual([text.lastIndexOf(random)]);
  });

  it("on what a rule of its own tells by its format", async () => {
    expect(await found("yaml", `token: glpat-${random}${"7Ytq"}\n`)).toEqual([]);
  });
});

describe("says", () => {
  it("what it is, and never the value", async () => {
    const text = `password: ${random}\nadmin_password: ${handmade}\nsecret: ${base64(random + random)}\n`;
    const { findings } = await observe(assignedSecret, "yaml", text, everything);
    expect(findings.map(({ message }) => message.split(":")[0])).toEqual([
      "`password` is set to a value that looks drawn by chance, as real secrets are (`q7Zr…`)",
      "`admin_password` is set to what looks like a real password (`So…`)",
      "`secret` is set to a value that looks drawn by chance, as real secrets are (`cTda…`, behind base64, which hides nothing)",
    ]);
    const told = JSON.stringify(findings);
    for (const value of [random, handmade, base64(random + random)]) expect(told).not.toContain(value.slice(0, 8));
    expect(findings.every(({ secret, evidence }) => secret === true && evidence?.startsWith("sha256:"))).toBe(true);
  });

  it.each([
    [{ random: false }, [handmade]],
    [{ handmade: false }, [random]],
    [{ ignore: ["Sommer\\d+!"] }, [random]],
    [{ ignore: [`sha256:${createHash("sha256").update(random).digest("hex")}`] }, [handmade]],
    [{ ignore: [`sha256:${createHash("sha256").update(random).digest("hex").slice(0, 16)}`, ".*"] }, []],
  ])("what is asked with %j", async (options, expected) => {
    const text = `password: ${random}\nadmin_password: ${handmade}\n`;
    expect(await found("yaml", text, { ...everything, ...options })).toEqual(expected);
  });

  it("that a pattern cannot be read", async () => {
    const { gaps } = await observe(assignedSecret, "yaml", `password: ${random}`, { ...everything, ignore: ["(?=x)"] });
    expect(gaps).toMatchObject([{ cause: "unsupported" }]);
  });
});

describe("takes whatever comes", () => {
  it.each<readonly [string, LanguageName, string]>([
    ["a line of 5 MB", "text", `password=${"aB3".repeat(1_700_000)}`],
    ["names without end", "text", "password".repeat(200_000)],
    ["marks without end", "text", "token=token:token=>".repeat(50_000)],
    ["assignments without end", "text", `token: ${random}\n`.repeat(20_000)],
    ["quotes without end", "shell", `password="`.repeat(50_000)],
    ["NUL bytes", "yaml", `password: \0${random}\0\n`],
    ["odd names", "yaml", `__proto__: {password: ${random}}\nconstructor: ${random}\n`],
    ["deep nesting", "yaml", `${"password: [".repeat(2_000)}`],
    ["what does not parse", "json", `{"password": "${random}", `],
    ["what does not parse in HCL", "hcl", `password = "${random}\n}}}`],
  ])("%s", async (_name, language, text) => {
    const started = cpuTime();
    expect((await found(language, text)).length).toBeLessThanOrEqual(50);
    expect(cpuTime() - started).toBeLessThan(5_000);
  });
});

describe("names", () => {
  it.each([
    ..."password DB_PASSWORD db-passwd mysqlRootPwd keystore.passphrase dbPassword2 PASSWORD_PROD"
      .split(" ")
      .map((name) => [name, "password"]),
    ..."secret client_secret clientSecret API_KEY apikey X-Api-Key aws_secret_access_key accessToken token storageAccountKey credentials"
      .split(" ")
      .map((name) => [name, "key"]),
    ..."secretName tokenUrl passwordFile secret_id password_length secret_version secretKeyRef token_ttl publicKey primary_key key keyboard bypass compass secrets passwordPolicy SecretArn api_key_id cookie_name hash_key forgotPassword tokenReview"
      .split(" ")
      .map((name) => [name, undefined]),
  ])("%s: %s", (name, kind) => {
    expect(secretKindOf(String(name))).toBe(kind);
  });
});
