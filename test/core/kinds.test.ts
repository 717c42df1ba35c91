/** What a document is, by its path and its content. */

import { describe, expect, it } from "@jest/globals";
import type { DocumentKind, LanguageName } from "../../core/document.ts";
import { isTemplate, kindOf, languageOf } from "../../core/kinds.ts";
import { cpuTime } from "../cpu-time.ts";

function kind(path: string, text = ""): DocumentKind {
  return kindOf(path, text, languageOf(path));
}

describe("languageOf", () => {
  it.each<[string, LanguageName]>([
    ["k8s/deploy.yaml", "yaml"],
    ["K8S/DEPLOY.YML", "yaml"],
    [".yamllint", "yaml"],
    ["roles\\web\\tasks\\main.yml", "yaml"],
    ["emoji/🚀 launch.yaml", "yaml"],
    ["two\nlines.yaml", "yaml"],
    ["__proto__.yaml", "yaml"],
    ["package.json", "json"],
    ["main.tf.json", "json"],
    ["renovate.json5", "text"],
    ["tsconfig.json", "jsonc"],
    ["tsconfig.build.json", "jsonc"],
    [".vscode/settings.json", "jsonc"],
    [".devcontainer/devcontainer.json", "jsonc"],
    [".eslintrc.json", "jsonc"],
    ["settings.jsonc", "jsonc"],
    ["docs/README.md", "markdown"],
    ["main.tf", "hcl"],
    ["envs/PROD.TFVARS", "hcl"],
    ["network.tofu", "hcl"],
    ["tests/defaults.tftest.hcl", "hcl"],
    ["live/terragrunt.hcl", "hcl"],
    ["jobs/api.nomad", "hcl"],
    ["main.tf.tmpl", "text"],
    ["terraform.tfstate", "text"],
    ["Dockerfile", "dockerfile"],
    ["build/api.Dockerfile", "dockerfile"],
    ["Containerfile.dev", "dockerfile"],
    ["Dockerfile.j2", "text"],
    ["Dockerfile.dockerignore", "text"],
    ["scripts/deploy.sh", "shell"],
    ["home/.bashrc", "shell"],
    ["nginx.conf.yml.j2", "text"],
    ["", "text"],
    ["yaml", "text"],
  ])("%j is %s", (path, language) => {
    expect(languageOf(path)).toBe(language);
  });
});

const deployment = "# shop\napiVersion: apps/v1\nkind: Deployment\n";

describe("kindOf", () => {
  it.each<[DocumentKind, string, string]>([
    ["dockerignore", ".dockerignore", "node_modules\n"],
    ["dockerignore", "build/api.Dockerfile.dockerignore", ""],
    ["dockerignore", ".containerignore", ""],
    ["github-workflow", ".github/workflows/ci.yml", "on: push\n"],
    ["github-workflow", "case-0001a/.github/workflows/x.yml", ""],
    ["github-workflow", "workflow-templates/release.yml", "name: Release\non: push\njobs: {}\n"],
    ["github-action", "action.yml", "name: Set up\nruns:\n  using: composite\n"],
    ["terraform", "network/main.tf", ""],
    ["terraform", "network/main.tofu", ""],
    ["terraform", "jobs.tf", 'job "api" {\n}\n'],
    ["terraform-json", "network/main.tf.json", "{}"],
    ["terraform-json", "network/main.tofu.json", "{}"],
    ["terraform-test", "tests/peering.tftest.hcl", ""],
    ["terraform-test", "tests/peering.tofutest.hcl", ""],
    ["terraform-variables", "envs/prod.auto.tfvars", ""],
    ["packer", "images/base.pkr.hcl", ""],
    ["packer", "images/base.auto.pkrvars.hcl", ""],
    ["terragrunt", "live/prod/terragrunt.hcl", ""],
    ["terragrunt", "live/terragrunt.stack.hcl", ""],
    ["nomad", "jobs/api.nomad", ""],
    ["nomad", "jobs/api.nomad.hcl", ""],
    ["nomad", "jobs/api.hcl", '# shop\njob "api" {\n}\n'],
    ["hcl", ".terraform.lock.hcl", ""],
    ["hcl", "consul.hcl", 'data_dir = "/opt/consul"\n'],
    ["dependabot", "case-1/.github/dependabot.yml", "version: 2\n"],
    ["plumbline-rules", ".github/plumbline.yml", "rules: {}\n"],
    ["pre-commit", ".pre-commit-config.yaml", "repos: []\n"],
    ["editorconfig", "charts/.editorconfig", "[*]\n"],
    ["gitlab-ci", ".gitlab-ci.yml", "stages: []\n"],
    ["gitlab-ci", "ci/deploy.gitlab-ci.yml", "stages: []\n"],
    ["circleci-config", ".circleci/config.yml", "version: 2.1\n"],
    ["azure-pipeline", "azure-pipelines-release.yml", "trigger: none\n"],
    ["compose", "docker-compose.yml", "services: {}\n"],
    ["compose", "deploy/compose.prod.yaml", "services: {}\n"],
    ["helm-chart", "charts/shop/Chart.yaml", "apiVersion: v2\nname: shop\n"],
    ["helm-values", "charts/shop/values.yaml", "replicas: 1\n"],
    ["helm-values", "envs/prod.values.yaml", "replicas: 1\n"],
    ["helm-template", "charts/shop/templates/deploy.yaml", `${deployment}metadata: {name: {{ .Values.name }}}\n`],
    ["helm-template", "charts/shop/templates/_helpers.tpl", '{{- define "shop.name" }}'],
    ["helm-template", "charts/shop/templates/NOTES.txt", "Done."],
    ["helm-template", "charts/shop/templates/job.yaml", 'home: {{ env "HOME" }}\n'],
    ["helm-lock", "charts/shop/Chart.lock", "dependencies: []\n"],
    ["helm-values-schema", "charts/shop/values.schema.json", "{}"],
    ["helm-template", "helmfile.yaml", '{{- if eq .Environment.Name "prod" }}\nreleases: []\n{{- end }}\n'],
    ["kubernetes", "charts/shop/templates/plain.yaml", deployment],
    ["kubernetes", "weird 🚀/x.yml", `a: 1\n---\n${deployment}`],
    ["kubernetes", "kustomize/flux.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"],
    ["kubernetes", "app.json", '{\n  "kind": "Pod",\n  "apiVersion": "v1"\n}\n'],
    ["kubernetes", "prometheus.yaml", "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\n"],
    ["kustomization", "base/kustomization.yaml", "resources: []\n"],
    ["kustomization", "base/odd.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"],
    ["cloudformation", "stack.yaml", "AWSTemplateFormatVersion: '2010-09-09'\n"],
    ["cloudformation", "stack.yml", "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n"],
    ["cloudformation", "stack.json", '{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}'],
    ["openapi", "api/shop.yaml", "openapi: 3.1.0\n"],
    ["openapi", "swagger.json", '{\n  "swagger": "2.0"\n}'],
    ["prometheus-config", "prometheus/prometheus.yml", "global: {}\n"],
    ["prometheus-config", "metrics.yml", "scrape_configs: []\n"],
    ["prometheus-rules", "prometheus/rules/api.rules.yml", ""],
    ["prometheus-rules", "alerts/new.yml", "groups:\n  - name: api\n    rules: []\n"],
    ["prometheus-rules", "alerts/api.yml", "groups:\n  - name: api\n    rules:\n      - alert: Down\n"],
    ["alertmanager-config", "alertmanager.yml", "route: {}\n"],
    ["ansible-playbook", "site.yml", "---\n# all\n- name: Web\n  hosts: web\n"],
    ["ansible-playbook", "playbooks/reboot.yml", "- import_playbook: site.yml\n"],
    ["ansible-tasks", "roles/web/tasks/main.yml", "---\n- name: Install\n  apt: {name: nginx}\n"],
    ["ansible-tasks", "roles/web/handlers/main.yml", "- name: Reload\n  service: {name: nginx, state: reloaded}\n"],
    ["ansible-tasks", "install.yml", "- name: Install\n  ansible.builtin.apt:\n    name: nginx\n"],
    ["ansible-vars", "group_vars/all.yml", "port: 80\n"],
    ["ansible-vars", "roles/web/defaults/main.yml", "port: 80\n"],
    ["ansible-inventory", "inventory/hosts.yml", "all:\n  hosts:\n    web1:\n"],
    ["jinja-template", "roles/web/templates/app.yml", "port: {{ port }}\n"],
    ["jinja-template", "roles/web/templates/nginx.conf.j2", "listen {{ port }};"],
    ["jinja-template", "states/web.yml", "{% if grains %}\na: 1\n{% endif %}\n"],
    ["template", "nomad/loki/config.yml", 'a: 1\nring:\n  address: {{ env "attr.unique.network.ip-address" }}:8500\n'],
    ["template", "loki/schema-template.yaml", "a:\n  ${STORAGE}\n"],
    ["plain", "loki/schema.yaml", "run: |\n  ${STORAGE}\n"],
    ["plain", "vars/main.yml", 'home: "{{ env \"HOME\" }}"\n'],
    ["template", "boot/cloud-init.yaml", "users:\n  %{ for user in users }\n  - name: ${user}\n  %{ endfor }\n"],
    ["template", "boot/edge.yml", "ports:\n  %{~ if public ~}\n  - 443\n  %{~ endif ~}\n"],
    ["template", "etcd/controller-template.yaml", `${deployment}spec:\n  replicas: {{replicas}}\n`],
    ["template", "patches/web.tmpl.yml", "- {{ .Name }}\n"],
    ["plain", "stack/queue.template.yaml", "Name: '{{resolve:ssm:queue}}'\n"],
    ["plain", "notes.yaml", "a: 100%\nb: '%{ if }'\nc: {{ open }}\n"],
    ["package-json", "web/package.json", "{}"],
    ["tsconfig", "tsconfig.build.json", "{}"],
    ["renovate", "renovate.json", "{}"],
    ["renovate", ".github/renovate.json5", "{}"],
    ["plain", "notes.yaml", "a: 1\n"],
    ["plain", "one.yaml", "apiVersion: v1\n---\nkind: Pod\n"],
    ["plain", "__proto__", "apiVersion: v1\nkind: Pod\n"],
    ["plain", "README.md", deployment],
  ])("%s: %j", (expected, path, text) => {
    expect(kind(path, text)).toBe(expected);
  });

  it("leaves workflow expressions and quoted templates alone", () => {
    expect(kind("templates/build.yml", "steps:\n  - script: echo ${{ parameters.name }}\n")).toBe("plain");
    expect(kind("roles/web/tasks/main.yml", '- copy: {content: "{% if a %}x{% endif %}"}\n')).toBe("ansible-tasks");
  });

  it("takes templates for what they are", () => {
    expect(isTemplate("helm-template")).toBe(true);
    expect(isTemplate("jinja-template")).toBe(true);
    expect(isTemplate("template")).toBe(true);
    expect(isTemplate("kubernetes")).toBe(false);
  });

  it("answers in linear time whatever the text", () => {
    const started = cpuTime();
    for (const text of [
      " ".repeat(200_000),
      "\n".repeat(200_000),
      "- ".repeat(100_000),
      "{{".repeat(100_000),
      "a".repeat(200_000),
    ]) {
      for (const path of ["templates/x.yaml", "x.json", "roles/x/tasks/x.yml", `${"x/".repeat(2_000)}y.yml`])
        kind(path, text);
    }
    expect(cpuTime() - started).toBeLessThan(2_000);
  });
});
