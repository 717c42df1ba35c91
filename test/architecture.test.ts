/** Who may import whom, and who may touch the world: the rules of docs/architecture.md, held on every run. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = normalize(join(import.meta.dirname, ".."));

/** Folder -> our folders it may import from (besides its own). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  languages: ["core"],
  checks: ["core", "languages"],
  engine: ["core", "languages", "checks"],
  sources: ["core"],
  reporters: ["core"],
  store: ["core"],
  github: ["core"],
  service: ["core", "languages", "checks", "engine", "sources", "reporters", "store", "github"],
};

const worldly = ["sources", "github", "store", "engine", "cli", "web", "scripts", "bench"];
const frontEnds = ["cli", "web", "app.ts"];

/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")`. */
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']/gu;

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files = [...Object.keys(allowed), "cli", "web"].flatMap(sourceFiles);

function sourceFiles(folder: string): readonly SourceFile[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const path = join(folder, name);
      const text = withoutComments(readFileSync(join(root, path), "utf8"));
      return { path, folder, text, imports: [...text.matchAll(importPattern)].map((match) => match[1] ?? "") };
    });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/^\s*\/\/.*$/gmu, "");
}

/** `core/text.ts` for `../core/text.ts` in `checks/x.ts`; `undefined` for a package. */
function ownTarget(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return relative(root, join(root, dirname(file.path), specifier));
}

describe("imports", () => {
  test.each(Object.entries(allowed))("%s imports only what it may", (folder, others) => {
    const wrong = files
      .filter((file) => file.folder === folder)
      .flatMap((file) =>
        file.imports
          .map((specifier) => ownTarget(file, specifier))
          .filter((target): target is string => target !== undefined)
          .filter((target) => ![folder, ...others, "schemas"].includes(target.split("/")[0] ?? ""))
          .map((target) => `${file.path} -> ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("nothing imports a front end", () => {
    const wrong = files
      .filter((file) => !frontEnds.includes(file.folder))
      .flatMap((file) => file.imports.map((specifier) => ownTarget(file, specifier)))
      .filter((target) => target !== undefined && frontEnds.includes(target.split("/")[0] ?? ""));
    expect(wrong).toEqual([]);
  });

  test("core knows no platform, no GitHub and no linter", () => {
    const wrong = files
      .filter((file) => file.folder === "core")
      .flatMap((file) =>
        file.imports
          .filter((name) => /^node:|octokit|probot|eslint/u.test(name))
          .map((name) => `${file.path} -> ${name}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("the world", () => {
  const quiet = files.filter((file) => !worldly.includes(file.folder));

  test("only the edges import what touches disk, network or processes", () => {
    const touching = /^node:(?:fs|fs\/promises|net|http|https|http2|child_process|worker_threads|os|dns|tls|cluster)$/u;
    const wrong = quiet.flatMap((file) =>
      file.imports.filter((name) => touching.test(name)).map((name) => `${file.path} -> ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("only the edges read the clock, the environment, chance, or fetch", () => {
    const ambient =
      /\b(?:Date\.now\(|new Date\(\)|performance\.now\(|process\.(?:env|argv|cwd)|Math\.random\(|fetch\()/u;
    const wrong = quiet.filter((file) => ambient.test(file.text)).map((file) => file.path);
    expect(wrong).toEqual([]);
  });
});

test("no check loads TypeBox when it runs: its types are enough, and its modules cost every start 0.15 s", () => {
  const wrong = files
    .filter((file) => file.folder === "checks" && !/\/plumbline-rules\/[a-z]+-schema\.ts$/u.test(file.path))
    .filter((file) => /^import (?!type)[^;]*from "typebox/mu.test(file.text));
  expect(wrong.map((file) => file.path)).toEqual([]);
});

describe("every source file", () => {
  const written = files.filter((file) => !file.path.includes("/generated/"));

  test("opens with a sentence that says what it is for", () => {
    const wrong = written
      .filter((file) => !/^\/\*\*|^\/\//u.test(readFileSync(join(root, file.path), "utf8")))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  test("is kebab-case and has no vague name", () => {
    const names = written.map((file) => file.path.split("/").at(-1) ?? "");
    // Alertmanager is a program, and files about it bear its name.
    const vague = /util|helper|(?<!alert)manager|misc/u;
    expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.ts$/u.test(name) || vague.test(name))).toEqual(
      [],
    );
  });
});
