/** Audits of zizmor and the checks of ours that ask the same: a line for each. */

export const zizmorAudits: Readonly<Record<string, string>> = {
  "archived-uses": "security/workflow/archived-actions",
  artipacked: "security/workflow/persisted-credentials",
  "bot-conditions": "security/workflow/bot-conditions",
  "cache-poisoning": "security/workflow/cache-poisoning",
  "concurrency-limits": "style/workflow/concurrency",
  "dangerous-triggers": "security/workflow/dangerous-triggers security/workflow/untrusted-checkout",
  "dependabot-cooldown": "security/dependabot/cooldown",
  "dependabot-execution": "security/dependabot/external-code",
  "excessive-permissions": "security/workflow/excessive-permissions",
  "forbidden-uses": "security/workflow/forbidden-uses",
  "github-env": "security/workflow/environment-file",
  "hardcoded-container-credentials": "security/workflow/hardcoded-credentials",
  "insecure-commands": "security/workflow/insecure-commands",
  obfuscation: "security/workflow/obfuscation",
  "overprovisioned-secrets": "security/workflow/all-secrets",
  "secrets-inherit": "security/workflow/secrets-inherit",
  "secrets-outside-env": "security/workflow/secrets-outside-environment",
  "self-hosted-runner": "security/workflow/self-hosted-runner",
  "template-injection": "security/workflow/template-injection security/workflow/templates-in-scripts",
  "typosquat-uses": "security/workflow/misspelt-owner",
  "undocumented-permissions": "security/workflow/undocumented-permissions",
  "unpinned-images": "security/workflow/unpinned-images",
  "unpinned-uses": "security/workflow/unpinned-uses",
  "unredacted-secrets": "security/workflow/unredacted-secrets",
  "unsound-condition": "style/workflow/constant-condition",
  "unsound-contains": "security/workflow/unsound-contains",
  "unsound-ternary": "style/workflow/unsound-ternary",
  "use-trusted-publishing": "security/workflow/trusted-publishing",
};

/** Checks that ask what actionlint asks. */
export const actionlintChecks: readonly string[] = [
  "schema/json-schema",
  "security/workflow/hardcoded-credentials",
  "security/workflow/template-injection",
  "style/workflow/*",
];
