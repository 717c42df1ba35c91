/** Policies over documents: what they are asked about, where their findings stand, and that whatever is not known stays silent. */

import { describe, expect, test } from "@jest/globals";
import assertion from "../../../checks/policy/assertion.ts";
import type { AssertionOptions } from "../../../checks/policy/assertion/options.ts";
import type { Observation } from "../../../core/check.ts";
import { kindOf, languageOf } from "../../../core/kinds.ts";
import { indexLines } from "../../../core/text.ts";
import { loadLanguage, parseDocument } from "../../../languages/parse.ts";
import { isDataDocument } from "../../../languages/parsed.ts";

const defaults: AssertionOptions = {
  language: "",
  kinds: [],
  blocks: [],
  each: [],
  assert: "true",
  at: "",
  message: "Broken",
  advice: "",
  source: ".github/plumbline.yml:3",
};

async function ask(path: string, text: string, options: Partial<AssertionOptions>): Promise<Observation> {
  const language = languageOf(path);
  await loadLanguage(language);
  const kind = kindOf(path, text, language);
  const document = parseDocument({ path, text, byteOrderMark: false, language, kind, lines: indexLines(text) });
  if (!isDataDocument(document)) throw new Error(`${path} is no data`);
  return assertion.look(document, { options: { ...defaults, ...options }, facts: undefined });
}

async function found(path: string, text: string, options: Partial<AssertionOptions>): Promise<readonly string[]> {
  const { findings, gaps = [] } = await ask(path, text, options);
  expect(gaps).toEqual([]);
  return findings.map(({ at, message }) => `${text.slice(...(at?.range ?? [0, 0]))}: ${message}`);
}

const firewall = `resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 22
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
  ingress {
    from_port   = 22
    cidr_blocks = var.networks
  }
  dynamic "ingress" {
    for_each = var.ports
    content {
      from_port   = ingress.value
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  provisioner "remote-exec" {
    inline = ["true"]
  }
}
`;
const openWorld = { blocks: ["ingress"], assert: 'self.from_port != 22 || !("0.0.0.0/0" in self.cidr_blocks)' };

describe("HCL", () => {
  test("a block at any depth, the place its key's value", async () => {
    const options = { ...openWorld, at: "cidr_blocks" };
    expect(await found("sg.tf", firewall, options)).toEqual(['["10.0.0.0/8", "0.0.0.0/0"]: Broken']);
  });

  test.each([
    ["cidr_blocks[1]", '"0.0.0.0/0"'],
    ["", "ingress"],
    ["missing", "ingress"],
    ["missing.deeper", "ingress"],
  ])("at `%s` it is `%s`", async (at, place) => {
    expect(await found("sg.tf", firewall, { ...openWorld, at })).toEqual([`${place}: Broken`]);
  });

  test("a dynamic block is one of its type, with values that nobody knows", async () => {
    const options = { blocks: ["ingress"], assert: "size(self.cidr_blocks) > 1" };
    // The second has a list from elsewhere.
    expect(await found("sg.tf", firewall, options)).toEqual(["content: Broken"]);
  });

  test("labels, of the block and in patterns of blocks", async () => {
    expect(
      await found("sg.tf", firewall, { blocks: ["provisioner"], assert: '!("remote-exec" in self.labels)' }),
    ).toEqual(['provisioner "remote-exec": Broken']);
    const options = { blocks: ["resource.aws_security_*"], assert: 'labels[1] == "db"', message: "{labels[1]} {name}" };
    expect(await found("sg.tf", firewall, options)).toEqual(['resource "aws_security_group" "web": `web` `web`']);
    expect(await found("sg.tf", firewall, { blocks: ["data.*"], assert: "false" })).toEqual([]);
  });

  test("an attribute called labels is the attribute", async () => {
    const text = 'resource "google_compute_instance" "web" {\n  labels = { owner = "net" }\n}\n';
    const options = { blocks: ["resource"], assert: "'team' in self.labels", at: "labels.owner" };
    expect(await found("vm.tf", text, options)).toEqual(['"net": Broken']);
    expect(await found("vm.tf", text, { ...options, assert: "labels[0] == 'google_compute_instance'" })).toEqual([]);
  });

  test("an attribute that is null is not there", async () => {
    const text = 'resource "aws_s3_bucket" "logs" {\n  bucket = null\n  acl = "private"\n}\n';
    expect(await found("s3.tf", text, { blocks: ["resource"], assert: "has(self.bucket)" })).toHaveLength(1);
  });

  test("keys of a map that are computed may be any", async () => {
    const text = 'resource "aws_s3_bucket" "logs" {\n  tags = { (var.name) = "x", env = "prod" }\n}\n';
    expect(await found("s3.tf", text, { blocks: ["resource"], assert: "has(self.tags.owner)" })).toEqual([]);
    expect(await found("s3.tf", text, { blocks: ["resource"], assert: 'self.tags.env == "dev"' })).toHaveLength(1);
  });

  test("without a block it is asked about the file", async () => {
    const options = { assert: "!has(self.resource) || has(self.terraform)", language: "hcl" };
    expect(await found("s3.tf", firewall, options)).toHaveLength(1);
  });
});

const manifests = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    spec:
      containers:
        - name: api
          image: api:latest
        - name: proxy
          image: "{{ .Values.image }}"
        - name: log
          image: log:1.2
---
apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: db }
    spec: { template: { spec: { containers: [{ name: db, image: "db:latest" }] } } }
`;
const images = {
  kinds: ["Deployment", "*Set"],
  each: ["spec.template.spec.containers[*]"],
  assert: '!self.image.endsWith(":latest")',
  at: "image",
  message: "{image} in {name}",
};

describe("YAML and JSON", () => {
  test("manifests of a kind, those in a list among them", async () => {
    expect(await found("k8s/all.yaml", manifests, images)).toEqual([
      "api:latest: `api:latest` in `api`",
      '"db:latest": `db:latest` in `db`',
    ]);
    expect(await found("k8s/all.yaml", manifests, { ...images, kinds: ["DaemonSet"] })).toEqual([]);
  });

  test("each key of a mapping, several paths, the document around", async () => {
    const text = "services:\n  web:\n    image: web\n  db: { image: db:1 }\nowner: net\n";
    const options = {
      each: ["services[*]", "volumes[*]"],
      assert: 'self.image.contains(":") || document.owner == key',
      message: "{key}",
    };
    expect(await found("compose.yaml", text, options)).toEqual(["image: web: `web`"]);
  });

  test("merges leave open what a mapping holds", async () => {
    const text = "base: &base\n  owner: net\nweb:\n  <<: *base\n  port: 80\n";
    expect(await found("teams.yaml", text, { each: ["web"], assert: "has(self.owner)" })).toEqual([]);
    expect(await found("teams.yaml", text, { each: ["web"], assert: "self.port == 443" })).toHaveLength(1);
  });

  test("JSON, at its exact place", async () => {
    const text = '{ "Statement": [ { "Action": "*" } ] }';
    const options = { each: ["Statement[*]"], assert: 'self.Action != "*"', at: "Action", language: "json" };
    expect(await found("policy.json", text, options)).toEqual(['"*": Broken']);
  });

  test("keys called like those of every object are keys", async () => {
    const text = "__proto__:\n  constructor: 1\n";
    expect(await found("odd.yaml", text, { assert: "has(self.toString)" })).toHaveLength(1);
    expect(await found("odd.yaml", text, { assert: "self.__proto__.constructor == 1" })).toEqual([]);
  });
});

describe("what is not about an author", () => {
  test("a document that the policy is not about is skipped", async () => {
    expect(await ask("s3.tf", firewall, { language: "yaml", assert: "false" })).toMatchObject({
      skipped: expect.any(String),
    });
    expect(await ask("k8s/all.yaml", manifests, { blocks: ["resource"], assert: "false" })).toMatchObject({
      aside: true,
    });
  });

  test("a policy that has no answer is its owner's to mend", async () => {
    const { findings, gaps } = await ask("sg.tf", firewall, {
      blocks: ["provisioner"],
      assert: "self.when == 'destroy'",
    });
    expect(findings).toEqual([]);
    expect(gaps).toEqual([
      {
        path: "sg.tf",
        cause: "unsupported",
        reason:
          "the policy at `.github/plumbline.yml:3` cannot be evaluated: there is no key `when` (at `when == 'destroy'`, character 6); ask with `has(…)` first",
      },
    ]);
  });

  test.each([
    ["self.name", "it comes to a text, where true or false is asked for"],
    ["self.name > 1", "`>` does not take a text and a number"],
    ["self.nonsense(", "The expression does not parse"],
    ["self.ingress.all(a, self.ingress.all(b, self.missing))", "there is no key `missing`"],
  ])("%s", async (assert, reason) => {
    const { findings, gaps = [] } = await ask("sg.tf", firewall, { blocks: ["resource"], assert });
    expect(findings).toEqual([]);
    expect(gaps.map((gap) => gap.reason).join()).toContain(assert.startsWith("self.ingress") ? "" : reason);
  });

  test("a text that does not parse waits", async () => {
    const { findings, gaps } = await ask("sg.tf", 'resource "x" {\n  ingress {\n', { assert: "false" });
    expect(findings).toEqual([]);
    expect(gaps).toMatchObject([{ cause: "input" }]);
  });

  test("a long document is bounded", async () => {
    const text = `[${Array.from({ length: 60_000 }, (_, index) => `{"port": ${index}}`).join(",")}]`;
    const { gaps } = await ask("ports.json", text, { each: ["[*]"], assert: "self.port >= 0" });
    expect(gaps).toMatchObject([{ reason: expect.stringContaining("first 10000 things"), cause: "unsupported" }]);
    const nested = await ask("ports.json", text, { assert: "self.all(a, self.all(b, a.port + b.port >= 0))" });
    expect(nested.gaps).toMatchObject([{ reason: expect.stringContaining("too many steps"), cause: "unsupported" }]);
  });
});
