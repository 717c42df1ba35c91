/** Rules about Dockerfiles: what each finds, what it leaves alone, and what broken files come to. */

import { describe, expect, it } from "@jest/globals";
import { catalogue } from "../../../../checks/generated/catalogue.ts";
import { findWith } from "../../find-with.ts";

const debian = "FROM debian:12.7\n";

const cases: readonly (readonly [check: string, text: string, found: readonly string[]])[] = [
  ["style/docker/interactive-install", `${debian}RUN apt-get install -s nginx`, []],
  ["style/docker/missing-pipefail", `${debian}RUN a="$(b | c)"; if d | e; then f; fi`, []],
  ["style/docker/latest-tag", "ARG TAG=latest\nFROM redis:$TAG", ["redis:$TAG"]],
  ["style/docker/latest-tag", "ARG TAG\nFROM redis:$TAG", []],
  ["style/docker/missing-tag", "FROM localhost:5000/redis AS cache\nFROM cache", ["localhost:5000/redis"]],
  ["style/docker/missing-tag", "FROM scratch\nADD rootfs.tar /", []],
  ["style/docker/missing-tag", "FROM redis@sha256:00", []],
  ["style/docker/undeclared-argument", "ARG A\nFROM ${B:-debian}:$A\nFROM $C", ["$C"]],
  ["style/docker/undeclared-argument", "FROM --platform=$BUILDPLATFORM debian:12", []],
  ["style/docker/interactive-install", `${debian}RUN apt-get -qq install nginx && yum install a`, ["yum install a"]],
  ["style/docker/interactive-install", `${debian}RUN yes | apt-get install nginx`, []],
  ["style/docker/interactive-install", `${debian}RUN apt-get $OPTIONS install nginx`, []],
  [
    "style/docker/unpinned-pip-packages",
    `${debian}RUN pip install -r list.txt && pip install ansible`,
    ["pip install ansible"],
  ],
  [
    "style/docker/unpinned-pip-packages",
    `${debian}RUN python3 -m pip install ansible`,
    ["python3 -m pip install ansible"],
  ],
  ["style/docker/unpinned-npm-packages", `${debian}RUN npm ci && npm install && npm i -g pm2@5`, []],
  [
    "style/docker/unpinned-go-packages",
    `${debian}RUN go install example.com/tool@latest`,
    ["go install example.com/tool@latest"],
  ],
  [
    "style/docker/unpinned-apk-packages",
    `${debian}RUN apk add --virtual .build gcc=1 && apt-get install $PACKAGES`,
    [],
  ],
  ["style/docker/apt-cache", `${debian}RUN --mount=type=cache,target=/var/lib/apt apt-get install nginx`, []],
  [
    "style/docker/apt-cache",
    `FROM debian:12 AS build\nRUN apt-get install gcc\nFROM debian:12\nCOPY --from=build /a /a`,
    [],
  ],
  ["style/docker/pip-cache", `${debian}ENV PIP_NO_CACHE_DIR=1\nRUN pip install a==1`, []],
  ["style/docker/update-alone", `${debian}RUN apt-get update\nRUN apt-get update && apt-get install -y nginx`, []],
  ["style/docker/missing-pipefail", `${debian}RUN a | b`, ["a | b"]],
  ["style/docker/missing-pipefail", `${debian}RUN set -o pipefail && a | b`, []],
  [
    "style/docker/missing-pipefail",
    `FROM debian:12 AS a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM a\nRUN a | b`,
    [],
  ],
  ["style/docker/missing-pipefail", "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a | b", []],
  ["style/docker/missing-pipefail", "FROM a:1\n# hadolint shell=powershell\nRUN a | b", []],
  ["style/docker/missing-pipefail", "# hadolint shell=pwsh\nFROM a:1\nRUN a | b", ["a | b"]],
  ["style/docker/interactive-install", `${debian}RUN dnf in nginx`, ["dnf in nginx"]],
  ["style/docker/unknown-stage", "FROM a:1 AS build\nFROM b:1\nCOPY --from=biuld /a /a", ["--from=biuld"]],
  ["style/docker/unknown-stage", "FROM a:1 AS build\nCOPY --from=build /a /a", ["--from=build"]],
  ["style/docker/unknown-stage", "FROM a:1\nCOPY --from=nginx:1.27 /etc/nginx /etc/nginx", []],
  ["style/docker/broken-exec-form", `${debian}RUN [ -f /etc/passwd ]`, []],
  ["style/docker/broken-exec-form", `${debian}ENTRYPOINT ["server",]`, ['["server",]']],
  ["style/docker/invalid-instruction", `${debian}EXPOSE 80 # web`, ["#", "web"]],
  ["style/docker/invalid-instruction", `${debian}ENV A=1 B`, ["B"]],
  ["style/docker/invalid-instruction", `${debian}ENV GREETING hello world`, []],
  ["style/docker/invalid-instruction", `${debian}COPY --form=a b c`, ["--form=a"]],
  ["style/docker/invalid-instruction", `${debian}HEALTHCHECK --interval=30 CMD a`, ["--interval=30"]],
  ["style/docker/invalid-instruction", `${debian}ONBUILD FROM a`, ["FROM"]],
  ["style/docker/invalid-instruction", `${debian}COPY <<EOF /etc/motd\nhello\nEOF\nRUN true`, []],
  ["style/docker/several-commands", 'FROM a:1\nCMD ["a"]\nFROM b:1\nCMD ["b"]', []],
  ["style/docker/syntax", "RUN a\n", ["RUN"]],
  ["style/docker/syntax", `${debian}RUN a \\\n  # why\n\n  && b\ncurl c`, ["curl"]],
  ["style/docker/syntax", `${debian}RUN <<EOF\na\nb\nEOF\nUSER b`, []],
  ["style/docker/syntax", `${debian}COPY <<EOF /a\nhello`, ["<<EOF"]],
  ["style/docker/syntax", `# escape=\`\n${debian}RUN a \`\n  && b`, []],
  ["style/docker/pointless-command", `${debian}RUN systemctl enable nginx && systemctl start nginx`, ["systemctl"]],
  ["style/docker/sudo", `${debian}RUN ["sudo", "apt-get", "update"]`, ['"sudo", "apt-get", "update"']],
  ["style/docker/unused-stage", "FROM a:1 AS build\nFROM b:1\nRUN --mount=type=bind,from=build,target=/b make", []],
  ["style/shell/syntax", `${debian}RUN if [ -f a ]; then b`, ["if"]],
  ["style/shell/syntax", `${debian}RUN a # why \\\n  && b (`, []],
  [
    "style/shell/syntax",
    `${debian}RUN python3 - <<EOF\nif a: b\nEOF\nRUN <<EOF\n#!/usr/bin/env python3\nif a: b\nEOF`,
    [],
  ],
  ["security/docker/root-user", "FROM a:1 AS base\nUSER root\nFROM base\nRUN b", ["USER root"]],
  ["security/docker/root-user", "FROM a:1\nUSER root\nRUN b\nUSER $APP", []],
  ["security/docker/secret-in-build", `${debian}ENV DB_PASSWORD=hunter2 PASSWORD_FILE=/run/a`, ["DB_PASSWORD=hunter2"]],
  ["security/docker/secret-in-build", `${debian}ENV TOKEN_URL=https://example.com`, []],
  ["style/docker/self-reference", `${debian}ENV A=1 B="${"$"}{A}/b"`, ['B="${A}/b"']],
  ["style/docker/self-reference", `${debian}ARG A\nENV A=1 B=$A PATH=/a:$PATH C=$PATH D=\\$D E=\${F:-1} F=2`, []],
  ["style/docker/self-reference", `${debian}ENV A B=$A`, []],
  ["style/docker/reserved-stage-name", "FROM a:1 AS Context\nFROM b:1 AS build", ["Context"]],
  [
    "style/docker/label-key",
    `${debian}LABEL a.b-c=1 A=2 io.docker.x=3 a..b=4 "d"=5 $E=6`,
    ["A=2", "io.docker.x=3", "a..b=4"],
  ],
  ["style/docker/label-key", `${debian}LABEL Owner the platform team`, ["Owner the platform team"]],
  [
    "style/docker/yarn-cache",
    `${debian}RUN yarn --frozen-lockfile add left && yarn build`,
    ["yarn --frozen-lockfile add left"],
  ],
  ["style/docker/yarn-cache", `${debian}RUN --mount=type=cache,target=/c yarn install\nRUN yarn run build`, []],
  ["style/docker/wget-progress", `${debian}RUN wget -q a && wget -O b c && wget -nv d && wget "$D"`, ["wget"]],
  ["style/docker/wget-progress", "FROM alpine:3.20\nRUN wget https://example.com/a", []],
  ["style/docker/high-user-id", `${debian}RUN useradd -mu 1000000 a && useradd -l -u 1000000 b`, ["useradd"]],
  ["style/docker/high-user-id", `${debian}RUN useradd -u 1000 a && useradd -u $ID b && adduser -u 1000000 c`, []],
  [
    "style/docker/copied-archive",
    `${debian}COPY a.tgz b.tar c.zip /t/\nRUN cd /t && tar xf a.tgz && tar tf b.tar`,
    ["a.tgz"],
  ],
  ["style/docker/copied-archive", `${debian}COPY --from=x a.tgz /t/\nADD b.tar /\nRUN tar xf a.tgz b.tar`, []],
  ["security/docker/remote-add", `${debian}ADD https://github.com/example/tool.git#v1 /src`, []],
];

describe("rules about Dockerfiles", () => {
  it.each(cases)("%s in %j", async (check, text, found) => {
    expect(await findWith(check, "Dockerfile", text)).toEqual(found);
  });

  const names = [...catalogue.values()]
    .filter(({ name, scope }) => name.includes("/docker/") && scope === "file")
    .map(({ name }) => name);
  const broken = [
    "",
    "\0",
    "FROM",
    "FROM \\\n",
    "RUN [",
    "FROM a\nRUN \\\n\\\n\\",
    "FROM a\nCOPY <<",
    "ONBUILD ".repeat(500),
  ];

  it.each(names)("%s survives broken files", async (name) => {
    for (const text of broken) expect(Array.isArray(await findWith(name, "Dockerfile", text))).toBe(true);
  });

  it("honours what hadolint is told, over all lines of an instruction", async () => {
    const { parseDockerfileDocument } = await import("../../../../languages/dockerfile/document.ts");
    const { openDocument } = await import("../../../../core/open-document.ts");
    const text = `${debian}# hadolint ignore=DL3008,DL3009\nRUN apt-get update \\\n  && apt-get install -y nginx\n`;
    const { waivers } = parseDockerfileDocument(
      openDocument("Dockerfile", { kind: "text", text, byteOrderMark: false }),
    );
    expect(waivers).toMatchObject([
      { rules: ["style/docker/unpinned-apt-packages", "style/docker/apt-cache"], covers: [3, 4], origin: "hadolint" },
    ]);
  });
});
