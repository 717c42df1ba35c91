/** Who reads which kind of YAML file, and what that reader makes of odd-looking scalars. */

import type { DocumentKind } from "../../../../core/document.ts";

export interface Reader {
  readonly name: string;
  /** `0777` is 511. */
  readonly octals: boolean;
  /** `12:30` is 750. */
  readonly sexagesimals: boolean;
  /** `1_2` is 12. */
  readonly underscores: boolean;
  /** `1e3`, without a dot, is 1000. */
  readonly exponents: boolean;
  /** `yes` and `no` are what its users usually write for booleans. */
  readonly writesYes: boolean;
}

const go = { octals: true, sexagesimals: false, underscores: true, exponents: true, writesYes: false };
const python = { octals: true, sexagesimals: true, underscores: true, exponents: false, writesYes: false };
const ruby = { octals: true, sexagesimals: true, underscores: true, exponents: true, writesYes: false };
const core12 = { octals: false, sexagesimals: false, underscores: false, exponents: true, writesYes: false };
const ansible = { ...python, name: "Ansible", writesYes: true };

/** Kinds that are never YAML read as any text does. */
const readers: Readonly<Partial<Record<DocumentKind, Reader>>> & { readonly plain: Reader } = {
  plain: { ...python, name: "A YAML 1.1 reader" },
  "ansible-inventory": ansible,
  "ansible-playbook": ansible,
  "ansible-tasks": ansible,
  "ansible-vars": ansible,
  "alertmanager-config": { ...go, name: "Alertmanager" },
  "azure-pipeline": { ...core12, name: "Azure Pipelines" },
  "circleci-config": { ...python, name: "CircleCI" },
  cloudformation: { ...python, name: "CloudFormation's command line" },
  compose: { ...go, name: "Compose" },
  dependabot: { ...ruby, name: "Dependabot" },
  "github-action": { ...core12, name: "GitHub" },
  "github-workflow": { ...core12, name: "GitHub" },
  "gitlab-ci": { ...ruby, name: "GitLab" },
  "helm-chart": { ...go, name: "Helm" },
  "helm-template": { ...go, name: "Helm" },
  "helm-values": { ...go, name: "Helm" },
  "jinja-template": { ...python, name: "A YAML 1.1 reader" },
  kubernetes: { ...go, name: "kubectl" },
  kustomization: { ...go, name: "Kustomize" },
  openapi: { ...core12, name: "A YAML 1.2 reader" },
  "package-json": { ...core12, name: "npm" },
  "plumbline-rules": { ...core12, name: "Plumbline" },
  "pre-commit": { ...python, name: "pre-commit" },
  "prometheus-config": { ...go, name: "Prometheus" },
  "prometheus-rules": { ...go, name: "Prometheus" },
  renovate: { ...core12, name: "Renovate" },
  tsconfig: { ...core12, name: "TypeScript" },
};

export function readerOf(kind: DocumentKind): Reader {
  return readers[kind] ?? readers.plain;
}
