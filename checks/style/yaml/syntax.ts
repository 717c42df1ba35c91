/**
 * Text that is not YAML.
 *
 * Why: a file that does not parse is not deployed in part, it is not deployed at all, and often only the roll-out says so.
 *
 * Each mistake is told once, at the place where it was made, and the rest of the file is still reviewed. Helm and Jinja
 * templates are left alone: they become YAML only when they are rendered.
 *
 * Bad (k8s/api/deploy.yaml):
 * ```yaml
 * containers:
 *   - name: api
 *   image: registry.example.com/api:1.2
 * ```
 *
 * Good (k8s/api/deploy.yaml):
 * ```yaml
 * containers:
 *   - name: api
 *     image: registry.example.com/api:1.2
 * ```
 *
 * Mend: do what the advice says; most often a line needs other indentation, a value needs quotes or a bracket is open.
 *
 * Waive: `# plumbline-disable-file style/yaml/syntax -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { DocumentKind } from "../../../core/document.ts";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { syntaxFindings } from "../syntax-findings.ts";

/** What the mistake means to those who deploy the file. */
const consequences: Partial<Record<DocumentKind, string>> = {
  "ansible-playbook": "Ansible stops before its first task.",
  "ansible-tasks": "Ansible stops before its first task.",
  cloudformation: "CloudFormation rejects the whole template.",
  compose: "Compose starts none of the services.",
  dependabot: "Dependabot opens no updates until it parses.",
  "github-action": "No workflow can use the action.",
  "github-workflow": "GitHub does not run the workflow.",
  "gitlab-ci": "GitLab creates no pipeline.",
  "helm-chart": "Helm cannot load the chart.",
  "helm-values": "Helm cannot load the values.",
  kubernetes: "The whole manifest is unreadable to kubectl.",
  kustomization: "Kustomize builds nothing from this folder.",
  "prometheus-config": "Prometheus does not start with it.",
  "prometheus-rules": "Prometheus loads none of its rules.",
};

const check: FileCheck<object, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: untemplatedKinds,
  look: (document) => ({ findings: syntaxFindings(document, consequences[document.kind]) }),
};
export default check;
