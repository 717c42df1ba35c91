/** Rules of other tools and the checks of ours that ask the same: a line for each. What has no line silences nothing of ours. */

import { hadolintChecks, shellcheckChecks } from "./containers.ts";
import { pintChecks } from "./prometheus.ts";
import { zizmorAudits } from "./workflows.ts";
import { kubeLinterChecks, polarisChecks, trivyChecks } from "./kubernetes.ts";

/** Id in the other tool (lower case) -> checks of ours, or globs of them. */
export type Counterparts = ReadonlyMap<string, readonly string[]>;

export type ForeignTool =
  | "ansible-lint"
  | "checkov"
  | "detect-secrets"
  | "gitleaks"
  | "hadolint"
  | "kics"
  | "kube-linter"
  | "pint"
  | "polaris"
  | "puppet-lint"
  | "shellcheck"
  | "trivy"
  | "trufflehog"
  | "yamllint"
  | "zizmor";

/** Comments of KICS name no rule, or one by random words, those of scanners for secrets none: they silence what the tool is about. */
export const everything = "*";

const yaml = {
  anchors: "style/yaml/anchors",
  indentation: "style/yaml/indentation",
  "key-duplicates": "style/yaml/duplicate-keys",
  "new-line-at-end-of-file": "style/yaml/final-newline",
  "octal-values": "style/yaml/ambiguous-scalars",
  "trailing-spaces": "style/yaml/trailing-spaces",
  truthy: "style/yaml/ambiguous-scalars",
};

/** Of these, tokens and private keys may not be waived unless the rules' owner says so. */
const secrets = {
  [everything]:
    "security/text/assigned-secret security/text/token security/text/private-key " +
    "security/compose/secret-in-environment security/kubernetes/secret-in-environment " +
    "security/kubernetes/secret-in-config-map security/docker/secret-in-build security/terraform/plain-secret",
};

const tables: Readonly<Record<ForeignTool, Readonly<Record<string, string>>>> = {
  "ansible-lint": Object.fromEntries(Object.entries(yaml).map(([rule, check]) => [`yaml[${rule}]`, check])),
  checkov: {},
  "detect-secrets": secrets,
  gitleaks: secrets,
  hadolint: { ...hadolintChecks, ...shellcheckChecks },
  kics: { [everything]: "security/kubernetes/* style/kubernetes/*" },
  "kube-linter": kubeLinterChecks,
  pint: pintChecks,
  polaris: polarisChecks,
  "puppet-lint": {},
  shellcheck: shellcheckChecks,
  trivy: trivyChecks,
  trufflehog: secrets,
  yamllint: yaml,
  zizmor: zizmorAudits,
};

const foreignTools = Object.keys(tables) as readonly ForeignTool[];

/** `undefined` where nobody has written down what the tool's rules are about. */
export function counterpartsNamed(tool: string): Counterparts | undefined {
  const known = foreignTools.find((name) => name === tool);
  return known && counterpartsOf(known);
}

export function counterpartsOf(tool: ForeignTool): Counterparts {
  return new Map(Object.entries(tables[tool]).map(([id, checks]) => [id, checks.split(" ")]));
}
