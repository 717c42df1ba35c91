/** Rules about Compose files: what each finds, what it leaves alone, and what broken files come to. */

import { describe, expect, it } from "@jest/globals";
import { catalogue } from "../../../../checks/generated/catalogue.ts";
import { findWith } from "../../find-with.ts";

function service(lines: string, rest = ""): string {
  const body = lines.split("\n").map((line) => `    ${line}`);
  return `services:\n  api:\n    image: registry.example.com/api:1.4.2\n${body.join("\n")}\n${rest}`;
}

const cases: readonly (readonly [check: string, text: string, found: readonly string[]])[] = [
  ["security/compose/privileged-container", service("privileged: ${PRIVILEGED}"), []],
  [
    "security/compose/docker-socket",
    service("volumes:\n  - type: bind\n    source: /run/docker.sock\n    target: /s"),
    ["/run/docker.sock"],
  ],
  ["security/compose/host-namespaces", service("pid: service:db\nipc: host"), ["host"]],
  ["security/compose/dangerous-capabilities", service("cap_add: [CAP_SYS_ADMIN, CHOWN]"), ["CAP_SYS_ADMIN"]],
  [
    "security/compose/host-path",
    service("volumes: ['/etc/localtime:/a', './etc:/b', '/srv:/c', '/proc:/d']"),
    ["'/proc:/d'"],
  ],
  ["security/compose/public-ports", service("ports: ['127.0.0.1:80:80', '${PORT}:80']"), []],
  ["security/compose/privileged-ports", service("ports:\n  - target: 80\n    published: '8080'"), ["target"]],
  [
    "security/compose/secret-in-environment",
    service("environment:\n  - A_TOKEN=4f1c9d\n  - B_TOKEN=$TOKEN\n  - C_TOKEN"),
    ["A_TOKEN=4f1c9d"],
  ],
  ["security/compose/secret-in-environment", service("environment:\n  POSTGRES_PASSWORD: example"), []],
  [
    "style/compose/latest-tag",
    "services:\n  a: { image: redis }\n  b: { image: b, build: . }\n  c: { image: '${C}' }",
    ["redis"],
  ],
  [
    "style/compose/undefined-reference",
    service("volumes: ['data:/a', './b:/b']\nnetworks: [default, back]"),
    ["'data:/a'", "back"],
  ],
  [
    "style/compose/undefined-reference",
    service("depends_on:\n  db: { condition: service_started, required: false }"),
    [],
  ],
  ["style/compose/undefined-reference", service("depends_on: [db]", "include: [db.yaml]\n"), []],
  ["style/compose/undefined-reference", service("network_mode: service:vpn"), ["service:vpn"]],
  [
    "style/compose/port-collision",
    "services:\n  a: { image: a, ports: ['80:1/udp'] }\n  b: { image: b, ports: ['80:1'] }",
    [],
  ],
  [
    "style/compose/port-collision",
    "services:\n  a: { image: a, ports: ['127.0.0.1:80:1'] }\n  b: { image: b, ports: ['80:1'] }",
    ["'80:1'"],
  ],
  [
    "style/compose/port-collision",
    "services:\n  a: { image: a, ports: [80:1], profiles: [x] }\n  b: { image: b, ports: [80:1] }",
    [],
  ],
  ["style/compose/dependency-cycle", service("depends_on: [api]"), ["depends_on"]],
  ["style/compose/interpolation", service("command: 'a $(b) ${C:-${D:-e}} $$F $G'"), ["$("]],
  [
    "style/compose/interpolation",
    service("command: 'a $1'\nlabels: ['b=${', \"c=${D\", 'e=${F%x}', 'g=$']"),
    ["$1", "${", "${D", "${F%x}", "$"],
  ],
  ["style/compose/interpolation", service("healthcheck:\n  test: |\n    test $(b)\n    c $$? ${1}"), ["$(", "${1}"]],
  ["style/compose/interpolation", service("command: '{{ $(b) }}'", "x-a: &a 'a $(b)'\n"), []],
  ["style/compose/interpolation", "x-a: &a 'a $(b)'\n" + service("command: *a\nentrypoint: *a"), ["$("]],
  ["style/compose/interpolation", service("environment:\n  A: ${B:?no $$B}\n  $(c): d"), []],
  ["style/compose/duplicate-entry", service("environment: [A=1, B=2, 'A=3', A]"), ["'A=3'", "A"]],
  [
    "style/compose/duplicate-entry",
    service("env_file: [a.env, ./a.env, { path: b.env, required: false }]"),
    ["./a.env"],
  ],
  [
    "style/compose/duplicate-entry",
    service("volumes: [data:/d, './b:/d/', '/e', { type: tmpfs, target: /e }, 'C:\\\\x:/d', '$A:/d']"),
    ["'./b:/d/'", "/e"],
  ],
  ["style/compose/duplicate-entry", service("environment: { A: 1 }\nenv_file: ${A}\nvolumes: 3"), []],
  [
    "style/compose/unhealthy-dependency",
    service("depends_on: { db: { condition: service_healthy } }", "  db: { image: 'docker.io/library/postgres:17' }"),
    ["service_healthy"],
  ],
  [
    "style/compose/unhealthy-dependency",
    service(
      "depends_on: { db: { condition: service_healthy }, api: { condition: service_healthy } }",
      "  db: { image: 'bitnami/postgres:17' }",
    ),
    [],
  ],
  ["style/compose/cpu-limits", "x-a: &a\n  cpus: 1\nservices:\n  a:\n    <<: *a\n    image: b", []],
  ["style/compose/missing-healthcheck", service("extends: { file: base.yaml, service: api }"), []],
];

describe("rules about Compose files", () => {
  it.each(cases)("%s in %j", async (check, text, found) => {
    expect(await findWith(check, "deploy/compose.yaml", text)).toEqual(found);
  });

  it("asks nothing of an overlay that its base may declare", async () => {
    const text = service("volumes: ['data:/a']");
    expect(await findWith("style/compose/undefined-reference", "compose.override.yaml", text)).toEqual([]);
  });

  const names = [...catalogue.values()]
    .filter(({ name, scope }) => name.includes("/compose/") && scope === "file")
    .map(({ name }) => name);
  const broken = [
    "",
    "services:",
    "services: [",
    "services: []",
    "services: { a: 1 }",
    "services:\n  a:\n    ports: 1\n    volumes: {}",
  ];

  it.each(names)("%s survives broken files", async (name) => {
    for (const text of broken) expect(await findWith(name, "compose.yaml", text)).toEqual([]);
  });
});
