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

export const startingFiles: Files = {
  ".github/plumbline.yml": ruleSet,
  ".github/workflows/plan.yml": workflow,
  "README.md": "# Shop\n\nEverything the shop runs on: `k8s/` for the cluster, `network/` for the ways in.\n",
  "compose.yaml": compose,
  "docs/bastion.md": "# Bastion\n\nThe only host that can be reached from outside.\n",
  "k8s/api/deploy.yaml": deployment,
  "k8s/api/service.yaml": service,
  "network/sg.tf": securityGroup,
  "network/variables.tf": variables,
};

const sound: Files = {
  ".github/workflows/plan.yml": workflow.replace("minutes: 10", "minutes: 15"),
  "compose.yaml": compose.replaceAll("1.41.2", "1.42.0"),
  "docs/bastion.md": `${startingFiles["docs/bastion.md"]}\nThe on-call reaches it by SSH from the office.\n`,
  "k8s/api/deploy.yaml": deployment.replace("1.41.2", "1.42.0"),
  "k8s/api/service.yaml": service.replace("  name: api\n", "  name: api\n  labels:\n    app: api\n"),
  "network/sg.tf": securityGroup + ssh,
};

/** What a hurried hand makes of it: an indentation, a key twice, an anchor that is not there, misspelt keys, a door open to the world. */
export const hurriedFiles: Files = {
  ...sound,
  ".github/workflows/plan.yml": edited(
    sound,
    ".github/workflows/plan.yml",
    "timeout-minutes: 15",
    "timeout_minutes: 15",
  ),
  "compose.yaml": edited(sound, "compose.yaml", "logging: *logging\n    ports", "logging: *loging\n    ports"),
  "k8s/api/deploy.yaml": edited(sound, "k8s/api/deploy.yaml", "          image:", "        image:"),
  "k8s/api/service.yaml": edited(
    sound,
    "k8s/api/service.yaml",
    "spec:\n",
    "spec:\n  type: ClusterIP\n  type: NodePort\n",
  ).replace("targetPort", "targetport"),
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
