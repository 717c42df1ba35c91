/** How fast the cookbook's policies are asked of documents, parsing and converting included, and what one evaluation costs. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import assertion from "../checks/policy/assertion.ts";
import { type AssertionOptions, emptyAssertion } from "../checks/policy/assertion/options.ts";
import { evaluate, namesOf } from "../checks/policy/cel/evaluate.ts";
import { readExpression } from "../checks/policy/cel/read.ts";
import { fromData } from "../checks/policy/cel/value.ts";
import { readRuleSetFile } from "../checks/schema/plumbline-rules/read.ts";
import { openDocument } from "../core/open-document.ts";
import { packageRoot } from "../engine/package-root.ts";
import { loadLanguage, parseDocument } from "../languages/parse.ts";
import { isDataDocument, type ParsedDocument } from "../languages/parsed.ts";
import { cpuMilliseconds, median } from "./measure.ts";
import type { BenchTable } from "./measure.ts";

const documents = 500;
const runs = 5;

export async function benchPolicies(): Promise<BenchTable> {
  const policies = await cookbook();
  const rows: (readonly string[])[] = [];
  for (const [name, path, text] of [
    ["Kubernetes manifests of two containers", "k8s/deploy.yaml", manifest],
    ["Terraform files of two resources", "network/main.tf", configuration],
  ] as const) {
    await loadLanguage(path.endsWith(".tf") ? "hcl" : "yaml");
    const texts = Array.from({ length: documents }, (_, index) => text(index));
    const parsing = await processorTime(async () => texts.forEach((each) => void parse(path, each)));
    const asking = await processorTime(async () => {
      for (const each of texts) await askAll(parse(path, each), policies);
    });
    const pairs = documents * policies.length;
    rows.push([name, perSecond(documents, parsing), perSecond(documents, asking), perSecond(pairs, asking)]);
  }
  return {
    title: `Policies: ${policies.length} of the cookbook on ${documents} documents`,
    head: ["what", "parsed alone, a second", "asked all, documents a second", "documents x policies a second"],
    rows,
    remark: `One evaluation of the SSH policy: ${(await evaluationTime()).toFixed(2)} µs. Processor time, medians of ${runs} passes after one; every document is parsed and converted anew.`,
  };
}

async function cookbook(): Promise<readonly AssertionOptions[]> {
  const folder = join(packageRoot(), "docs", "cookbook");
  const policies: AssertionOptions[] = [];
  for (const name of await readdir(folder)) {
    const { file } = await readRuleSetFile(await readFile(join(folder, name), "utf8"), name);
    for (const { rule } of file?.policies ?? []) {
      if (rule.check === "policy/assertion") policies.push({ ...emptyAssertion, ...rule.options });
    }
  }
  return policies;
}

function parse(path: string, text: string): ParsedDocument {
  return parseDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
}

async function askAll(document: ParsedDocument, policies: readonly AssertionOptions[]): Promise<void> {
  if (!isDataDocument(document)) return;
  for (const options of policies) await assertion.look(document, { options, facts: undefined });
}

async function processorTime(run: () => Promise<void>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let each = 0; each < runs; each += 1) times.push(await cpuMilliseconds(run));
  return median(times);
}

function perSecond(count: number, milliseconds: number): string {
  return Math.round((count / milliseconds) * 1_000).toLocaleString("en");
}

async function evaluationTime(): Promise<number> {
  const text = '!(self.from_port <= 22 && self.to_port >= 22 && "0.0.0.0/0" in self.cidr_blocks)';
  const reading = readExpression(text, ["self"]);
  if ("problem" in reading) throw new Error(reading.problem.message);
  const { term } = reading;
  const names = namesOf({ self: fromData({ from_port: 20, to_port: 25, cidr_blocks: ["10.0.0.0/8", "0.0.0.0/0"] }) });
  const rounds = 50_000;
  const time = await processorTime(async () => {
    for (let round = 0; round < rounds; round += 1) {
      evaluate(term, names, { isOpen: () => false, budget: { left: 1_000 } });
    }
  });
  return (time / rounds) * 1_000;
}

const manifest = (index: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api-${index}, namespace: shop, labels: { team: shop, app.kubernetes.io/name: api } }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.${index}
          resources: { limits: { memory: 64Mi }, requests: { memory: 64Mi } }
        - name: proxy
          image: registry.example.com/proxy:2.${index}
          resources: { limits: { memory: 64Mi }, requests: { memory: 64Mi } }
`;
const configuration = (index: number): string => `resource "aws_security_group" "web_${index}" {
  tags = { owner = "team-net" }
  ingress {
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/8", var.network]
  }
}
resource "aws_s3_bucket" "logs_${index}" {
  bucket = "acme-prod-logs-${index}"
  tags   = { owner = "team-data" }
}
`;
