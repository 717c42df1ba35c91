/** A pull request of any size, made up of what infrastructure repositories hold: manifests, workflows, values, JSON, prose. */

import type { ChangedFile, Differential, FileContent } from "../core/differential.ts";
import { memoryTree } from "../sources/memory.ts";

interface SyntheticFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** The one line (from 1) that the change touches. */
  readonly line: number;
}

/** Seven files of ten are manifests; every one of them changes one line, every tenth with a mistake. */
export function syntheticFiles(count: number): readonly SyntheticFile[] {
  return Array.from({ length: count }, (_, number) => {
    const kind = number % 10;
    if (kind < 7) return manifest(number);
    if (kind === 7) return workflow(number);
    return kind === 8 ? settings(number) : manual(number);
  });
}

/** `edition` makes the same change once more with other content, so that no cache knows it. */
export function syntheticDifferential(count: number, edition = 0): Differential {
  const files = syntheticFiles(count).map((file) => ({
    ...file,
    after: file.after.replaceAll("edition-0", `edition-${edition}`),
  }));
  return {
    repository: "harbor/infrastructure",
    base: memoryTree(new Map(files.map(({ path, before }) => [path, content(before)])), "b".repeat(40)),
    head: memoryTree(new Map(files.map(({ path, after }) => [path, content(after)])), "a".repeat(40)),
    files: files.map(({ path, line }): ChangedFile => ({
      path,
      status: "modified",
      kind: "file",
      additions: 1,
      deletions: 1,
      hunks: [{ lines: [Math.max(1, line - 3), line + 3], changed: [[line, line]] }],
    })),
    commits: [{ sha: "a".repeat(40), message: "OPS-12: raise the limits", isMerge: false }],
    branch: "raise-limits",
  };
}

function content(text: string): FileContent {
  return { kind: "text", text, byteOrderMark: false };
}

function manifest(number: number): SyntheticFile {
  const containers = Array.from({ length: 6 }, (_, index) => container(number, index)).join("");
  const before = `# Serves harbour ${number}.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: crane-${number}
  labels:
    app: crane-${number}
    edition: edition-0
spec:
  replicas: 2
  selector:
    matchLabels:
      app: crane-${number}
  template:
    metadata:
      labels:
        app: crane-${number}
    spec:
      containers:
${containers}`;
  const mistake = number % 10 === 3 ? "  replicas: 3\n  replicas: 3\n" : "  replicas: 3\n";
  return changed(`k8s/crane-${number}/deployment.yaml`, before, "  replicas: 2\n", mistake);
}

function container(number: number, index: number): string {
  return `        - name: worker-${index}
          image: registry.example.com/harbor/crane-${number}:1.${index}.0
          args: ["--port", "80${index}0", "--zone=eu-${index}"]
          env:
            - name: LOG_LEVEL
              value: "info"
            - name: QUEUE
              value: crane-${number}-${index}
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { cpu: 500m, memory: 256Mi }
          readinessProbe:
            httpGet:
              path: /healthz
              port: 80${index}0
`;
}

function workflow(number: number): SyntheticFile {
  const jobs = Array.from(
    { length: 5 },
    (_, index) => `  build-${index}:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - name: Build part ${index}
        run: make part-${index}
`,
  ).join("");
  const before = `name: build-${number} edition-0\non:\n  push:\n    branches: [main]\njobs:\n${jobs}`;
  return changed(`.github/workflows/build-${number}.yml`, before, "branches: [main]", "branches: [main, release]");
}

function settings(number: number): SyntheticFile {
  const zones = Array.from({ length: 40 }, (_, index) => ({ zone: `eu-${index}`, cranes: index, active: true }));
  const before = `${JSON.stringify({ harbour: number, edition: "edition-0", timeout: 30, zones }, null, 2)}\n`;
  return changed(`settings/harbour-${number}.json`, before, '"timeout": 30', '"timeout": 60');
}

function manual(number: number): SyntheticFile {
  const steps = Array.from({ length: 30 }, (_, index) => `${index + 1}. Check crane ${index}, then note its load.`);
  const before = `# Harbour ${number}, edition-0\n\nWhat to do when a crane stops.\n\n${steps.join("\n")}\n`;
  return changed(`docs/harbour-${number}.md`, before, "crane stops", "crane stands still");
}

function changed(path: string, before: string, from: string, to: string): SyntheticFile {
  const line = before.slice(0, before.indexOf(from)).split("\n").length;
  return { path, before, after: before.replace(from, to), line };
}
