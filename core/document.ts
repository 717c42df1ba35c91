/** A document: one file at head or base that has text, with its language and its kind. */

import type { LineIndex } from "./text.ts";

export interface Document {
  readonly path: string;
  /** Without byte order mark. */
  readonly text: string;
  readonly byteOrderMark: boolean;
  readonly language: LanguageName;
  readonly kind: DocumentKind;
  readonly lines: LineIndex;
}

export type LanguageName =
  | "yaml"
  | "json"
  | "jsonc"
  | "hcl"
  | "markdown"
  | "go-template"
  | "shell"
  | "dockerfile"
  | "toml"
  | "ini"
  | "dotenv"
  | "text";

/** What a document is to the people who deploy it; `plain` when it is nothing we know. */
export type DocumentKind = (typeof documentKinds)[number];

export const documentKinds = [
  "plain",
  "ansible-inventory",
  "ansible-playbook",
  "ansible-tasks",
  "ansible-vars",
  "alertmanager-config",
  "azure-pipeline",
  "circleci-config",
  "cloudformation",
  "compose",
  "dockerfile",
  "dockerignore",
  "dependabot",
  "dotenv",
  "editorconfig",
  "github-action",
  "github-workflow",
  "gitlab-ci",
  "hcl",
  "helm-chart",
  "helm-lock",
  "helm-template",
  "helm-values",
  "helm-values-schema",
  "jinja-template",
  "kubernetes",
  "kustomization",
  "nomad",
  "openapi",
  "package-json",
  "packer",
  "plumbline-rules",
  "pre-commit",
  "prometheus-config",
  "prometheus-rules",
  "prometheus-tests",
  "renovate",
  "shell-script",
  "systemd-unit",
  "template",
  "terraform",
  "terraform-json",
  "terraform-test",
  "terraform-variables",
  "terragrunt",
  "tsconfig",
] as const;
