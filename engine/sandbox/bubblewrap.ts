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
const facts = ["ld.so.cache", "mime.types", "networks", "protocols", "services", "ssl/openssl.cnf"];

/** Files of ours that stand in for the machine's. */
const accounts = ["passwd", "group", "hosts", "nsswitch.conf"];

/** A file that is copied into the sandbox from an open descriptor: a mount for each would cost four times as much. */
export interface CopiedFile {
  readonly from: string;
  readonly to: string;
}

/** What is copied to `/etc`; what this machine lacks is left out by whoever opens it. */
export function copiedFiles({ toolRoot, support }: Pick<Confinement, "toolRoot" | "support">): readonly CopiedFile[] {
  return [
    ...facts.map((name) => ({ from: join(toolRoot, "etc", name), to: `/etc/${name}` })),
    ...accounts.map((name) => ({ from: join(support, "etc", name), to: `/etc/${name}` })),
  ];
}

/**
 * Options, without the program; bubblewrap reads them from a descriptor, so that nothing inside can read them back.
 * `copied`: descriptor -> path inside.
 */
export function bubblewrapOptions(confinement: Confinement, copied: ReadonlyMap<number, string>): readonly string[] {
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
    ...["--ro-bind-try", join(toolRoot, "etc/alternatives"), "/etc/alternatives"],
    ...[...copied].flatMap(([descriptor, path]) => ["--perms", "0444", "--file", String(descriptor), path]),
    // A private `/proc/sys` alone is not enough: kernel settings belong to nobody's namespace.
    ...(fit.proc ? ["--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys"] : ["--dir", "/proc"]),
    ...devices.flatMap((name) => ["--dev-bind", `/dev/${name}`, `/dev/${name}`]),
    ...deviceLinks.flatMap(([name, target]) => ["--symlink", target, `/dev/${name}`]),
    ...["--size", String(limits.temporary), "--tmpfs", "/tmp", ...space("/run", 1), ...space("/var/log", 4)],
    ...["--dir", "/var/cache", "--dir", "/var/tmp", "--dir", "/var/lib", "--symlink", "../run", "/var/run"],
    ...["--dir", "/opt/support", "--ro-bind", support, "/opt/support"],
    ...folders.flatMap((folder) => space(folder, 1)),
    ...[...placed].flatMap(([place, folder]) => ["--ro-bind", folder, place]),
    ...["--ro-bind", source, "/src", "--chdir", "/src", "--remount-ro", "/"],
  ];
}

/** Half of what bubblewrap's own `--dev` mounts: no terminals. */
const devices = ["null", "zero", "random", "urandom"];

const deviceLinks: readonly (readonly [string, string])[] = [
  ["fd", "/proc/self/fd"],
  ["stdin", "/proc/self/fd/0"],
  ["stdout", "/proc/self/fd/1"],
  ["stderr", "/proc/self/fd/2"],
  ["shm", "/tmp"],
];

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

/** Bubblewrap hands every open descriptor on, and Node those above its own that it was started with. */
const closeDescriptors = Array.from({ length: 253 }, (_, index) => `${index + 3}>&-`).join(" ");

/** Limits are set inside: only there does the kernel count this run's processes alone. */
export function confinedCommand(command: readonly string[], limits: SandboxLimits): readonly string[] {
  return limitedBy(limits, closeDescriptors, command);
}

export function limitedCommand(command: readonly string[], limits: SandboxLimits): readonly string[] {
  return limitedBy(limits, "", command);
}

/** The shell sets each limit for good and becomes the program; it reads nothing but its own arguments. */
function limitedBy(limits: SandboxLimits, redirections: string, command: readonly string[]): readonly string[] {
  const { cpu, addressSpace, file, processes } = limits;
  const kibibytes = (bytes: number): number => Math.floor(bytes / 1024);
  const set = `ulimit -t ${cpu} -v ${kibibytes(addressSpace)} -f ${kibibytes(file)} -u ${processes} -n 256 -c 0 -l 0 -q 0`;
  return ["/bin/bash", "-c", `${set} && exec "$@" ${redirections}`, "sh", ...command];
}
