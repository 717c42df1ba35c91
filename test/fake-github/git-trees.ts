/** Trees and commits in git's own format: flat lists of files to nested tree objects and back. */

import type { ObjectStore } from "./git-objects.ts";

/** A file's content: text, bytes, an executable, a symbolic link or a submodule at a commit. */
export type NewFile =
  string | Uint8Array | { readonly executable: string } | { readonly symlink: string } | { readonly submodule: string };

export interface TreeFile {
  /** Git's octal mode: 100644, 100755, 120000 (link) or 160000 (submodule). */
  readonly mode: string;
  readonly id: string;
}

/** Path -> file of a whole commit. */
export type FlatTree = ReadonlyMap<string, TreeFile>;

export interface TreeEntry extends TreeFile {
  readonly name: string;
}

export interface GitPerson {
  readonly name: string;
  readonly email: string;
  /** ISO time stamp. */
  readonly date: string;
}

export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: GitPerson;
  readonly committer: GitPerson;
  readonly message: string;
}

export function writeFile(store: ObjectStore, file: NewFile): TreeFile {
  if (typeof file === "string" || file instanceof Uint8Array) {
    return { mode: "100644", id: store.write("blob", Buffer.from(file)) };
  }
  if ("executable" in file) return { mode: "100755", id: store.write("blob", Buffer.from(file.executable)) };
  if ("symlink" in file) return { mode: "120000", id: store.write("blob", Buffer.from(file.symlink)) };
  return { mode: "160000", id: file.submodule };
}

interface Folder {
  readonly files: Map<string, TreeFile>;
  readonly folders: Map<string, Folder>;
}

/** @returns the id of the root tree. */
export function writeTree(store: ObjectStore, flat: FlatTree): string {
  const root: Folder = { files: new Map(), folders: new Map() };
  for (const [path, file] of flat) {
    const segments = path.split("/");
    const name = segments.pop() ?? "";
    let folder = root;
    for (const segment of segments) {
      const next = folder.folders.get(segment) ?? { files: new Map(), folders: new Map() };
      folder.folders.set(segment, next);
      folder = next;
    }
    folder.files.set(name, file);
  }
  return writeFolder(store, root);
}

function writeFolder(store: ObjectStore, folder: Folder): string {
  const entries: { readonly key: Buffer; readonly line: Buffer }[] = [];
  const add = (name: string, mode: string, id: string, sortName: string) => {
    const line = Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]);
    entries.push({ key: Buffer.from(sortName), line });
  };
  for (const [name, file] of folder.files) add(name, file.mode, file.id, name);
  for (const [name, child] of folder.folders) add(name, "40000", writeFolder(store, child), `${name}/`);
  entries.sort((a, b) => Buffer.compare(a.key, b.key));
  return store.write("tree", Buffer.concat(entries.map((entry) => entry.line)));
}

export function parseTree(data: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at);
    const end = data.indexOf(0, space);
    const mode = data.toString("latin1", at, space).padStart(6, "0");
    entries.push({ mode, name: data.toString("utf8", space + 1, end), id: data.toString("hex", end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

export function formatCommit(commit: Omit<GitCommit, "sha">): Buffer {
  const person = (one: GitPerson) => `${one.name} <${one.email}> ${Math.floor(Date.parse(one.date) / 1000)} +0000`;
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${person(commit.author)}`,
    `committer ${person(commit.committer)}`,
    "",
    commit.message.endsWith("\n") ? commit.message : `${commit.message}\n`,
  ];
  return Buffer.from(lines.join("\n"));
}

export function parseCommit(sha: string, data: Buffer): GitCommit {
  const text = data.toString("utf8");
  const split = text.indexOf("\n\n");
  const parents: string[] = [];
  const headers = new Map<string, string>();
  for (const line of text.slice(0, split).split("\n")) {
    const space = line.indexOf(" ");
    const [key, value] = [line.slice(0, space), line.slice(space + 1)];
    if (key === "parent") parents.push(value);
    else headers.set(key, value);
  }
  return {
    sha,
    tree: headers.get("tree") ?? "",
    parents,
    author: parsePerson(headers.get("author") ?? ""),
    committer: parsePerson(headers.get("committer") ?? ""),
    message: text.slice(split + 2).replace(/\n$/, ""),
  };
}

function parsePerson(line: string): GitPerson {
  const [, name = "", email = "", seconds = "0"] = /^(.*) <(.*)> (\d+) /.exec(line) ?? [];
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace(".000", "") };
}
