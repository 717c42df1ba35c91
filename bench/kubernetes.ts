/** How fast manifests are held against Kubernetes' schemas: a resource warm, the first one of a process, and what it takes in memory. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import apiVersions from "../checks/schema/kubernetes-api-versions.ts";
import schema from "../checks/schema/kubernetes.ts";
import { openDocument } from "../core/open-document.ts";
import { packageRoot } from "../engine/package-root.ts";
import type { YamlDocument } from "../languages/parsed.ts";
import { parseYamlDocument } from "../languages/yaml/document.ts";
import { cpuMilliseconds, median, megabytes, ms } from "./measure.ts";
import type { BenchTable } from "./measure.ts";

const files = 500;
const resourcesInFile = 4;
const runs = 5;
const newest = ["1.36"] as const;
const every = ["1.29", "1.30", "1.32", "1.33", "1.34", "1.36"] as const;

export async function benchKubernetes(): Promise<BenchTable> {
  const texts = Array.from({ length: files }, (_, number) => manifests(number));
  const parsed = texts.map(parse);
  const rows = [
    await row("parse", async () => void texts.map(parse)),
    await row("schema, parsed before", () => validate(parsed.map(unread))),
    await row("parse and schema", async () => validate(texts.map(parse))),
    await row("parse, schema and API versions", async () => {
      const documents = texts.map(parse);
      await validate(documents);
      for (const document of documents) await apiVersions.look(document, { options: apiOptions, facts: undefined });
    }),
    await row("schema in six versions at once, parsed before", () => validate(parsed.map(unread), every)),
  ];
  const { first, memory } = await inFreshProcess();
  return {
    title: `Kubernetes: schemas of ${files * resourcesInFile} resources in ${files} files`,
    head: ["what", "a resource", "resources a second"],
    rows: [
      ...rows,
      ["first file of a fresh process, checks loaded", ms(first), ""],
      ["peak memory of that process after all files", megabytes(memory), ""],
    ],
    remark: `Aim: 7,500 resources a second, warm, on one core. Processor time, medians of ${runs} passes after as many; half of the resources are workloads.`,
  };
}

const apiOptions = { kubernetesVersion: [...newest], removed: true, deprecated: true };

async function row(name: string, pass: () => Promise<void>): Promise<readonly string[]> {
  for (let warming = 0; warming < runs; warming += 1) await pass();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await cpuMilliseconds(pass));
  const each = median(times) / files / resourcesInFile;
  return [name, `${each.toFixed(3)} ms`, Math.round(1_000 / each).toLocaleString("en")];
}

async function validate(
  documents: readonly YamlDocument[],
  kubernetesVersion: readonly (typeof every)[number][] = newest,
) {
  const options = { kubernetesVersion: [...kubernetesVersion], crds: [], skip: [] };
  for (const document of documents) {
    const { findings } = await schema.look(document, { options, facts: undefined });
    if (findings.length > 0) throw new Error(`the manifests are not sound: ${findings[0]?.message}`);
  }
}

async function inFreshProcess(): Promise<{ readonly first: number; readonly memory: number }> {
  const script = `
    const { firstManifest } = await import(${JSON.stringify(join(packageRoot(), "dist/bench/kubernetes.js"))});
    console.log(JSON.stringify(await firstManifest()));`;
  const results: { first: number; memory: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    results.push(JSON.parse(stdout));
  }
  return { first: median(results.map((each) => each.first)), memory: median(results.map((each) => each.memory)) };
}

/** Milliseconds of this process's first file, and its largest size in bytes after all of them. */
export async function firstManifest(): Promise<{ readonly first: number; readonly memory: number }> {
  const started = performance.now();
  await validate([parse(manifests(0))]);
  const first = performance.now() - started;
  for (let number = 1; number < files; number += 1) await validate([parse(manifests(number))]);
  return { first, memory: process.resourceUsage().maxRSS * 1024 };
}

/** Checks remember what they read of a document: each pass gets one that nobody has seen. */
function unread(document: YamlDocument): YamlDocument {
  return { ...document };
}

function parse(text: string): YamlDocument {
  return parseYamlDocument(openDocument("k8s/app.yaml", { kind: "text", text, byteOrderMark: false }));
}

/** What an application mostly consists of: four resources, sound by any rule that is on by itself. */
export function manifests(number: number): string {
  const name = `service-${number}`;
  const metadata = `metadata:\n  name: ${name}\n  namespace: shop\n  labels:\n    app: ${name}\n    team: shop\n`;
  const pod = `    metadata:
      labels:
        app: ${name}
    spec:
      serviceAccountName: ${name}
      securityContext:
        runAsNonRoot: true
      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.${number}.0
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: REGION
              value: eu-west-1
            - name: PASSWORD
              valueFrom:
                secretKeyRef:
                  name: ${name}
                  key: password
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          readinessProbe:
            httpGet: { path: /ready, port: http }
          volumeMounts:
            - name: settings
              mountPath: /etc/${name}
      volumes:
        - name: settings
          configMap:
            name: ${name}
`;
  const selector = `  selector:\n    matchLabels:\n      app: ${name}\n`;
  return [
    `apiVersion: apps/v1\nkind: Deployment\n${metadata}spec:\n  replicas: 3\n${selector}  template:\n${pod}`,
    `apiVersion: apps/v1\nkind: StatefulSet\n${metadata}spec:\n  serviceName: ${name}\n${selector}  template:\n${pod}`,
    `apiVersion: v1\nkind: Service\n${metadata}spec:\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n  selector:\n    app: ${name}\n`,
    `apiVersion: v1\nkind: ConfigMap\n${metadata}data:\n  settings.yaml: |\n    port: 8080\n    level: info\n`,
  ].join("---\n");
}
