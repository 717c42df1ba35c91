/** `node dist/scripts/extract-actions.js [FOLDER]`: reads what well-known actions take and give, version by version, out of their repositories' tags. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { load } from "js-yaml";
import { packageRoot } from "../engine/package-root.ts";

const run = promisify(execFile);

/** `owner/repository`, with the folders of its actions behind it; none = its top. */
const wanted: readonly string[] = [
  "actions/attest-build-provenance",
  "actions/cache . restore save",
  "actions/checkout",
  "actions/configure-pages",
  "actions/create-github-app-token",
  "actions/dependency-review-action",
  "actions/deploy-pages",
  "actions/download-artifact",
  "actions/github-script",
  "actions/labeler",
  "actions/setup-dotnet",
  "actions/setup-go",
  "actions/setup-java",
  "actions/setup-node",
  "actions/setup-python",
  "actions/stale",
  "actions/upload-artifact",
  "actions/upload-pages-artifact",
  "astral-sh/setup-uv",
  "aws-actions/configure-aws-credentials",
  "codecov/codecov-action",
  "docker/build-push-action",
  "docker/login-action",
  "docker/metadata-action",
  "docker/setup-buildx-action",
  "docker/setup-qemu-action",
  "dorny/paths-filter",
  "github/codeql-action init analyze autobuild upload-sarif",
  "golangci/golangci-lint-action",
  "google-github-actions/auth",
  "goreleaser/goreleaser-action",
  "hashicorp/setup-terraform",
  "helm/chart-testing-action",
  "peter-evans/create-pull-request",
  "pnpm/action-setup",
  "pypa/gh-action-pypi-publish",
  "rhysd/action-setup-vim",
  "ruby/setup-ruby",
  "softprops/action-gh-release",
  "swatinem/rust-cache",
];

/** `v4` and branches that are used like it. */
const version = /^(?:v\d+|release\/v\d+)$/u;

const mirrors = process.argv[2];
const lines: string[] = [];
for (const each of wanted) {
  const [slug = "", ...folders] = each.split(" ");
  const { directory, remove } = await repositoryOf(slug);
  for (const tag of await versionsOf(directory)) {
    for (const folder of folders.length === 0 ? ["."] : folders) {
      const line = await lineOf(directory, tag, folder);
      if (line !== undefined) lines.push(`${slug}${folder === "." ? "" : `/${folder}`}@${tag.name} ${line}`);
    }
  }
  await remove();
  console.error(`${slug}: done`);
}
await writeFile(
  join(packageRoot(), "languages/workflow/known-actions-data.ts"),
  `/** What well-known actions take and give, by version. Written by scripts/extract-actions.ts out of their public metadata files; do not edit. */

/** \`slug@version runtime | inputs (\`!\` required, \`~\` deprecated) | outputs\`; outputs \`*\` = nobody lists them. */
export const knownActionLines: readonly string[] = [
${lines.map((line) => `  ${JSON.stringify(line)},`).join("\n")}
];
`,
);

interface Version {
  readonly name: string;
  readonly ref: string;
}

async function git(directory: string, ...parameters: readonly string[]): Promise<string> {
  const { stdout } = await run("git", ["--git-dir", directory, ...parameters], { maxBuffer: 50_000_000 });
  return stdout;
}

/** A bare repository under the folder that was named (`owner+name/repo`), else a fresh clone of its history without contents. */
async function repositoryOf(
  slug: string,
): Promise<{ readonly directory: string; readonly remove: () => Promise<void> }> {
  const [owner = "", name = ""] = slug.split("/");
  const candidates = mirrors === undefined ? [] : [slug, `${owner.charAt(0).toUpperCase()}${owner.slice(1)}/${name}`];
  for (const candidate of candidates) {
    const directory = join(mirrors ?? "", candidate.replace("/", "+"), "repo");
    if (existsSync(directory)) return { directory, remove: async () => {} };
  }
  const folder = await mkdtemp(join(tmpdir(), "plumbline-actions-"));
  await run("git", ["clone", "--bare", "--quiet", "--filter=blob:none", `https://github.com/${slug}`, folder]);
  return { directory: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function versionsOf(directory: string): Promise<readonly Version[]> {
  const refs = await git(directory, "for-each-ref", "--format=%(refname)");
  const found = new Map<string, string>();
  for (const ref of refs.split("\n")) {
    const name = ref.replace(/^refs\/(?:tags|heads|remotes\/[^/]+)\//u, "");
    if (version.test(name) && !found.has(name)) found.set(name, ref);
  }
  return [...found].map(([name, ref]) => ({ name, ref })).sort((one, other) => numberOf(one) - numberOf(other));
}

function numberOf({ name }: Version): number {
  return Number(name.replace(/\D+/gu, ""));
}

async function lineOf(directory: string, { ref }: Version, folder: string): Promise<string | undefined> {
  const at = folder === "." ? "" : `${folder}/`;
  for (const file of ["action.yml", "action.yaml"]) {
    try {
      return describe(load(await git(directory, "show", `${ref}:${at}${file}`)));
    } catch {
      continue;
    }
  }
  return undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function describe(metadata: unknown): string {
  const { inputs, outputs, runs } = fieldsOf(metadata);
  const taken = Object.entries(fieldsOf(inputs)).map(([name, input]) => {
    const { required, default: preset, deprecationMessage } = fieldsOf(input);
    const isRequired = (required === true || required === "true") && preset === undefined;
    return `${name}${isRequired ? "!" : ""}${deprecationMessage === undefined ? "" : "~"}`;
  });
  const runtime = String(fieldsOf(runs)["using"]);
  // Programs may set outputs that their metadata does not list; of what runs in a container nobody knows.
  return [runtime, taken.join(" "), Object.keys(fieldsOf(outputs)).join(" ") || "*"].join(" | ");
}
