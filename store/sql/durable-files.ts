/** The embedded database's files with a working fsync: as shipped, it leaves every commit in the system's cache. */

import { closeSync, fsyncSync, openSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** `-F` switches fsync off, and of the ways to sync the log only `fsync` reaches the file system. */
export const startParameters: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...["-c", "fsync=on", "-c", "wal_sync_method=fsync", "-c", "shared_buffers=16MB"],
];

/** The part of the WebAssembly file system that is mended; its own types do not know it. */
interface HostFiles {
  readonly stream_ops: { fsync?: (stream: HostStream) => number };
  realPath(node: unknown): string;
}

interface HostStream {
  readonly nfd?: number | null;
  readonly node: unknown;
}

export class DurableFiles extends NodeFS {
  /** How often the database had a file synced. */
  syncs = 0;

  override async init(...args: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(...args);
    const mend: NonNullable<typeof emscriptenOpts.preRun>[number] = (module) => {
      const files = module.FS.filesystems.NODEFS as unknown as HostFiles;
      files.stream_ops.fsync = (stream) => {
        syncStream(files, stream);
        this.syncs += 1;
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), mend] } };
  }
}

function syncStream(files: HostFiles, { nfd, node }: HostStream): void {
  if (nfd !== undefined && nfd !== null) return fsyncSync(nfd);
  const descriptor = openSync(files.realPath(node), "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
