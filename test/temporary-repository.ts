/** Real git repositories in temporary folders, for tests of what reads git. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface TemporaryRepository {
  readonly directory: string;
  /** Runs git and returns what it prints, trimmed. */
  readonly git: (...args: readonly string[]) => string;
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly remove: (path: string) => void;
  /** Commits everything; returns the sha. */
  readonly commit: (message: string) => string;
}

const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "plumbline-test-")));
  folders.push(folder);
  return folder;
}

/** Call it in `afterAll`. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

export function runGitIn(directory: string, ...args: readonly string[]): string {
  return execFileSync("git", [...args], {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "Ada",
      GIT_AUTHOR_EMAIL: "ada@example.com",
      GIT_AUTHOR_DATE: "2026-01-02T03:04:05Z",
      GIT_COMMITTER_NAME: "Ada",
      GIT_COMMITTER_EMAIL: "ada@example.com",
      GIT_COMMITTER_DATE: "2026-01-02T03:04:05Z",
    },
  }).trim();
}

export function createRepository(files: Readonly<Record<string, string | Uint8Array>> = {}): TemporaryRepository {
  const directory = temporaryFolder();
  const git = (...args: readonly string[]) => runGitIn(directory, ...args);
  const repository: TemporaryRepository = {
    directory,
    git,
    write(path, content) {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    remove: (path) => rmSync(join(directory, path), { recursive: true }),
    commit(message) {
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", `--message=${message}`);
      return git("rev-parse", "HEAD");
    },
  };
  git("init", "--quiet", "--initial-branch=main");
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  if (Object.keys(files).length > 0) repository.commit("Begin");
  return repository;
}
