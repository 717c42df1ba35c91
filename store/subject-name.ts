/** A subject as one word: the name of its row, its job and its lock. */

import type { SubjectKey } from "./store.ts";

export function subjectName({ installation, owner, repo, subject }: SubjectKey): string {
  return `${installation}/${owner}/${repo}/${subject}`;
}
