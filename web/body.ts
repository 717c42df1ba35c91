/** Bodies of requests as they arrive: as much as is allowed, however much was announced. */

/** Bodies in memory, of all requests together. */
export interface Arriving {
  bytes: number;
  readonly most: number;
}

const smallBody = 1024 * 1024;

/** Stops reading at the limit (in bytes): a length that is announced is not believed. */
export async function readBody(
  request: Request,
  limit: number,
  arriving: Arriving,
): Promise<Buffer | "too-large" | "busy"> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length;
      arriving.bytes += chunk.length;
      if (bytes > limit) return "too-large";
      // Most bodies are small: they get through whoever else sends what.
      if (arriving.bytes > arriving.most && bytes > smallBody) return "busy";
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    arriving.bytes -= bytes;
  }
}
