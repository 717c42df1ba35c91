/** Factor: the change touches code that several places use. */

import type { Gap } from "../../../../core/finding.ts";
import type { RiskEvidence } from "../../../../core/risk.ts";
import type { Factor, RiskChange } from "../factor.ts";
import { sharedUnits, type SharedUnit } from "../touched/shared-units.ts";

/** Files that may name a unit, at most; whoever has more gets no answer rather than a late one. */
const mostFiles = 600;

export const shared: Factor = {
  name: "shared",
  looksFor:
    "A Terraform module, a Kustomize base, a chart or an Ansible role that at least `sharedBy` places of the repository name by its path, by default 3.",
  why: "One line changes all of them, also those that nobody had in mind.",
  async look({ files, head, settings: { sharedBy } }: RiskChange) {
    const candidates = sharedUnits(files);
    if (candidates.length === 0) return { evidence: [] };
    const all = (await head.list("")).filter(({ kind }) => kind === "file").map(({ path }) => path);
    const readers = new Set(candidates.flatMap((unit) => all.filter(unit.mayName)));
    if (readers.size > mostFiles) return { evidence: [], gaps: [tooMany(readers.size)] };

    const contents = await head.read([...readers]);
    const gaps: Gap[] = [];
    const texts = new Map<string, string>();
    for (const [path, content] of contents) {
      if (content.kind === "text") texts.set(path, content.text);
      if (content.kind === "unreadable") gaps.push({ path, reason: content.reason, cause: "ours" });
    }
    return { evidence: candidates.flatMap((unit) => usedBy(unit, texts, sharedBy) ?? []), gaps };
  },
};

function tooMany(count: number): Gap {
  return {
    reason: `${count.toLocaleString("en")} files might use the shared code, too many to read for the risk`,
    cause: "unsupported",
  };
}

function usedBy(unit: SharedUnit, texts: ReadonlyMap<string, string>, sharedBy: number): RiskEvidence | undefined {
  const users = new Set<string>();
  for (const [path, text] of texts) {
    if (path.startsWith(`${unit.folder}/`) || !unit.mayName(path)) continue;
    if (unit.isNamedIn(text, path)) users.add(unit.userOf(path));
  }
  if (users.size < sharedBy) return undefined;
  const named = [...users]
    .sort()
    .slice(0, 3)
    .map((user) => `\`${user || "."}\``);
  const more = users.size > 3 ? ` and ${users.size - 3} more` : "";
  return {
    path: unit.example,
    words: `${unit.noun} \`${unit.folder}\` is used in ${users.size} places: ${named.join(", ")}${more}`,
  };
}
