/** The schemas that we ship: whole files as people write them pass, and typical slips are named. */

import { describe, expect, test } from "@jest/globals";

import type { DocumentKind } from "../../../core/document.ts";
import { findings } from "./look.ts";
import { goodDeploymentFiles } from "./good-deployment-files.ts";
import { goodGithubFiles } from "./good-github-files.ts";

describe("good files pass", () => {
  test.each([...goodGithubFiles, ...goodDeploymentFiles])("%s", async (path, text) => {
    expect(await findings({ path, text })).toEqual([]);
  });
});

const workflow = (job: string) => `on: push\njobs:\n  build:\n${job.replaceAll(/^/gmu, "    ")}\n`;
const step = (text: string) => workflow(`runs-on: ubuntu-latest\nsteps:\n  - ${text.replaceAll("\n", "\n    ")}`);
const service = (text: string) => `services:\n  api:\n${text.replaceAll(/^/gmu, "    ")}\n`;
const update = (text: string) =>
  `version: 2\nupdates:\n  - package-ecosystem: npm\n${text.replaceAll(/^/gmu, "    ")}\n`;

const slips: Readonly<
  Record<string, { path: string; kind?: DocumentKind; slips: readonly (readonly [string, string])[] }>
> = {
  "a workflow": {
    path: ".github/workflows/build.yml",
    slips: [
      ["on: push\n", "1:1 `jobs` is missing in this file."],
      ["on: pusch\njobs: { a: { runs-on: a, steps: [{ run: a }] } }\n", "1:1 `on` is `pusch`; did you mean `push`?"],
      [
        "on: { pull_request: { types: [open] } }\njobs: { a: { runs-on: a, steps: [{ run: a }] } }\n",
        "1:31 `on.pull_request.types[0]` is `open`; did you mean `opened`?",
      ],
      [
        "on: { push: { branches: [a], branches-ignore: [b] } }\njobs: { a: { runs-on: a, steps: [{ run: a }] } }\n",
        "1:30 `branches` and `branches-ignore` do not go together.",
      ],
      [
        "on: push\npermissions: { content: read }\njobs: { a: { runs-on: a, steps: [{ run: a }] } }\n",
        "2:16 `content` is not a key of `permissions`; did you mean `contents`?",
      ],
      [workflow("steps:\n  - run: make"), "3:3 `runs-on` is missing in `jobs.build`."],
      [workflow("runs-on: a\nstep:\n  - run: make"), "5:5 `step` is not a key of `jobs.build`; did you mean `steps`?"],
      [
        workflow("runs-on: a\ntimeout-minute: 3\nsteps: [{ run: a }]"),
        "5:5 `timeout-minute` is not a key of `jobs.build`; did you mean `timeout-minutes`?",
      ],
      [
        workflow('runs-on: a\ntimeout-minutes: "3"\nsteps: [{ run: a }]'),
        "5:5 `jobs.build.timeout-minutes` is text; allowed: a number.",
      ],
      [
        workflow("uses: ./a.yml\nsteps: [{ run: a }]"),
        "5:5 `steps` does not go with `uses`: the called workflow decides it.",
      ],
      [step("name: nothing"), "6:9 A step needs `run` or `uses`."],
      [step("uses: actions/checkout@v4\nrun: make"), "7:9 A step has `uses` or `run`, not both."],
      [step("run: make\nwith: { a: 1 }"), "7:9 `with` goes with `uses`; a step with `run` takes `env`."],
      [step("run: make\nshel: bash"), "7:9 `shel` is not a key of `jobs.build.steps[0]`; did you mean `shell`?"],
    ],
  },
  "an action": {
    path: "actions/deploy/action.yml",
    slips: [
      ["name: a\nruns: { using: composite }\n", "2:1 `steps` is missing in `runs`."],
      ["name: a\nruns: { using: node21, main: a.js }\n", "2:9 `runs.using` is `node21`; did you mean `node20`?"],
      ["name: a\nruns: { using: composite, steps: [{ run: make }] }\n", "2:35 `shell` is missing in `runs.steps[0]`."],
      ["name: a\nruns: { using: docker, image: a, main: b }\n", "2:34 `main` does not go with this `using`."],
    ],
  },
  dependabot: {
    path: ".github/dependabot.yml",
    slips: [
      ["version: 1\nupdates: []\n", "1:1 `version` is `1`; allowed: `2`."],
      [
        update("directory: /\nschedule: { interval: dayly }"),
        "5:17 `updates[0].schedule.interval` is `dayly`; did you mean `daily`?",
      ],
      [update("schedule: { interval: daily }"), "3:5 An update needs `directory` or `directories`."],
      [update("directory: /"), "3:5 `schedule` is missing in `updates[0]`."],
      [
        update("directory: /\nschedule: { interval: daily, time: 9:00 }"),
        "5:34 `updates[0].schedule.time` is a number; allowed: text.",
      ],
      [
        update("directory: /\nlabel: [a]\nschedule: { interval: daily }"),
        "5:5 `label` is not a key of `updates[0]`; did you mean `labels`?",
      ],
    ],
  },
  "a compose file": {
    path: "compose.yaml",
    slips: [
      [service("imagee: nginx"), "3:5 `imagee` is not a key of `services.api`; did you mean `image`?"],
      [service("image: a\nports: 80:80"), "4:5 `services.api.ports` is text; allowed: a list."],
      [
        service("image: a\ndepends_on: { db: { condition: healthy } }"),
        "4:25 `api.depends_on.db.condition` is `healthy`; allowed: `service_started`, `service_healthy`, `service_completed_successfully`.",
      ],
      [
        service("image: a\nhealthcheck: { command: a }"),
        "4:20 `command` is not a key of `services.api.healthcheck`; allowed: `disable`, `interval`, `retries`, `test`, `timeout`, `start_period`, `start_interval`.",
      ],
      [
        service("image: a\npull_policy: allways"),
        "4:5 `pull_policy` is one of `always`, `never`, `missing`, `build`, `daily`, `weekly`, `every_<duration>`.",
      ],
      ["service: {}\n", "1:1 `service` is not a key of this file; did you mean `services`?"],
    ],
  },
  "a kustomization": {
    path: "k8s/kustomization.yaml",
    slips: [
      ["resource: [a.yaml]\n", "1:1 `resource` is not a key of this file; did you mean `resources`?"],
      [
        "images: [{ name: a, tag: b }]\n",
        "1:21 `tag` is not a key of `images[0]`; allowed: `name`, `newName`, `newTag`, `digest`, `tagSuffix`.",
      ],
      ["resources: a.yaml\n", "1:1 `resources` is text; allowed: a list."],
    ],
  },
  "a chart": {
    path: "charts/api/Chart.yaml",
    slips: [
      ["apiVersion: v2\nname: api\n", "1:1 `version` is missing in this file."],
      [
        "apiVersion: v2\nname: api\nversion: latest\n",
        "3:1 A chart's `version` is a semantic version such as `1.4.0`.",
      ],
      ["apiVersion: v2\nname: api\nversion: 1.0.0\nappVersion: 1.16\n", "4:1 `appVersion` is a number; allowed: text."],
      [
        "apiVersion: v2\nname: api\nversion: 1.0.0\ndependency: []\n",
        "4:1 `dependency` is not a key of this file; did you mean `dependencies`?",
      ],
    ],
  },
  "a configuration of pre-commit": {
    path: ".pre-commit-config.yaml",
    slips: [
      ["repos: [{ repo: https://example.com/a, hooks: [{ id: a }] }]\n", "1:9 `rev` is missing in `repos[0]`."],
      ["repos: [{ repo: local, hooks: [{ id: a }] }]\n", "1:32 `name` is missing in `repos[0].hooks[0]`."],
      ["repos: [{ repo: meta, hooks: [{ name: a }] }]\n", "1:31 `id` is missing in `repos[0].hooks[0]`."],
    ],
  },
  "a manifest of npm": {
    path: "package.json",
    slips: [
      ['{ "private": "true" }', "1:3 `private` is text; allowed: `true` or `false`."],
      ['{ "dependencies": { "hono": 4 } }', "1:21 `dependencies.hono` is a number; allowed: text."],
    ],
  },
  "a configuration of Renovate": {
    path: "renovate.json",
    slips: [['{ "automerge": "yes" }', "1:3 `automerge` is text; allowed: `true` or `false`."]],
  },
};

describe.each(Object.entries(slips))("slips in %s are named", (_, { path, slips: texts }) => {
  test.each(texts)("%j", async (text, message) => {
    expect((await findings({ path, text }))[0]).toBe(message);
  });
});

test("interpolation, expressions and tags of compose never fire", async () => {
  const texts = [
    service("image: a\nprivileged: ${PRIVILEGED}\nports: !reset []\nscale: ${SCALE:-2}\nmem_limit: $LIMIT"),
    "x-base: &base { imagee: a }\nservices:\n  api:\n    <<: *base\n    image: nginx\n",
  ];
  for (const text of texts) expect(await findings({ path: "compose.yaml", text })).toEqual([]);
  const text = workflow(
    "runs-on: ${{ matrix.os }}\ntimeout-minutes: ${{ inputs.minutes }}\nstrategy: ${{ fromJSON(inputs.strategy) }}\ncontinue-on-error: ${{ true }}\nsteps: [{ run: a }]",
  );
  expect(await findings({ path: ".github/workflows/a.yml", text })).toEqual([]);
});
