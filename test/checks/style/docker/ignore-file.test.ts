/** Rules about `.dockerignore` and what it keeps from a build. */

import { describe, expect, it } from "@jest/globals";
import ignoredCopy from "../../../../checks/style/docker/ignored-copy.ts";
import copiedSecrets from "../../../../checks/security/docker/copied-secrets.ts";
import { findWith } from "../../find-with.ts";
import { observeModule } from "../terraform/observe.ts";

describe.each([
  ["style/docker/ignore-syntax", "*.log[0-9\nnode_modules\n!\n", ["*.log[0-9", "!"]],
  ["style/docker/ignore-syntax", "*.log[0-9]\n!keep.log1\n# [\n\n", []],
  ["style/docker/ignore-syntax", `\0${"[".repeat(4_000)}\n__proto__\n`, []],
  ["style/docker/ignore-without-effect", "dist # made\n  # why\n../a\n./\n", ["dist # made", "# why", "../a", "./"]],
  ["style/docker/ignore-without-effect", "*.{js,ts}\n[!a]*\nbuild\\out\n", ["*.{js,ts}", "[!a]*", "build\\out"]],
  ["style/docker/ignore-without-effect", "!src\n*\n", ["!src"]],
  ["style/docker/ignore-without-effect", "docs\n!src\nsrc\n", ["!src"]],
  ["style/docker/ignore-without-effect", "*\n!src\n*.tmp\n**/*.log\nsrc/cache\n", []],
  ["style/docker/ignore-without-effect", "*\n!src\n*\n!src\n", []],
  ["style/docker/ignore-without-effect", "a{b}\n/dist/\nC#\n[^a]b\n", []],
])("%s", (check, text, found) => {
  it.each([".dockerignore", "build/api.Dockerfile.dockerignore"])(
    `in %s, ${JSON.stringify(text.slice(0, 60))}`,
    async (path) => {
      expect(await findWith(check, path, text)).toEqual(found);
    },
  );
});

const node = "FROM node:22.11.0\n";

describe("style/docker/ignored-copy", () => {
  it.each<[name: string, files: Readonly<Record<string, string>>, places: readonly string[]]>([
    [
      "a file",
      { Dockerfile: `${node}COPY package.json .`, "package.json": "", ".dockerignore": "*.json" },
      ["Dockerfile:2 package.json"],
    ],
    [
      "what is made before",
      { Dockerfile: `${node}COPY ["dist/", "/srv"]`, ".dockerignore": "dist" },
      ['Dockerfile:2 "dist/"'],
    ],
    [
      "a whole folder",
      { Dockerfile: `${node}ADD src lib /srv/`, "src/a": "", "lib/b": "", ".dockerignore": "*\n!lib" },
      ["Dockerfile:2 src"],
    ],
    [
      "a mount",
      { Dockerfile: `${node}RUN --mount=type=bind,source=package.json,target=a npm ci`, ".dockerignore": "*" },
      ["Dockerfile:2 --mount=type=bind,source=package.json,target=a"],
    ],
    [
      "its own folder",
      { "api/Dockerfile": `${node}COPY a.js .`, "api/a.js": "", "api/.dockerignore": "*.js" },
      ["api/Dockerfile:2 a.js"],
    ],
    [
      "the folder above",
      { "build/Dockerfile": `${node}COPY api/a.js web .`, "api/a.js": "", "web/b": "", ".dockerignore": "web" },
      ["build/Dockerfile:2 web"],
    ],
    [
      "the file's own",
      { Dockerfile: `${node}COPY a.js .`, "a.js": "", ".dockerignore": "", "Dockerfile.dockerignore": "a.js" },
      ["Dockerfile:2 a.js"],
    ],
  ])("tells %s", async (_, files, places) => {
    expect((await observeModule(ignoredCopy, files)).places).toEqual(places);
  });

  it.each<[name: string, files: Readonly<Record<string, string>>]>([
    ["what is sent", { Dockerfile: `${node}COPY src .`, "src/a": "", ".dockerignore": "docs" }],
    ["an exception", { Dockerfile: `${node}COPY dist .`, ".dockerignore": "*\n!dist/*.js" }],
    ["a part that is sent", { Dockerfile: `${node}COPY src .`, "src/a": "", "src/b": "", ".dockerignore": "src/a" }],
    [
      "other stages, addresses and variables",
      {
        Dockerfile: `${node}COPY --from=build dist /a\nADD https://example.com/dist /b\nCOPY $D *.x /c\nCOPY <<A /d\nA\n`,
        ".dockerignore": "*",
      },
    ],
    ["a folder that nobody knows", { "api/Dockerfile": `${node}COPY dist .`, ".dockerignore": "dist" }],
    ["everything", { Dockerfile: `${node}COPY . .`, ".dockerignore": "*\n" }],
    ["what does not parse", { Dockerfile: `COPY dist .\nFORM node`, ".dockerignore": "*" }],
    ["odd names", { Dockerfile: `${node}COPY __proto__ constructor /a/`, ".dockerignore": "toString\n\0[" }],
  ])("is silent about %s", async (_, files) => {
    expect((await observeModule(ignoredCopy, files)).findings).toEqual([]);
  });

  it("tells what a changed ignore file breaks, and not what was broken before", async () => {
    const files = { Dockerfile: `${node}COPY a.js b.js .`, "a.js": "", "b.js": "" };
    const base = { ...files, ".dockerignore": "b.js" };
    const { places, findings } = await observeModule(
      ignoredCopy,
      { ...files, ".dockerignore": "b.js\na.js" },
      { base },
    );
    expect(places).toEqual(["Dockerfile:2 a.js"]);
    expect(findings[0]?.message).toBe(
      "`COPY` does not find `a.js`: `a.js` in `.dockerignore` leaves it out of the build.",
    );
  });
});

describe("security/docker/copied-secrets", () => {
  const whole = `${node}COPY . .\n`;
  it.each<[files: Readonly<Record<string, string>>, history: boolean, said: readonly string[]]>([
    [
      { Dockerfile: whole, "deploy/server.key": "", ".env.production": "" },
      false,
      ["`deploy/server.key`, `.env.production`"],
    ],
    [{ Dockerfile: whole, ".gitignore": ".env\n" }, false, ["`.env`"]],
    [{ Dockerfile: whole }, true, ["`.git`"]],
    [
      { "api/Dockerfile": whole, "api/.dockerignore": "docs", "api/.env.example": "", ".gitignore": ".env" },
      true,
      ["`.env`"],
    ],
    [{ "api/Dockerfile": whole, "api/.dockerignore": "docs", ".gitignore": ".env" }, true, []],
    [{ Dockerfile: whole, ".dockerignore": ".git\n**/*.key\n.env*", "a.key": "", ".gitignore": ".env" }, true, []],
    [{ Dockerfile: whole, "test/fixtures/a.key": "", ".env.example": "", "pub.key": "" }, false, []],
    [
      { Dockerfile: `FROM node:22 AS build\nCOPY . .\nFROM nginx:1.27\nCOPY --from=build /a /a`, "a.key": "" },
      true,
      [],
    ],
    [{ "api/Dockerfile": whole, "a.key": "" }, true, []],
    [{ Dockerfile: `${node}COPY src src`, "a.key": "" }, false, []],
    [{ Dockerfile: "\0COPY . .", "a.key": "" }, false, []],
  ])("in %j", async (files, history, said) => {
    const { messages } = await observeModule(copiedSecrets, files, { options: { history } });
    expect(messages).toEqual(said.map((each) => expect.stringContaining(each)));
  });
});
