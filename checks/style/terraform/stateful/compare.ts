/** Compares the stateful resources of one module before and after a change. */

import type { Finding } from "../../../../core/finding.ts";
import { evaluate } from "../../../../languages/hcl/evaluate.ts";
import {
  attributeOf,
  blocksOf,
  declarationsOf,
  type ModuleDeclaration,
  type TerraformModule,
} from "../../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../../languages/hcl/module/scope.ts";
import type { HclExpression } from "../../../../languages/hcl/tree.ts";
import { equal, newBudget, textOf, unknown, type Value } from "../../../../languages/hcl/value.ts";
import { statefulTypes } from "./types.ts";

/** What head loses or makes anew; nothing where either side cannot be read as a whole. */
export function lossesBetween(base: TerraformModule, head: TerraformModule): readonly Finding[] {
  if (base.gaps.length > 0 || head.gaps.length > 0) return [];
  const after = resourcesOf(head);
  const moves = movesOf(head);
  const released = releasedIn(head);
  const taken = new Set<string>();
  const findings: Finding[] = [];
  const gone: ModuleDeclaration[] = [];
  for (const [address, before] of resourcesOf(base)) {
    const target = after.get(moves.get(address) ?? address);
    if (target) {
      taken.add(addressOf(target));
      findings.push(...replacementsOf(before, base, target, head));
    } else if (!released.has(address) && !moves.has(address)) gone.push(before);
  }
  const fresh = [...after.values()].filter((each) => !taken.has(addressOf(each)));
  return [...findings, ...gone.map((each) => lossOf(each, fresh, head))];
}

function resourcesOf(module: TerraformModule): ReadonlyMap<string, ModuleDeclaration> {
  const stateful = declarationsOf(module, "resource").filter(({ type }) => statefulTypes.has(type ?? ""));
  return new Map(stateful.map((each) => [addressOf(each), each]));
}

function addressOf({ type, name }: ModuleDeclaration): string {
  return `${type ?? ""}.${name}`;
}

/** `moved` from -> to; a move into another module has no target here and is no loss. */
function movesOf(module: TerraformModule): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  for (const block of declarationsOf(module, "moved")) {
    const from = wordsOf(attributeOf(block, "from")?.expression);
    const to = wordsOf(attributeOf(block, "to")?.expression);
    if (from !== undefined && to !== undefined) moves.set(from, to);
  }
  return moves;
}

/** `removed` with `destroy = false`: Terraform forgets the resource and leaves it alone. */
function releasedIn(module: TerraformModule): ReadonlySet<string> {
  const released = new Set<string>();
  for (const block of declarationsOf(module, "removed")) {
    const from = wordsOf(attributeOf(block, "from")?.expression);
    const destroys = blocksOf(block, "lifecycle").map((each) => attributeOf(each, "destroy")?.expression);
    const isKept = destroys.some((each) => each?.type === "HclLiteral" && each.value === false);
    if (from !== undefined && isKept) released.add(from);
  }
  return released;
}

/** The two names at the head of an address; keys of instances do not count. */
function wordsOf(expression: HclExpression | undefined): string | undefined {
  if (expression?.type !== "HclTraversal") return undefined;
  const [first] = expression.steps;
  return first?.type === "HclAttributeStep" ? `${expression.root.name}.${first.name.name}` : undefined;
}

function replacementsOf(
  before: ModuleDeclaration,
  base: TerraformModule,
  after: ModuleDeclaration,
  head: TerraformModule,
): readonly Finding[] {
  return (statefulTypes.get(after.type ?? "") ?? []).flatMap((name): readonly Finding[] => {
    const [old, now] = [attributeOf(before, name), attributeOf(after, name)];
    if (!old || !now || ignores(after, name)) return [];
    const was = evaluate(old.expression, moduleScope(base));
    const is = evaluate(now.expression, moduleScope(head));
    if (equal(was, is, newBudget()) !== false || textOf(was) === textOf(is)) return [];
    return [
      {
        message: `\`${addressOf(after)}\` is destroyed and made again, because \`${name}\` changes from ${shown(was)} to ${shown(is)}: what it holds is lost.`,
        advice: `Keep the old value of \`${name}\`, or plan the move of the data and say so.`,
        at: { path: after.file.path, range: now.whole },
      },
    ];
  });
}

function ignores(declaration: ModuleDeclaration, name: string): boolean {
  return blocksOf(declaration, "lifecycle").some((lifecycle) => {
    const ignored = attributeOf(lifecycle, "ignore_changes")?.expression;
    if (ignored?.type === "HclTraversal") return ignored.root.name === "all";
    if (ignored?.type !== "HclTuple") return false;
    return ignored.items.some((item) => item.type === "HclTraversal" && item.root.name === name);
  });
}

function shown(value: Value): string {
  const text = textOf(value);
  return text === unknown ? "one value" : `\`${text}\``;
}

/** A resource of the same type that is new in head is most often the same one under a new name. */
function lossOf(gone: ModuleDeclaration, fresh: readonly ModuleDeclaration[], head: TerraformModule): Finding {
  const address = addressOf(gone);
  const [heir, ...others] = fresh.filter(({ type }) => type === gone.type);
  if (heir && others.length === 0) {
    return {
      message: `\`${address}\` is destroyed and \`${addressOf(heir)}\` made beside it: Terraform does not know that one is the other.`,
      advice: `Add \`moved { from = ${address}, to = ${addressOf(heir)} }\`, or say that the data is meant to go.`,
      at: { path: heir.file.path, range: heir.place },
      evidence: address,
    };
  }
  const place = head.folder === "" ? "this change" : `\`${head.folder}\``;
  return {
    message: `\`${address}\` leaves ${place}, so the next run destroys it and what it holds.`,
    advice:
      "Add a `removed` block with `destroy = false` to let go of it, a `moved` block if it lives on elsewhere, or say that it is meant to go.",
    evidence: address,
  };
}
