/** An error in words for a log or a summary. */

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
