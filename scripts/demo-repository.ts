/** The demo's infrastructure repository: sound files at first, the mistakes of a hurried change, and their mends. */

type Files = Readonly<Record<string, string>>;

export const ruleSet = `# Context as the risk asks for it: a network rule names its ticket, a typo does not.
extends: [recommended, context-strict]
rules:
  context/ticket:
    options: { patterns: ['OPS-\\d+'] }
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  labels:
    app: api
spec:
  replicas: 3
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      serviceAccountName: api
      securityContext:
        runAsNonRoot: true
      containers:
        - name: api
          image: registry.example.com/shop/api:1.41.2
          ports:
            - containerPort: 8080
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  selector:
    app: api
  ports:
    - name: http
      port: 80
      targetPort: 8080
`;

const compose = `x-logging: &logging
  driver: json-file
  options: { max-size: 10m }

services:
  api:
    image: registry.example.com/shop/api:1.41.2
    logging: *logging
    ports: ["8080:8080"]
  database:
    image: postgres:17.2
    logging: *logging
`;

const workflow = `name: Plan
on:
  pull_request:
    paths: ["network/**"]
permissions:
  contents: read
jobs:
  plan:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - run: terraform -chdir=network plan -lock=false
`;

const securityGroup = `resource "aws_security_group" "bastion" {
  name        = "bastion"
  description = "Ways into the bastion host"
  vpc_id      = var.vpc_id

  tags = {
    team = "platform"
  }
}
`;

const ssh = `
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.bastion.id
  description       = "SSH for the on-call"
  cidr_ipv4         = var.office_cidr
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
`;

const variables = `variable "vpc_id" {
  type = string
}

variable "office_cidr" {
  type = string
}
`;

const dockerfile = `FROM node:22.11-alpine AS build
WORKDIR /src
COPY . .
RUN npm ci && npm run build

FROM node:22.11-alpine
COPY --from=build /src/dist /app
USER node
CMD ["node", "/app/server.js"]
`;

const cleaning = `#!/bin/bash
set -euo pipefail
releases="$1"
cd "$releases" || exit 1
rm -rf ./old
`;

const alerts = `groups:
  - name: api
    rules:
      - alert: ApiErrors
        expr: sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 1
        for: 10m
        labels:
          severity: page
        annotations:
          summary: "{{ $labels.job }} answers with errors"
`;

const unit = `[Unit]
Description=Cleans up old releases

[Service]
Type=oneshot
ExecStart=/usr/local/bin/clean /srv/releases
`;

export const startingFiles: Files = {
  ".github/plumbline.yml": ruleSet,
  ".github/workflows/plan.yml": workflow,
  "api/Dockerfile": dockerfile,
  "README.md": "# Shop\n\nEverything the shop runs on: `k8s/` for the cluster, `network/` for the ways in.\n",
  "compose.yaml": compose,
  "docs/bastion.md": "# Bastion\n\nThe only host that can be reached from outside.\n",
  "k8s/api/deploy.yaml": deployment,
  "k8s/api/service.yaml": service,
  "hosts/clean.service": unit,
  "hosts/clean.sh": cleaning,
  "monitoring/api.rules.yml": alerts,
  "network/sg.tf": securityGroup,
  "network/variables.tf": variables,
};

const sound: Files = {
  ".github/workflows/plan.yml": workflow.replace("minutes: 10", "minutes: 15"),
  "api/Dockerfile": dockerfile.replaceAll("22.11", "22.12"),
  "compose.yaml": compose.replaceAll("1.41.2", "1.42.0"),
  "docs/bastion.md": `${startingFiles["docs/bastion.md"]}\nThe on-call reaches it by SSH from the office.\n`,
  "k8s/api/deploy.yaml": deployment.replace("1.41.2", "1.42.0"),
  "k8s/api/service.yaml": service.replace("  name: api\n", "  name: api\n  labels:\n    app: api\n"),
  "hosts/clean.service": unit.replace("oneshot\n", "oneshot\nNice=10\n"),
  "hosts/clean.sh": `${cleaning}rm -rf "$releases/tmp"\n`,
  "monitoring/api.rules.yml": alerts.replace("for: 10m", "for: 5m"),
  "network/sg.tf": securityGroup + ssh,
};

/** What a hurried hand makes of it: an indentation, a key twice, misspelt keys, a range forgotten, a door open to the world. */
export const hurriedFiles: Files = {
  ...sound,
  ".github/workflows/plan.yml": edited(
    sound,
    ".github/workflows/plan.yml",
    "timeout-minutes: 15",
    "timeout_minutes: 15",
  ),
  "api/Dockerfile": edited(sound, "api/Dockerfile", "--from=build", "--from=biuld"),
  "compose.yaml": edited(sound, "compose.yaml", "logging: *logging\n    ports", "logging: *loging\n    ports"),
  "k8s/api/deploy.yaml": edited(sound, "k8s/api/deploy.yaml", "          image:", "        image:"),
  "k8s/api/service.yaml": edited(
    sound,
    "k8s/api/service.yaml",
    "spec:\n",
    "spec:\n  type: ClusterIP\n  type: NodePort\n",
  ).replace("targetPort", "targetport"),
  "hosts/clean.service": edited(sound, "hosts/clean.service", "[Service]", "[Sevice]"),
  "hosts/clean.sh": edited(sound, "hosts/clean.sh", '"$releases/tmp"', "$releases/tmp"),
  "monitoring/api.rules.yml": edited(sound, "monitoring/api.rules.yml", "[5m]", ""),
  "network/sg.tf": edited(sound, "network/sg.tf", "cidr_ipv4         = var.office_cidr", 'cidr_ipv4 = "0.0.0.0/0"'),
};

export const mends: Files = Object.fromEntries(
  Object.entries(sound).filter(([path, text]) => hurriedFiles[path] !== text),
);

export const hurriedRequest = { title: "Open SSH to the bastion, roll out API 1.42", body: "" };

export const completeBody = `The on-call cannot reach the bastion from the office when the VPN is down. This opens SSH for the office network
only, and rolls out API 1.42 on the way.

Roll back by reverting this change: no state is touched.

Refs: OPS-123
`;

function edited(files: Files, path: string, from: string, to: string): string {
  const text = files[path] ?? "";
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return text.replace(from, to);
}
