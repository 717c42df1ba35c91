/** The command line of bubblewrap for one run: what the program sees, may write and may not. Each line answers an attack. */

import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { SandboxLimits } from "./limits.ts";

/** How much of the recipe this machine allows. In many pods the kernel refuses a new `/proc`; then there is none. */
export interface SandboxFit {
  readonly proc: boolean;
}

export interface Confinement {
  /** Folder that holds `usr` and `etc` of the tools; `/` = this machine's own. */
  readonly toolRoot: string;
  readonly source: string;
  readonly support: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Place -> folder on disk. */
  readonly placed: ReadonlyMap<string, string>;
  readonly folders: readonly string[];
  readonly fit: SandboxFit;
  readonly limits: SandboxLimits;
}

export const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin";

const basicEnvironment: Readonly<Record<string, string>> = {
  PATH: searchPath,
  HOME: "/tmp",
  TMPDIR: "/tmp",
  LANG: "C.UTF-8",
  LC_ALL: "C.UTF-8",
  TZ: "UTC",
  // Each thread's own would take 64 MiB of address space.
  MALLOC_ARENA_MAX: "2",
};

/** All of `/etc` that a tool sees: how to load libraries, and facts. Never the machine's own `/etc`, which tools echo. */
const facts = [
  "alternatives",
  "ld.so.cache",
  "ld.so.conf",
  "ld.so.conf.d",
  "mime.types",
  "networks",
  "protocols",
  "services",
  "ssl/openssl.cnf",
];

/** Options, without the program; bubblewrap reads them from a descriptor, so that nothing inside can read them back. */
export function bubblewrapOptions(confinement: Confinement): readonly string[] {
  const { toolRoot, source, support, environment, placed, folders, fit, limits } = confinement;
  return [
    ..."--unshare-user --unshare-ipc --unshare-pid --unshare-net --unshare-uts --unshare-cgroup-try".split(" "),
    "--disable-userns",
    ..."--uid 65534 --gid 65534 --hostname sandbox --cap-drop ALL --die-with-parent --new-session".split(" "),
    "--clearenv",
    ...Object.entries({ ...basicEnvironment, ...environment }).flatMap(([name, value]) => ["--setenv", name, value]),
    "--ro-bind",
    join(toolRoot, "usr"),
    "/usr",
    ...["bin", "sbin", "lib", "lib64"].flatMap((name) => topFolder(toolRoot, name)),
    ...facts.flatMap((name) => ["--ro-bind-try", join(toolRoot, "etc", name), `/etc/${name}`]),
    // A private `/proc/sys` alone is not enough: kernel settings belong to nobody's namespace.
    ...(fit.proc ? ["--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys"] : ["--dir", "/proc"]),
    ...["--dev", "/dev", ...space("/dev/shm", 1), "--remount-ro", "/dev"],
    ...["--size", String(limits.temporary), "--tmpfs", "/tmp", ...space("/run", 1), ...space("/var/log", 4)],
    ...["--dir", "/var/cache", "--dir", "/var/tmp", "--dir", "/var/lib", "--symlink", "../run", "/var/run"],
    ...["--dir", "/opt/support", "--ro-bind", support, "/opt/support"],
    ...accounts.flatMap((name) => ["--ro-bind-try", join(support, "etc", name), `/etc/${name}`]),
    ...folders.flatMap((folder) => space(folder, 1)),
    ...[...placed].flatMap(([place, folder]) => ["--ro-bind", folder, place]),
    ...["--ro-bind", source, "/src", "--chdir", "/src", "--remount-ro", "/"],
  ];
}

/** Files of ours that stand in for the machine's. */
export const accounts = ["passwd", "group", "hosts", "nsswitch.conf"];

/** Without a size, a writable place may take half of the machine's memory. */
function space(place: string, mebibytes: number): readonly string[] {
  return ["--size", String(mebibytes * 1024 * 1024), "--tmpfs", place];
}

/** `/bin` is a link into `/usr` on most systems, a folder of its own on others. */
function topFolder(toolRoot: string, name: string): readonly string[] {
  const path = join(toolRoot, name);
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() === true) return ["--symlink", readlinkSync(path), `/${name}`];
  return entry?.isDirectory() === true && readdirSync(path).length > 0 ? ["--ro-bind", path, `/${name}`] : [];
}

/** Bubblewrap hands every open descriptor on; this shell closes them, and nothing but its own arguments is read by it. */
const closeDescriptors = `exec "$@" ${Array.from({ length: 253 }, (_, index) => `${index + 3}>&-`).join(" ")}`;

/** Limits are set inside: only there does the kernel count this run's processes alone. */
export function confinedCommand(command: readonly string[], limits: SandboxLimits): readonly string[] {
  return ["/bin/bash", "-c", closeDescriptors, "sh", ...limitedCommand(command, limits)];
}

export function limitedCommand(command: readonly string[], limits: SandboxLimits): readonly string[] {
  return [
    "/usr/bin/prlimit",
    `--cpu=${limits.cpu}:${limits.cpu}`,
    `--as=${limits.addressSpace}`,
    `--fsize=${limits.file}`,
    `--nproc=${limits.processes}`,
    "--nofile=256",
    "--core=0",
    "--memlock=0",
    "--msgqueue=0",
    "--",
    ...command,
  ];
}
