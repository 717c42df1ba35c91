/** Sound files of GitHub that have a schema of ours, written to use most of what their formats allow. */

export const goodGithubFiles: readonly (readonly [path: string, text: string])[] = [
  [
    ".github/workflows/release.yml",
    `name: Release
run-name: Release \${{ inputs.version }} by @\${{ github.actor }}
on:
  push:
    branches: [main, "release/**"]
    tags: ["v*"]
    paths-ignore: ["docs/**"]
  pull_request:
    types: [opened, synchronize, reopened, ready_for_review]
    branches: main
  pull_request_target:
  merge_group:
  issue_comment: { types: created }
  workflow_run: { workflows: [Build], types: [completed], branches: [main] }
  repository_dispatch: { types: [deploy] }
  schedule:
    - cron: "0 6 * * 1"
    - { cron: "30 5 * * *", timezone: Europe/Zurich }
  workflow_dispatch:
    inputs:
      version: { description: What to release, required: true, type: string }
      channel: { type: choice, options: [beta, stable], default: stable }
      dry-run: { type: boolean, default: true }
      stage: { type: environment }
  workflow_call:
    inputs:
      region: { type: string, default: eu-west-1 }
      replicas: { type: number, required: false }
    secrets:
      token: { required: true, description: A token }
      optional:
    outputs:
      digest: { value: "\${{ jobs.image.outputs.digest }}", description: The image }
permissions:
  contents: read
  id-token: write
  packages: none
env: { LEVEL: 3, DEBUG: false, NAME: api }
defaults: { run: { shell: bash, working-directory: ./app } }
concurrency: { group: "release-\${{ github.ref }}", cancel-in-progress: "\${{ github.event_name == 'pull_request' }}" }
jobs:
  image:
    name: Image for \${{ matrix.arch }}
    needs: []
    if: github.repository_owner == 'example'
    runs-on: [self-hosted, "\${{ matrix.arch }}"]
    permissions: write-all
    environment: { name: production, url: https://example.com }
    concurrency: image
    outputs: { digest: "\${{ steps.push.outputs.digest }}" }
    timeout-minutes: 12.5
    continue-on-error: \${{ matrix.experimental }}
    strategy:
      fail-fast: false
      max-parallel: 2
      matrix:
        arch: [amd64, arm64]
        node: [20, 22]
        config: [{ name: a }, { name: b }]
        include: [{ arch: riscv64, experimental: true }]
        exclude: "\${{ fromJSON(needs.plan.outputs.exclude) }}"
    container:
      image: ghcr.io/example/builder:1
      credentials: { username: "\${{ github.actor }}", password: "\${{ secrets.TOKEN }}" }
      env: { CI: true }
      ports: [80, "8080:80"]
      volumes: [/cache:/cache]
      options: --cpus 2
    services:
      postgres:
        image: postgres:17
        env: { POSTGRES_PASSWORD: test }
        ports: ["5432:5432"]
      cache: redis:7
    defaults: { run: { shell: sh } }
    env: "\${{ fromJSON(vars.ENVIRONMENT) }}"
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0, submodules: true }
      - name: Build
        id: build
        if: \${{ always() }}
        run: |
          make image
        shell: bash
        working-directory: app
        env: { TAG: 1 }
        continue-on-error: true
        timeout-minutes: 5
      - { id: push, name: Push, uses: ./actions/push, continue-on-error: "\${{ inputs.dry-run }}" }
      - uses: docker://alpine:3
        with: { entrypoint: /bin/true, args: }
  deploy:
    needs: [image]
    uses: example/workflows/.github/workflows/deploy.yml@v2
    with: { region: eu-west-1, replicas: 3, force: false }
    secrets: inherit
    permissions: { contents: read }
    strategy: { matrix: { region: [a, b] } }
    if: success()
  notify:
    needs: deploy
    runs-on: { group: large, labels: [linux, x64] }
    environment: staging
    snapshot: runner-image
    steps: [{ run: echo done }]
  reuse:
    uses: ./.github/workflows/other.yml
    secrets: { token: "\${{ secrets.TOKEN }}" }
`,
  ],
  [".github/workflows/short.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n"],
  [
    ".github/workflows/list.yaml",
    '"on": [push, pull_request]\npermissions: read-all\nconcurrency: ci\njobs:\n  a: { runs-on: macos-15, steps: [{ run: make }] }\n',
  ],
  [
    "actions/deploy/action.yml",
    `name: Deploy
description: Deploys the thing
author: Example
branding: { icon: cloud, color: blue }
inputs:
  region: { description: Where, required: true, default: eu-west-1 }
  old: { description: Gone, deprecationMessage: Use region }
outputs:
  url: { description: Where it runs, value: "\${{ steps.go.outputs.url }}" }
runs:
  using: composite
  steps:
    - uses: actions/checkout@v4
      with: { path: app }
    - { id: go, name: Go, run: ./go.sh, shell: bash, env: { A: 1 }, working-directory: app, if: "true", continue-on-error: true }
`,
  ],
  [
    "actions/lint/action.yaml",
    "name: Lint\ndescription: Lints\nruns:\n  using: node20\n  pre: setup.js\n  pre-if: runner.os == 'Linux'\n  main: dist/index.js\n  post: cleanup.js\n",
  ],
  [
    "action.yml",
    "name: Scan\ndescription: Scans\nruns:\n  using: docker\n  image: Dockerfile\n  args: [--all, 3]\n  env: { A: b }\n  entrypoint: /scan.sh\n",
  ],
  [
    ".github/dependabot.yml",
    `version: 2
registries:
  npm: { type: npm-registry, url: https://npm.example.com, token: "\${{secrets.NPM}}", replaces-base: true }
  images: { type: docker-registry, url: registry.example.com, username: a, password: "\${{secrets.P}}" }
multi-ecosystem-groups:
  infrastructure: { schedule: { interval: weekly }, labels: [infra] }
updates:
  - package-ecosystem: npm
    directory: /
    schedule: { interval: weekly, day: monday, time: "06:00", timezone: Europe/Zurich }
    registries: "*"
    open-pull-requests-limit: 5
    versioning-strategy: increase
    rebase-strategy: disabled
    labels: [dependencies]
    assignees: [octocat]
    reviewers: [octocat]
    milestone: 4
    target-branch: main
    commit-message: { prefix: chore, prefix-development: dev, include: scope }
    pull-request-branch-name: { separator: "-" }
    allow: [{ dependency-type: production }, { dependency-name: hono }]
    ignore:
      - { dependency-name: express, versions: ["4.x", "5.x"] }
      - { dependency-name: "*", update-types: ["version-update:semver-patch"] }
    groups:
      tests: { patterns: ["jest*"], exclude-patterns: [jest-extra], dependency-type: development, update-types: [minor, patch] }
      security: { applies-to: security-updates, patterns: ["*"] }
    cooldown: { default-days: 5, semver-major-days: 30, include: ["*"], exclude: [hono] }
  - package-ecosystem: terraform
    directories: ["/network/**", "/storage"]
    schedule: { interval: cron, cronjob: "0 9 * * *" }
    vendor: true
    insecure-external-code-execution: allow
    exclude-paths: [vendor]
  - { package-ecosystem: docker, directory: /, patterns: ["*"], multi-ecosystem-group: infrastructure }
`,
  ],
];
