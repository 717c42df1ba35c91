/** Sound files of other tools that have a schema of ours, written to use most of what their formats allow. */

export const goodDeploymentFiles: readonly (readonly [path: string, text: string])[] = [
  [
    "compose.yaml",
    `name: shop
include:
  - base.yaml
  - { path: [a.yaml, b.yaml], env_file: .env, project_directory: .. }
x-logging: &logging
  driver: json-file
  options: { max-size: 10m, max-file: 3 }
services:
  api:
    image: "registry.example.com/api:\${TAG:-latest}"
    build:
      context: .
      dockerfile: Dockerfile
      target: run
      args: { VERSION: 1.2, DEBUG: "false", EMPTY: }
      cache_from: ["type=gha"]
      platforms: [linux/amd64]
      secrets: [npm, { source: token, target: /run/token, mode: 0400 }]
      ssh: [default]
      additional_contexts: { lib: ../lib }
      extra_hosts: ["a=1.2.3.4"]
      shm_size: 64m
      x-bake: { tags: [a] }
    command: ["serve", "--port", "80"]
    entrypoint: /entry.sh
    container_name: api
    depends_on:
      db: { condition: service_healthy, restart: true, required: false }
      cache: { condition: service_started }
    deploy:
      mode: replicated
      replicas: 2
      labels: [a=b]
      resources:
        limits: { cpus: "0.5", memory: 512M, pids: 100 }
        reservations: { cpus: 0.25, memory: 128M, devices: [{ capabilities: [gpu], count: all, driver: nvidia }] }
      restart_policy: { condition: on-failure, delay: 5s, max_attempts: 3, window: 2m }
      update_config: { parallelism: 1, order: start-first, failure_action: rollback }
      placement: { constraints: [node.role == worker], preferences: [{ spread: node.labels.zone }], max_replicas_per_node: 1 }
    develop:
      watch:
        - { action: sync, path: ./src, target: /app/src, ignore: [node_modules/] }
        - { action: sync+exec, path: ./conf, target: /conf, exec: { command: reload } }
    devices: ["/dev/ttyUSB0:/dev/ttyUSB0", { source: /dev/fuse, target: /dev/fuse, permissions: rwm }]
    dns: 1.1.1.1
    env_file:
      - .env
      - { path: ./override.env, required: false }
    environment: { LEVEL: 3, DEBUG: true, NAME: api, INHERITED: }
    expose: [80, "443"]
    extends: { file: common.yaml, service: base }
    extra_hosts: { host.docker.internal: host-gateway, two: [1.1.1.1, 2.2.2.2] }
    gpus: all
    healthcheck: { test: [CMD, curl, -f, http://localhost], interval: 30s, timeout: 5s, retries: 3, start_period: 10s, start_interval: 1s }
    init: true
    labels: { traefik.enable: true, a: "b" }
    logging: *logging
    mem_limit: 1g
    networks:
      front: { aliases: [api], ipv4_address: 10.0.0.2, priority: 10 }
      back:
    ports:
      - 8080
      - "80:80"
      - 22:22
      - { target: 80, published: "8080", protocol: tcp, mode: host, name: web, app_protocol: http }
    post_start: [{ command: [a, b], user: root, privileged: true, environment: [A=b] }]
    privileged: false
    profiles: [web]
    pull_policy: every_12h
    read_only: true
    restart: unless-stopped
    secrets: [token, { source: cert, target: cert.pem, uid: "103", mode: 0440 }]
    stop_grace_period: 1m30s
    sysctls: { net.core.somaxconn: 1024 }
    tmpfs: [/tmp]
    ulimits: { nproc: 65535, nofile: { soft: 20000, hard: 40000 } }
    user: 1000:1000
    volumes:
      - data:/var/lib/data:ro
      - { type: bind, source: ./conf, target: /conf, read_only: true, bind: { propagation: rslave, create_host_path: true } }
      - { type: tmpfs, target: /tmp, tmpfs: { size: 1000, mode: 0755 } }
      - { type: volume, source: data, target: /d, volume: { nocopy: true, subpath: a } }
    working_dir: /app
    x-owner: team-shop
  db: { image: postgres, env_file: db.env, environment: [A=b, C], command: , restart: "no", depends_on: [cache], networks: [back] }
  cache: { image: redis, network_mode: host, tty: true, stdin_open: true, scale: 2 }
  ai: { provider: { type: model, options: { model: small } }, models: [llm] }
networks:
  front: { driver: bridge, ipam: { config: [{ subnet: 10.0.0.0/24, gateway: 10.0.0.1 }] }, enable_ipv6: false, internal: true }
  back:
  outside: { external: true, name: shared }
volumes:
  data: { driver: local, driver_opts: { type: nfs, o: "addr=10.0.0.1", size: 10 }, labels: [a=b] }
  plain:
secrets:
  token: { file: ./token.txt }
  cert: { external: true }
  npm: { environment: NPM_TOKEN }
configs:
  app: { content: "a=b" }
models:
  llm: { model: ai/small, context_size: 1024 }
`,
  ],
  [
    "docker-compose.yml",
    'version: "3.8"\nservices:\n  web:\n    build: .\n    ports: ["80:80"]\n    links: [db:database]\nx-any: 1\n',
  ],
  [
    "k8s/overlays/production/kustomization.yaml",
    `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata: { name: production, annotations: { config.kubernetes.io/local-config: "true" } }
namespace: shop
namePrefix: prod-
nameSuffix: -v2
resources: [../../base, ingress.yaml]
components: [../../components/monitoring]
commonLabels: { app: shop }
commonAnnotations: { note: hello }
labels:
  - { pairs: { team: shop }, includeSelectors: false, includeTemplates: true, fields: [{ path: spec/x, create: true, kind: A }] }
images: [{ name: api, newName: registry.example.com/api, newTag: "1.4" }, { name: db, digest: "sha256:abc" }]
replicas: [{ name: api, count: 3 }]
patches:
  - path: memory.yaml
  - { target: { kind: Deployment, name: api, labelSelector: "a=b" }, patch: "- op: remove\\n  path: /spec/replicas", options: { allowNameChange: true } }
patchesStrategicMerge: [old.yaml]
patchesJson6902: [{ target: { group: apps, version: v1, kind: Deployment, name: api }, path: p.yaml }]
configMapGenerator:
  - { name: settings, literals: [LEVEL=3], files: [a.conf], envs: [.env], behavior: merge, options: { disableNameSuffixHash: true, labels: { a: b } } }
secretGenerator: [{ name: token, type: Opaque, envs: [secret.env] }]
generatorOptions: { labels: { a: b }, immutable: true }
replacements:
  - path: r.yaml
  - source: { kind: ConfigMap, name: settings, fieldPath: data.LEVEL, options: { delimiter: ",", index: 0 } }
    targets: [{ select: { kind: Deployment }, reject: [{ name: x }], fieldPaths: [spec.replicas], options: { create: true } }]
helmCharts:
  - { name: redis, repo: https://charts.example.com, version: 1.2.3, releaseName: r, namespace: shop, valuesFile: v.yaml, valuesInline: { a: 1 }, includeCRDs: true }
helmGlobals: { chartHome: charts }
openapi: { path: schema.json }
buildMetadata: [originAnnotations]
sortOptions: { order: fifo }
transformers: [t.yaml]
vars: [{ name: A, objref: { kind: Service, name: a, apiVersion: v1 }, fieldref: { fieldpath: metadata.name } }]
`,
  ],
  ["k8s/kustomization.yml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources:\n  - a.yaml\n"],
  [
    "charts/api/Chart.yaml",
    `apiVersion: v2
name: api
version: 1.4.0-rc.1+build.5
appVersion: "2024.1"
kubeVersion: ">=1.28.0-0"
description: Serves the shop
type: application
keywords: [shop]
home: https://example.com
sources: [https://example.com/src]
icon: https://example.com/icon.svg
deprecated: false
maintainers: [{ name: Ada, email: ada@example.com, url: https://example.com }]
annotations: { artifacthub.io/prerelease: "false" }
dependencies:
  - { name: postgresql, version: ~15.0, repository: oci://registry.example.com/charts, condition: postgresql.enabled, tags: [db], alias: db }
  - { name: common, version: 2.x.x, repository: "@internal", import-values: [data, { parent: a, child: b }] }
  - { name: local, version: 0.1.0, repository: file://../local }
`,
  ],
  [
    ".pre-commit-config.yaml",
    `minimum_pre_commit_version: "3.2.0"
default_install_hook_types: [pre-commit, commit-msg]
default_language_version: { python: python3.12 }
default_stages: [pre-commit, pre-push]
exclude: ^vendor/
fail_fast: true
ci: { autofix_prs: false, autoupdate_schedule: monthly, skip: [terraform_fmt] }
repos:
  - repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v5.0.0
    hooks:
      - id: check-yaml
        args: [--unsafe, --allow-multiple-documents]
        exclude: ^charts/
      - { id: end-of-file-fixer, stages: [manual], types: [text], types_or: [yaml, json] }
  - repo: local
    hooks:
      - { id: lint, name: Lint, entry: make lint, language: system, pass_filenames: false, always_run: true, files: \\.tf$, require_serial: true }
  - repo: meta
    hooks: [{ id: check-hooks-apply }]
`,
  ],
  [
    "package.json",
    JSON.stringify({
      name: "@example/site",
      version: "1.0.0",
      private: true,
      type: "module",
      license: "MIT",
      author: { name: "Ada", email: "ada@example.com" },
      contributors: ["Bob <bob@example.com>"],
      repository: { type: "git", url: "https://example.com/site.git" },
      bin: { site: "bin/site.js" },
      exports: { ".": "./index.js" },
      engines: { node: ">=20" },
      scripts: { build: "tsc", test: "jest" },
      dependencies: { hono: "^4.0.0", local: "file:../local" },
      peerDependenciesMeta: { hono: { optional: true } },
      overrides: { a: { b: "1" } },
      workspaces: ["packages/*"],
      browserslist: ["defaults"],
      jest: { testEnvironment: "node" },
      sideEffects: false,
    }),
  ],
  [
    "renovate.json",
    JSON.stringify({
      $schema: "https://docs.renovatebot.com/renovate-schema.json",
      extends: ["config:recommended"],
      schedule: ["before 6am on monday"],
      automerge: true,
      prConcurrentLimit: 0,
      packageRules: [
        { matchManagers: ["terraform"], matchUpdateTypes: ["major"], enabled: false, matchPackageNames: ["/^aws/"] },
      ],
      customManagers: [{ customType: "regex", fileMatch: ["^Dockerfile$"], matchStrings: ["a"] }],
      "helm-values": { fileMatch: ["values.yaml"] },
      somethingNew: true,
    }),
  ],
  [
    "prometheus/api.rules.yml",
    `groups:
  - name: api
    interval: 30s
    limit: 10
    query_offset: 1m
    labels: { team: shop }
    partial_response_strategy: warn
    rules:
      - record: job:requests:rate5m
        expr: sum by (job) (rate(requests_total[5m]))
        labels: { source: api }
      - alert: HighErrorRate
        expr: |
          job:errors:rate5m > 0.05
        for: 1h30m
        keep_firing_for: 5m
        labels: { severity: page, level: 1 }
        annotations: { summary: "{{ $labels.job }} fails", runbook_url: https://example.com/runbook }
      - { alert: Always, expr: 1, for: 0s }
  - name: empty
    rules: []
`,
  ],
];
