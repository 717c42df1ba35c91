/** Rules of other scanners and the checks of ours that ask the same. */

const counterparts: ReadonlyMap<string, readonly string[]> = new Map();

/** `AVD-AWS-0107`, `AWS-0107` and `AWS0107` are one rule; `*` is every rule. Nothing for a rule without a counterpart. */
export function checksOf(ids: readonly string[]): readonly string[] {
  if (ids.includes("*")) return ["security/terraform/*"];
  return [...new Set(ids.flatMap((id) => counterparts.get(id.replace(/^AVD-/u, "").toLowerCase()) ?? []))];
}
