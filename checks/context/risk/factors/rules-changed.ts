/** Factor: the change touches what reviews and delivers every other change. */

import { matchPaths } from "../../../../core/glob.ts";
import type { Factor } from "../factor.ts";

const isRule = matchPaths([
  ".github/plumbline.yml",
  ".github/workflows/**",
  ".github/actions/**",
  "**/CODEOWNERS",
  ".gitlab-ci.yml",
  ".gitlab/ci/**",
  ".gitea/workflows/**",
  ".forgejo/workflows/**",
  ".circleci/**",
  ".buildkite/**",
  "**/Jenkinsfile",
  "azure-pipelines*.yml",
  "bitbucket-pipelines.yml",
  "/.drone.yml",
  "/.travis.yml",
  "/atlantis.yaml",
  "/renovate.json",
  ".pre-commit-config.yaml",
  "**/.tflint.hcl",
]);

export const rulesChanged: Factor = {
  name: "rules-changed",
  looksFor: "Plumbline's own rule set, a workflow or pipeline, `CODEOWNERS`, the configuration of a linter.",
  why: "It decides how every later change is reviewed and delivered.",
  look: ({ files }) => ({
    evidence: files.filter(({ path }) => isRule(path)).map(({ path }) => ({ path, words: "changes" })),
  }),
};
