/** A blob as GraphQL shows it, and when that is all there is to know. */

import { contentLimit } from "../../core/decode.ts";
import type { FileContent } from "../../core/differential.ts";

export interface Blob {
  readonly __typename: string;
  readonly oid: string;
  readonly text?: string | null;
  readonly isTruncated?: boolean;
  readonly byteSize?: number;
}

export const blobFragment =
  "fragment content on GitObject { __typename oid ... on Blob { text isTruncated byteSize } }";

/** `undefined` = only the raw bytes tell: the text is cut, has no UTF-8 form, or may have been mended on the way. */
export function plainContent(blob: Blob | null): FileContent | undefined {
  if (blob === null) return { kind: "missing" };
  if (blob.__typename === "Commit") return { kind: "submodule" };
  if (blob.__typename !== "Blob") return { kind: "missing" };
  if ((blob.byteSize ?? 0) > contentLimit) return { kind: "too-large", bytes: blob.byteSize ?? 0 };
  if (typeof blob.text !== "string" || blob.isTruncated === true) return undefined;
  // GitHub replaces bytes that are no UTF-8; only the raw bytes tell them from a character that was meant.
  if (blob.text.includes("\ufffd") || blob.text.includes("\0")) return undefined;
  const byteOrderMark = blob.text.startsWith("\ufeff");
  return { kind: "text", text: byteOrderMark ? blob.text.slice(1) : blob.text, byteOrderMark, id: blob.oid };
}
