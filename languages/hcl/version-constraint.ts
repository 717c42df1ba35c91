/** Version constraints as Terraform reads them: `~> 1.2, != 1.2.5`. */

type Version = readonly number[];

interface Condition {
  readonly operator: string;
  readonly version: Version;
  readonly isPrerelease: boolean;
}

export type VersionConstraint = readonly Condition[];

const condition = /^(?<operator>=|!=|>=|<=|>|<|~>)?\s*v?(?<version>\d+(?:\.\d+)*)(?<suffix>[-+][\w.+-]+)?$/u;

/** `undefined` for what is no constraint. */
export function parseConstraint(text: string): VersionConstraint | undefined {
  const conditions: Condition[] = [];
  for (const part of text.split(",")) {
    const groups = condition.exec(part.trim())?.groups;
    if (!groups) return undefined;
    const version = (groups["version"] ?? "").split(".").map(Number);
    const isPrerelease = (groups["suffix"] ?? "").startsWith("-");
    conditions.push({ operator: groups["operator"] ?? "=", version, isPrerelease });
  }
  return conditions;
}

export function allows(constraint: VersionConstraint, version: Version): boolean {
  return constraint.every((each) => holds(each, version));
}

/** One version and no other: `= 1.2.3` or `1.2.3`, spelt out to the third number. */
export function isExact(constraint: VersionConstraint): boolean {
  const [only] = constraint;
  return constraint.length === 1 && only?.operator === "=" && only.version.length >= 3;
}

function holds({ operator, version: bound }: Condition, version: Version): boolean {
  const order = compare(version, bound);
  switch (operator) {
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "~>":
      // The last number that is written may grow, those before it may not.
      return (
        order >= 0 && bound.slice(0, Math.max(1, bound.length - 1)).every((part, at) => part === (version[at] ?? 0))
      );
    default:
      return order === 0;
  }
}

function compare(left: Version, right: Version): number {
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
