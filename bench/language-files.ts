/** Sound files of each language, as a platform team has them: what `bench/languages.ts` measures with. */

export interface BenchLanguage {
  readonly name: string;
  /** Where the file with this number lies. */
  readonly path: (number: number) => string;
  readonly text: (number: number) => string;
}

export const languages = {
  workflow: {
    name: "GitHub workflow",
    path: (number) => `.github/workflows/build-${number}.yml`,
    text: workflow,
  },
  dockerfile: { name: "Dockerfile", path: (number) => `images/${number}/Dockerfile`, text: dockerfile },
  shell: { name: "shell script", path: (number) => `scripts/deploy-${number}.sh`, text: script },
  yaml: { name: "YAML (manifest)", path: (number) => `k8s/service-${number}/deployment.yaml`, text: manifest },
  compose: { name: "Compose", path: (number) => `stacks/${number}/compose.yaml`, text: compose },
  json: { name: "JSON", path: (number) => `settings/${number}.json`, text: settings },
  toml: { name: "TOML", path: (number) => `gateways/${number}/gateway.toml`, text: gateway },
  ini: { name: "INI (setup.cfg)", path: (number) => `tools/${number}/setup.cfg`, text: setup },
  dotenv: { name: "dotenv", path: (number) => `stacks/${number}/.env`, text: environment },
  markdown: { name: "Markdown", path: (number) => `docs/runbook-${number}.md`, text: runbook },
} as const satisfies Readonly<Record<string, BenchLanguage>>;

function repeated(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join("");
}

const pinned = "de0fac2e4500dabe0009e67214ff5f5447ce83dd";

function workflow(number: number): string {
  const jobs = repeated(
    4,
    (index) => `  build-${index}:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    strategy:
      matrix:
        node: [20, 22, 24]
    steps:
      - uses: actions/checkout@${pinned} # v6.0.2
        with:
          persist-credentials: false
      - name: Build part ${index} of service ${number}
        if: \${{ github.event_name == 'push' && matrix.node >= 20 }}
        env:
          PART: "part-${index}-\${{ matrix.node }}"
        run: |
          set -eu
          make "$PART"
          echo "built $PART" >> "$GITHUB_STEP_SUMMARY"
`,
  );
  return `name: build ${number}\non:\n  push:\n    branches: [main]\npermissions:\n  contents: read\njobs:\n${jobs}`;
}

function gateway(number: number): string {
  const routes = repeated(
    8,
    (index) => `
[[routes]]
path = "/service-${number}/part-${index}"
methods = ["GET", "POST"]
upstream = { host = "service-${number}.internal", port = 8080 }
timeout = 2.5
`,
  );
  return `title = "gateway ${number}"\nsince = 2026-11-23T07:00:00Z\n\n[server]\nlisten = "0.0.0.0:8443"\n${routes}`;
}

function setup(number: number): string {
  const parts = repeated(8, (index) => `    service_${number}.part_${index}\n`);
  return `[metadata]\nname = service-${number}\nversion = 1.0.0\n\n[options]\npackages =\n${parts}python_requires = >=3.11\n\n[flake8]\nmax-line-length = 120\n`;
}

function environment(number: number): string {
  const parts = repeated(12, (index) => `PART_${index}_HOST=part-${index}.internal # of service ${number}\n`);
  return `# service ${number}\nREGION=eu-west-1\nGREETING="hello there"\n${parts}`;
}

function dockerfile(number: number): string {
  const digest = number.toString(16).padStart(64, "0");
  return `# syntax=docker/dockerfile:1
FROM debian:12-slim@sha256:${digest} AS build
WORKDIR /src
RUN apt-get update \\
  && apt-get install -y --no-install-recommends ca-certificates=20230311 make=4.3-4.1 \\
  && rm -rf /var/lib/apt/lists/*
COPY Makefile ./
COPY src ./src
RUN make "service-${number}" && install -m 0755 "service-${number}" /usr/local/bin/service

FROM debian:12-slim@sha256:${digest}
LABEL org.opencontainers.image.title="service-${number}"
RUN useradd --system --uid 10001 --no-create-home service
COPY --from=build /usr/local/bin/service /usr/local/bin/service
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=30s CMD ["/usr/local/bin/service", "--health"]
ENTRYPOINT ["/usr/local/bin/service"]
CMD ["--port", "8080"]
`;
}

function script(number: number): string {
  const hosts = repeated(
    6,
    (index) => `
restart_${index}() {
  local host="\${1:?host}"
  if ! ssh -n "$host" "systemctl is-active --quiet service-${number}"; then
    echo "service-${number} is down on $host" >&2
    return 1
  fi
  for unit in api worker; do
    ssh -n "$host" "systemctl restart service-${number}-$unit" || return
  done
}
`,
  );
  return `#!/usr/bin/env bash
set -euo pipefail

cd "$(dirname "$0")" || exit 1
readonly hosts=(web1.internal web2.internal)
${hosts}
for host in "\${hosts[@]}"; do
  case "$host" in
    web*) restart_0 "$host" ;;
    *) echo "unknown host: $host" >&2 ;;
  esac
done
`;
}

function manifest(number: number): string {
  const containers = repeated(
    6,
    (index) => `        - name: worker-${index}
          image: registry.example.com/shop/service-${number}:1.${index}.0
          args: ["--port", "80${index}0", "--zone=eu-${index}"]
          env:
            - name: QUEUE
              value: service-${number}-${index}
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          readinessProbe:
            httpGet: { path: /ready, port: 80${index}0 }
`,
  );
  const name = `service-${number}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
${containers}`;
}

function compose(number: number): string {
  const services = repeated(
    6,
    (index) => `  worker-${index}:
    image: registry.example.com/shop/worker:1.${number}.${index}
    restart: unless-stopped
    environment:
      QUEUE: queue-${index}
      LEVEL: \${LEVEL:-info}
    depends_on:
      queue: { condition: service_healthy }
    networks: [inside]
    volumes:
      - data-${index}:/var/lib/worker
`,
  );
  const volumes = repeated(6, (index) => `  data-${index}: {}\n`);
  return `name: shop-${number}
services:
  queue:
    image: registry.example.com/shop/queue:7.${number}
    healthcheck:
      test: ["CMD", "queue", "ping"]
      interval: 10s
    networks: [inside]
${services}networks:
  inside: {}
volumes:
${volumes}`;
}

function settings(number: number): string {
  const zones = Array.from({ length: 40 }, (_, index) => ({ zone: `eu-${index}`, replicas: index, active: true }));
  return `${JSON.stringify({ service: number, timeout: 30, zones }, null, 2)}\n`;
}

function runbook(number: number): string {
  const steps = repeated(30, (index) => `${index + 1}. Look at the latency of replica ${index}, then note its load.\n`);
  return `# Service ${number}\n\nWhat to do when it is slow.\n\n${steps}\n## Roll back\n\n\`\`\`sh\nkubectl rollout undo deployment/service-${number}\n\`\`\`\n`;
}
