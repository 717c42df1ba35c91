/** Package managers: how each installs, which of its options take a value, and when a package is pinned. */

import type { Range } from "../../../../core/text.ts";
import { type Invocation, sketchOf } from "../../../../languages/shell/words.ts";

export interface Manager {
  readonly installs: readonly string[];
  /** Options that take a value in a word of its own. */
  readonly valued: readonly string[];
  readonly isPinned: (name: string) => boolean;
  /** How a version is written behind a name. */
  readonly form: string;
}

const debian: Manager = {
  installs: ["install"],
  valued: ["-t", "--target-release", "--default-release", "-o", "--option", "-c", "--config-file"],
  isPinned: (name) => name.includes("=") || name.includes("/") || name.endsWith(".deb"),
  form: "NAME=VERSION",
};
const redHat: Manager = {
  installs: ["install", "in", "reinstall", "localinstall"],
  valued: [
    "-c",
    "--config",
    "-x",
    "--exclude",
    "--enablerepo",
    "--disablerepo",
    "--repo",
    "--installroot",
    "--releasever",
  ],
  isPinned: (name) => /-\d|\0|\.rpm$|^@|:|\//u.test(name),
  form: "NAME-VERSION",
};
const pip: Manager = {
  installs: ["install"],
  valued: [
    "-r",
    "--requirement",
    "-c",
    "--constraint",
    "-e",
    "--editable",
    "-t",
    "--target",
    "-i",
    "--index-url",
    "--extra-index-url",
    "-f",
    "--find-links",
    "--trusted-host",
    "--proxy",
    "--prefix",
    "--root",
    "--timeout",
    "--cert",
    "--platform",
    "--python-version",
    "--no-binary",
    "--only-binary",
    "--progress-bar",
    "--src",
    "--retries",
    "--upgrade-strategy",
  ],
  isPinned: (name) => /[=<>~@]|^\.|\/|\.(?:whl|zip|tar\.gz|tgz)$/u.test(name),
  form: "NAME==VERSION",
};

export const managers: Readonly<Record<string, Manager>> = {
  "apt-get": debian,
  apt: debian,
  aptitude: debian,
  yum: redHat,
  dnf: redHat,
  microdnf: redHat,
  tdnf: redHat,
  apk: {
    installs: ["add"],
    valued: ["-t", "--virtual", "-X", "--repository", "--arch", "-p", "--root", "--keys-dir", "--cache-dir", "--wait"],
    isPinned: (name) => /[=<>~@]|\.apk$|^\.|\//u.test(name),
    form: "NAME=VERSION",
  },
  zypper: {
    installs: ["install", "in"],
    valued: ["-r", "--repo", "--from", "-t", "--type", "-C", "--capability", "-R", "--root", "-p", "--plus-repo"],
    isPinned: (name) => /[=<>]|\.rpm$|-\d|\//u.test(name),
    form: "NAME=VERSION",
  },
  pip,
  pip2: pip,
  pip3: pip,
  npm: {
    installs: ["install", "i", "add"],
    valued: [
      "--prefix",
      "--registry",
      "--omit",
      "--include",
      "--loglevel",
      "-w",
      "--workspace",
      "--cache",
      "--userconfig",
      "--tag",
    ],
    isPinned: (name) => /.@|^[.~/]|:|\.tgz$|\0/u.test(name) || /^[^@][^/]*\//u.test(name),
    form: "NAME@VERSION",
  },
  gem: {
    installs: ["install", "i"],
    valued: ["-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-P", "--trust-policy", "--platform"],
    isPinned: (name) => /:|\.gem$|\0/u.test(name),
    form: "NAME:VERSION",
  },
};

export interface Package {
  readonly name: string;
  readonly range: Range;
}

export interface Installation {
  readonly manager: Manager;
  readonly packages: readonly Package[];
  /** A version for all of them is an option of its own, as with `gem -v`. */
  readonly hasVersionOption: boolean;
}

/** `undefined` for whatever installs nothing. Names with something unknown in them have a `\0` there. */
export function installationOf(invocation: Invocation): Installation | undefined {
  const { name, words } = unwrapped(invocation);
  const manager = Object.hasOwn(managers, name) ? managers[name] : undefined;
  if (!manager) return undefined;
  const packages: Package[] = [];
  let isInstalling = false;
  let hasVersionOption = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) break;
    const text = sketchOf(word);
    if (text === "-v" || text.startsWith("--version")) hasVersionOption = true;
    if ((text === "-v" || text === "--version") && name === "gem") index += 1;
    else if (text.startsWith("-")) index += manager.valued.includes(text) ? 1 : 0;
    else if (isInstalling) packages.push({ name: text, range: word.range });
    else if (manager.installs.includes(text)) isInstalling = true;
    // Another command of the manager, of which nothing is known here; settings may stand before it.
    else if (!/[=:]/u.test(text)) return undefined;
  }
  return isInstalling ? { manager, packages, hasVersionOption } : undefined;
}

/** `python -m pip install` is pip's. */
export function unwrapped({ name, arguments: words }: Invocation): {
  readonly name: string;
  readonly words: Invocation["arguments"];
} {
  if (!/^python[\d.]*$/u.test(name)) return { name: name.replace(/^pip3\.\d+$/u, "pip3"), words };
  const [flag, module, ...rest] = words;
  const isPip = flag !== undefined && module !== undefined && sketchOf(flag) === "-m" && sketchOf(module) === "pip";
  return isPip ? { name: "pip", words: rest } : { name, words };
}
