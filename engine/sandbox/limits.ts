/** What one run in the sandbox may take: time, memory, processes, files, output. Each was measured against the tools. */

export interface SandboxLimits {
  /** Milliseconds from start to end. */
  readonly wall: number;
  /** Seconds of processor time of one process. */
  readonly cpu: number;
  /** Bytes of address space of one process; Go programs now and then cannot start a thread at 1 GiB. */
  readonly addressSpace: number;
  /** Bytes of memory that all its processes hold together. */
  readonly memory: number;
  /** Bytes of one written file. */
  readonly file: number;
  /** Bytes of everything it writes below `/tmp`. */
  readonly temporary: number;
  readonly processes: number;
  /** Bytes it may print, both channels together. */
  readonly output: number;
  /** Files of a change that one run may be given, and their bytes together. */
  readonly files: number;
  readonly fileBytes: number;
}

const mebibyte = 1024 * 1024;

export const defaultLimits: SandboxLimits = {
  wall: 20_000,
  cpu: 10,
  addressSpace: 2048 * mebibyte,
  memory: 512 * mebibyte,
  file: 16 * mebibyte,
  temporary: 32 * mebibyte,
  processes: 48,
  output: mebibyte,
  files: 2_000,
  fileBytes: 16 * mebibyte,
};
