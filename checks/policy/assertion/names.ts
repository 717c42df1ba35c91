/** Names that the expression of a policy may use. */

/** `document` is the whole manifest or file, `key` the last key or index of `each`, `block` and `labels` those of an HCL block. */
export const policyNames: readonly string[] = ["self", "document", "key", "path", "block", "labels"];
