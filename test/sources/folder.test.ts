/** Plain folders: what is listed, what is skipped, what never leads outside. */

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { openFolder } from "../../sources/folder.ts";
import { createRepository, removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";

afterAll(removeTemporaryFolders);

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

describe("openFolder", () => {
  test("lists everything as added, without tool folders", async () => {
    const folder = folderWith({
      "k8s/api.yaml": "a: 1\n",
      ".github/plumbline.yml": "extends: []\n",
      ".git/config": "",
      "node_modules/x/package.json": "{}",
      "live/.terraform/modules.json": "{}",
    });
    const differential = await openFolder({ directory: folder });
    expect(differential.repository).toBe(basename(folder));
    expect(differential.files).toEqual([
      { path: ".github/plumbline.yml", status: "added", kind: "file", additions: 0, deletions: 0 },
      { path: "k8s/api.yaml", status: "added", kind: "file", additions: 0, deletions: 0 },
    ]);
    expect(await differential.base.list("")).toEqual([]);
    expect(await differential.head.list("k8s")).toEqual([{ path: "k8s/api.yaml", kind: "file" }]);
    expect((await differential.head.read(["k8s/api.yaml"])).get("k8s/api.yaml")).toMatchObject({ text: "a: 1\n" });
  });

  test("what silences rules is read in the folder itself, for nothing came before it", async () => {
    const differential = await openFolder({ directory: folderWith({ ".prettierignore": "vendor/" }) });
    const ignored = await differential.trusted?.read([".prettierignore"]);
    expect(ignored?.get(".prettierignore")).toMatchObject({ kind: "text", text: "vendor/" });
  });

  test("one folder is the root; several paths share the directory", async () => {
    const folder = folderWith({ "k8s/a.yaml": "", "k8s/b.yaml": "", "live/main.yaml": "", "other.yaml": "" });
    const one = await openFolder({ directory: folder, paths: ["k8s/"] });
    expect(one.directory).toBe(join(folder, "k8s"));
    expect(one.files.map((file) => file.path)).toEqual(["a.yaml", "b.yaml"]);

    const several = await openFolder({ directory: folder, paths: ["k8s", "other.yaml", "./k8s/a.yaml"] });
    expect(several.directory).toBe(folder);
    expect(several.files.map((file) => file.path)).toEqual(["k8s/a.yaml", "k8s/b.yaml", "other.yaml"]);

    const outside = await openFolder({ directory: join(folder, "live"), paths: ["../k8s/a.yaml", "main.yaml"] });
    expect(outside.directory).toBe(folder);
    expect(outside.files.map((file) => file.path)).toEqual(["k8s/a.yaml", "live/main.yaml"]);
  });

  test("leaves out what git ignores, unless it is named", async () => {
    const { directory, write } = createRepository({ ".gitignore": "dist/\n*.log\n", "k8s/api.yaml": "" });
    for (const path of ["dist/sub/api.yaml", "k8s/run.log", "k8s/new.yaml"]) write(path, "");
    const listed = async (...paths: string[]) =>
      (await openFolder({ directory, paths })).files.map((file) => file.path);
    expect(await listed()).toEqual([".gitignore", "k8s/api.yaml", "k8s/new.yaml"]);
    expect(await listed("k8s", ".gitignore")).toEqual([".gitignore", "k8s/api.yaml", "k8s/new.yaml"]);
    expect(await listed("k8s/run.log")).toEqual(["k8s/run.log"]);
    expect(await listed("dist")).toEqual(["sub/api.yaml"]);
    expect(await listed("dist/sub")).toEqual(["api.yaml"]);
  });

  test("follows no link and nothing that leads outside", async () => {
    const folder = folderWith({ "real/a.yaml": "a: 1\n" });
    const secret = folderWith({ "secret.yaml": "password: 1\n" });
    symlinkSync(secret, join(folder, "outside"));
    symlinkSync(join(secret, "secret.yaml"), join(folder, "link.yaml"));
    const { files, head } = await openFolder({ directory: folder });
    expect(files.map((file) => [file.path, file.kind])).toEqual([
      ["link.yaml", "symlink"],
      ["outside", "symlink"],
      ["real/a.yaml", "file"],
    ]);
    const asked = [
      "link.yaml",
      "outside/secret.yaml",
      `../${basename(secret)}/secret.yaml`,
      join(secret, "secret.yaml"),
      "a\0b",
      "real",
      "",
    ];
    const contents = await head.read(asked);
    expect(asked.map((path) => contents.get(path)?.kind)).toEqual([
      "symlink",
      ...Array.from({ length: asked.length - 1 }, () => "missing"),
    ]);
  });

  test("does not wait for a pipe", async () => {
    const folder = folderWith({ "a.yaml": "" });
    execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
    const { files, head } = await openFolder({ directory: folder });
    expect(files.map((file) => file.path)).toEqual(["a.yaml"]);
    expect((await head.read(["pipe.yaml"])).get("pipe.yaml")).toEqual({
      kind: "unreadable",
      reason: "not a regular file",
    });
  });

  test("names a path that is not there", async () => {
    const folder = folderWith({ "a.yaml": "" });
    await expect(openFolder({ directory: folder, paths: ["b.yaml"] })).rejects.toThrow(
      "cannot read `b.yaml`: no such file or folder",
    );
    symlinkSync("circle", join(folder, "circle"));
    await expect(openFolder({ directory: folder, paths: ["circle"] })).rejects.toThrow("its links go in a circle");
  });

  test("a file that may not be read says so", async () => {
    const folder = folderWith({ "a.yaml": "" });
    chmodSync(join(folder, "a.yaml"), 0o000);
    const { head } = await openFolder({ directory: folder });
    const content = (await head.read(["a.yaml"])).get("a.yaml");
    // Root reads everything.
    expect(content).toEqual(
      process.getuid?.() === 0
        ? { kind: "text", text: "", byteOrderMark: false }
        : { kind: "unreadable", reason: "permission denied" },
    );
  });
});
