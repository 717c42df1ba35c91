/** Whether a change raises versions and does nothing else: lock files, image tags, module and action versions, digests. */

import type { ChangedFile, Differential, FileContent } from "../../../core/differential.ts";

/** More is not read to let a bot off. */
const mostFiles = 60;

const asked = new WeakMap<Differential, Promise<boolean>>();

/** Read once a differential, however many requirements ask. */
export function onlyRaisesVersions(differential: Differential): Promise<boolean> {
  const known = asked.get(differential) ?? compareVersions(differential);
  asked.set(differential, known);
  return known;
}

async function compareVersions({ files, filesBeyond, base, head }: Differential): Promise<boolean> {
  if (filesBeyond !== undefined || files.length === 0) return false;
  const others = files.filter(({ path }) => !isLockFile(path));
  if (others.length > mostFiles || !others.every(isEdited)) return false;
  const paths = others.map(({ path }) => path);
  if (paths.length === 0) return true;
  const [before, after] = await Promise.all([base.read(paths), head.read(paths)]);
  return paths.every((path) => {
    const [from, to] = [textOf(before.get(path)), textOf(after.get(path))];
    return from !== undefined && to !== undefined && withoutVersions(path, from) === withoutVersions(path, to);
  });
}

function isEdited({ status, kind }: ChangedFile): boolean {
  return status === "modified" && kind === "file";
}

function textOf(content: FileContent | undefined): string | undefined {
  return content?.kind === "text" ? content.text : undefined;
}

const lockFiles =
  /(?:^|\/)(?:\.terraform\.lock\.hcl|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|go\.sum|Chart\.lock|requirements\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|Cargo\.lock|flake\.lock|jsonnetfile\.lock\.json|Puppetfile\.lock)$/;

/** Written by a tool from what stands beside it. */
export function isLockFile(path: string): boolean {
  return lockFiles.test(path);
}

/** Files in which every version is that of something used, whatever its key is called. */
const manifests =
  /(?:^|\/)(?:package\.json|go\.mod|requirements[\w.-]*\.txt|pyproject\.toml|Pipfile|Gemfile|composer\.json|Cargo\.toml|pom\.xml|Chart\.yaml|requirements\.ya?ml|galaxy\.yml|\.pre-commit-config\.yaml|\.tool-versions|mise\.toml|\.mise\.toml|\.terraform-version|\.terragrunt-version|\.opentofu-version|\.nvmrc|\.node-version|\.python-version|\.ruby-version|\.go-version)$/;

/** Keys and words before the version of something used: an image, an action, a chart, a module, a tool. */
const pin =
  /(?:^|[\s"'-])(?:image|imageTag|tag|newTag|uses|rev|ref|digest|targetRevision|appVersion|chartVersion|chart_version|image_tag|[A-Za-z_]*_VERSION)["']?\s*[:=]|^\s*(?:FROM|ARG)\s|[?&]ref=|\bimage["']?\s*=/;

/** What `version` stands beside where it is that of a module, a provider or a chart, and not of a cluster or a database. */
const versionKey = /^\s*-?\s*["']?version["']?\s*[:=]/;
const origin = /^\s*-?\s*["']?(?:source|chart|repository|repo|name|registry)["']?\s*[:=]/;
const neighbours = 3;
/** Longer ones are data, not pins. */
const longestLine = 1_000;

const version =
  /@?sha256:[0-9a-f]{64}|\b[0-9a-f]{40}\b|(?<![\w.])v?\d+(?:\.\d+){0,2}(?:[-+][0-9A-Za-z][0-9A-Za-z.+-]*)?(?![\w./]|\.\d)/g;

/** A text in which every version that is only a pin has become the same sign. */
function withoutVersions(path: string, text: string): string {
  const isManifest = manifests.test(path);
  const lines = text.split(/\r?\n/);
  return lines
    .map((line, index) => {
      if (line.length > longestLine) return line;
      const isPin = isManifest || pin.test(line) || (versionKey.test(line) && isOfSomethingUsed(lines, index));
      return isPin ? line.replace(version, "#") : line;
    })
    .join("\n");
}

function isOfSomethingUsed(lines: readonly string[], index: number): boolean {
  return lines.slice(Math.max(0, index - neighbours), index + neighbours + 1).some((line) => origin.test(line));
}
