/** When two headings mean the same: case, numbers, marks, plurals and the words that other teams use for a section. */

/** A heading's words without what only decorates them: `2.1 Roll-out steps:` and `rollout step` are one. */
export function plainName(heading: string): string {
  const words = heading
    .toLowerCase()
    .normalize("NFKC")
    .replace(/&/g, " and ")
    .replace(/\b(roll|pre|post|in|time|work|fall|stake)[\s_-]+(out|back|flight|line|around|holder)/g, "$1$2")
    .replace(/^\s*(?:\d+(?:\.\d+)*[.):]?|[a-z][.)]|[ivx]+[.)])\s+/, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  return words.map((word) => (word.length > 3 && !word.endsWith("ss") ? word.replace(/s$/, "") : word)).join(" ");
}

/** Each line: one section under the names that teams give it. */
const synonyms: readonly (readonly string[])[] = [
  ["context", "background", "motivation", "problem", "problem statement", "introduction", "why", "current state"],
  ["proposal", "design", "solution", "proposed change", "decision", "approach", "detailed design", "what"],
  ["alternative", "option", "considered option", "other approaches", "trade offs", "rejected ideas", "prior art"],
  [
    "risk",
    "what may go wrong",
    "what can go wrong",
    "failure modes",
    "consequences",
    "drawbacks",
    "impact",
    "pre mortem",
  ],
  ["maintenance window", "window", "change window", "schedule", "when", "timing", "downtime"],
  ["message to stakeholder", "communication", "announcement", "stakeholder", "notification", "who is told"],
  ["preflight", "preflight checklist", "before", "before the change", "prerequisite", "preparation", "precheck"],
  ["inflight", "inflight checklist", "during", "during the change", "while it run", "monitoring"],
  ["postflight", "postflight checklist", "after", "after the change", "verification", "validation", "postcheck"],
  ["rollout", "rollout step", "canary", "deployment", "deployment plan", "implementation plan", "step", "execution"],
  ["rollback", "rollback step", "back out", "backout plan", "revert", "fallback", "undo", "recovery", "way back"],
  ["owner", "author", "responsible", "contact", "people", "team", "decider", "stakeholder and owner", "raci"],
  ["test", "testing", "test plan", "how it was tested", "verification", "validation"],
].map((group) => group.map(plainName));

/** Every name that counts for a section, its own first. */
export function namesOf(section: string, also: readonly string[] = []): readonly string[] {
  const own = [section, ...also].map(plainName).filter((name) => name !== "");
  const others = synonyms.filter((group) => group.some((name) => own.some((each) => holds(each, name))));
  return [...new Set([...own, ...others.flat()])];
}

/** `plain` is a heading's plain name. It may say more than the section's: `Risks and mitigations` is the section `Risks`. */
export function bearsName(plain: string, names: readonly string[]): boolean {
  return plain !== "" && names.some((name) => holds(plain, name));
}

function holds(heading: string, name: string): boolean {
  return ` ${heading} `.includes(` ${name} `);
}
