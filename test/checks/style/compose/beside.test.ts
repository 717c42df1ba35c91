/** What Compose files name and what lies beside them: files, services of other files, variables. */

import { describe, expect, it } from "@jest/globals";
import extendedService from "../../../../checks/style/compose/extended-service.ts";
import misspeltVariable from "../../../../checks/style/compose/misspelt-variable.ts";
import missingEnvFile from "../../../../checks/style/compose/missing-env-file.ts";
import missingFile from "../../../../checks/style/compose/missing-file.ts";
import { observeModule } from "../terraform/observe.ts";

type Files = Readonly<Record<string, string>>;

const api = (lines: string, rest = ""): string =>
  `services:\n  api:\n    image: registry.example.com/api:1.4.2\n${lines
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("")}${rest}`;

const cases = [
  {
    check: missingFile,
    name: "style/compose/missing-file",
    told: [
      [
        { "compose.yaml": api("x-a: 1", "include: [a.yaml, {path: [b.yaml, c.yaml]}]\n"), "b.yaml": "" },
        ["a.yaml", "c.yaml"],
      ],
      [
        { "compose.yaml": api("configs: [nginx]", "configs: {nginx: {file: ./nginx.cnf}}\n"), "nginx.conf": "" },
        ["./nginx.cnf"],
      ],
      [{ "compose.yaml": api("build: ./api") }, ["./api"]],
      [
        { "compose.yaml": api("build: {context: web, dockerfile: Dockerfile.prod}"), "web/Dockerfile": "" },
        ["Dockerfile.prod"],
      ],
      [{ "deploy/docker-compose.yml": api("develop: {watch: [{action: sync, path: src, target: /a}]}") }, ["src"]],
      [{ "compose.yaml": api("extends: {file: base.yaml, service: api}") }, ["base.yaml"]],
    ],
    silent: [
      { "compose.yaml": api("build: ./api", "include: [a.yaml]\n"), "api/Dockerfile": "", "a.yaml": "" },
      {
        "compose.yaml": api(
          "build: https://git.example.com/api.git#main",
          "include: ['git@example.com:a/b', 'oci://a/b:1', '$A', '../a', '/a', '~/a']\n",
        ),
      },
      { "deploy/compose.yaml": api("build: api"), "api/Dockerfile": "" },
      { "compose.yaml": api("build: {context: ., dockerfile_inline: FROM a, dockerfile: Dockerfile}"), Dockerfile: "" },
      { "compose.yaml": api("configs: [a]", "configs: {a: {file: made/a.conf}}\n"), ".gitignore": "/made\n" },
      { "compose.yaml": "services: [\ninclude: [a.yaml]" },
      { "compose.yaml": "include: {a: b}\nconfigs: 3\nservices: {__proto__: {build: []}}" },
      { "k8s/service.yaml": "include: [a.yaml]" },
    ],
  },
  {
    check: missingEnvFile,
    name: "style/compose/missing-env-file",
    told: [
      [{ "compose.yaml": api("env_file: [api.env, {path: b.env}]") }, ["api.env", "b.env"]],
      [{ "compose.yaml": api("secrets: [a]", "secrets: {a: {file: ./a.txt}}\n") }, ["./a.txt"]],
      [{ "compose.yaml": api("env_file: api.env"), "web.env.example": "" }, ["api.env"]],
    ],
    silent: [
      { "compose.yaml": api("env_file: api.env"), "api.env": "" },
      { "compose.yaml": api("env_file: .env"), ".env.example": "" },
      { "compose.yaml": api("env_file: [config/api.env]"), "config/api.env.dist": "" },
      { "compose.yaml": api("env_file: [.env, api.env]"), ".gitignore": "*.env\n" },
      { "compose.yaml": api("env_file: [{path: a.env, required: false}, '${A}.env', /etc/a.env]") },
      { "compose.yaml": api("env_file: 3", "secrets: {a: {environment: A}, b: {external: true}}\n") },
    ],
  },
  {
    check: extendedService,
    name: "style/compose/extended-service",
    told: [
      [
        { "compose.yaml": api("extends: {file: base.yaml, service: ap}"), "base.yaml": "services: {api: {image: a}}" },
        ["ap"],
      ],
      [{ "compose.yaml": api("extends: bas", "  base: {image: a}\n") }, ["bas"]],
      [{ "compose.yaml": api("extends: {service: __proto__}") }, ["__proto__"]],
    ],
    silent: [
      { "compose.yaml": api("extends: {file: base.yaml, service: api}"), "base.yaml": "services: {api: {image: a}}" },
      { "compose.yaml": api("extends: {file: base.yaml, service: ap}") },
      { "compose.yaml": api("extends: {file: base.yaml, service: ap}"), "base.yaml": "services: [" },
      {
        "compose.yaml": api("extends: {file: base.yaml, service: ap}"),
        "base.yaml": "include: [a.yaml]\nservices: {}",
      },
      { "compose.yaml": api("extends: {file: $BASE, service: ap}") },
      { "compose.yaml": api("extends: base", "include: [a.yaml]\n") },
      { "compose.override.yaml": api("extends: base") },
    ],
  },
  {
    check: misspeltVariable,
    name: "style/compose/misspelt-variable",
    told: [
      [
        { "compose.yaml": api("command: run ${DATABSE_URL} $DATABSE_URL"), ".env": "DATABASE_URL=a\n" },
        ["${DATABSE_URL}"],
      ],
      [
        { "deploy/compose.yaml": api("command: 'run $LOG_LEVLE'"), "deploy/.env.example": "# LOG_LEVEL=info" },
        ["$LOG_LEVLE"],
      ],
      [
        { "compose.yaml": api("command: run ${API_KEY:?is missing}"), ".env.sample": "export LOG_LEVEL=info" },
        ["${API_KEY:?is missing}"],
      ],
    ],
    silent: [
      { "compose.yaml": api("command: run ${DATABASE_URL} $HOME ${API_KEY}"), ".env": "DATABASE_URL=a\n" },
      { "compose.yaml": api("command: run ${API_KEY:?is missing}"), ".env": "LOG_LEVEL=info" },
      { "compose.yaml": api("command: run $LOG_LEVLE $LOG_LEVEL"), ".env": "LOG_LEVEL=info" },
      { "compose.yaml": api("command: run $REDIS_PORT $SHARD_2"), ".env": "REDIS_HOST=a\nSHARD_1=b" },
      { "compose.yaml": api("command: run $LOG_LEVLE") },
      { "compose.yaml": api("command: run $$LOG_LEVLE"), ".env": "LOG_LEVEL=info" },
      { "compose.yaml": "services: [$LOG_LEVLE", ".env": "LOG_LEVEL=info\0\n=\n" },
    ],
  },
] as const;

describe.each(cases)("$name", ({ check, told, silent }) => {
  it.each<readonly [Files, readonly string[]]>(told)("tells %j", async (files, pieces) => {
    const { places } = await observeModule(check, { "README.md": "", ...files });
    expect(places).toEqual(pieces.map((piece) => expect.stringContaining(piece)));
  });

  it.each<Files>(silent)("is silent about %j", async (files) => {
    expect((await observeModule(check, { "README.md": "", ...files })).findings).toEqual([]);
  });

  it("does not tell what was there before", async () => {
    const files: Files = { "README.md": "", ...told[0][0] };
    const edited: Files = Object.fromEntries(
      Object.entries<string>(files).map(([path, text]) => [path, `\n# edited\n${text}`]),
    );
    expect((await observeModule(check, edited, { base: files })).findings).toEqual([]);
  });
});

it("knows nothing of what lies beside a Compose file that is alone", async () => {
  const files = { "compose.yaml": api("build: ./api\nenv_file: api.env") };
  expect((await observeModule(missingFile, files)).findings).toEqual([]);
  expect((await observeModule(missingEnvFile, files)).findings).toEqual([]);
});
