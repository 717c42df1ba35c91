/** What a change takes away: resources with data that are gone, renamed or replaced, in one module or with a whole one. */

import type { Finding } from "../../../../core/finding.ts";
import { indexLines, type LineIndex } from "../../../../core/text.ts";
import {
  attributeOf,
  declarationsOf,
  findDeclaration,
  literalText,
  type ModuleDeclaration,
  placeIn,
  type TerraformModule,
} from "../../../../languages/hcl/module/module.ts";
import type { FileSummary } from "../../../../languages/hcl/module/summary.ts";
import { addressOf, lifecycleAttribute, literalValue } from "../module/resources.ts";
import { farewellTo } from "./addresses.ts";
import { instanceCount, replacementOf } from "./replacement.ts";
import { type StatefulType, statefulTypes } from "./stateful-types.ts";

/** Every touched module, by folder, on both sides. */
export interface Change {
  readonly before: ReadonlyMap<string, TerraformModule>;
  readonly after: ReadonlyMap<string, TerraformModule>;
  /** Modules at head that call touched ones and are not touched themselves. */
  readonly callers: readonly TerraformModule[];
}

/** Where a `moved` or `removed` block may stand. */
function speakers({ after, callers }: Change): readonly TerraformModule[] {
  return [...after.values(), ...callers];
}

interface Stateful {
  readonly resource: ModuleDeclaration;
  readonly address: string;
  readonly known: StatefulType;
}

/** Resources of a module that certainly have data: their type is known to, and there is at least one for certain. */
function statefulIn(module: TerraformModule): readonly Stateful[] {
  return declarationsOf(module, "resource").flatMap((resource) => {
    const known = statefulTypes.get(resource.type ?? "");
    if (!known || (instanceCount({ resource, module }) ?? 0) === 0) return [];
    return [{ resource, address: addressOf(resource), known }];
  });
}

/** Of a module that is still there. */
export function lostResources(before: TerraformModule, after: TerraformModule, change: Change): readonly Finding[] {
  return statefulIn(before).flatMap((each) => {
    const farewell = farewellTo(each.address, speakers(change));
    if (farewell?.kind === "kept") return [];
    if (farewell) return [removedOnPurpose(each, farewell.by)];
    const twin = findDeclaration(after, "resource", each.resource.name, each.resource.type);
    const finding = twin ? replaced(each, before, twin, after) : gone(each, before, after, change);
    return finding ? [{ ...finding, evidence: `${before.folder} ${each.address}` }] : [];
  });
}

const keep = "Keep the data with a `removed` block and `destroy = false`, or say in the description that it may go.";

function removedOnPurpose({ address, known }: Stateful, by: ModuleDeclaration): Finding {
  return {
    message: `This \`removed\` block destroys the ${known.holds} \`${address}\` with its content.`,
    advice: "Write `lifecycle { destroy = false }` to keep it, or say in the description that it may go.",
    at: placeIn(by.file, by.place),
    evidence: address,
  };
}

function replaced(
  { resource, address, known }: Stateful,
  before: TerraformModule,
  twin: ModuleDeclaration,
  after: TerraformModule,
): Finding | undefined {
  const consequence = consequenceFor(twin, known);
  const forEach = attributeOf(twin, "for_each");
  if (forEach) {
    return {
      message: `\`${address}\` gets \`for_each\`, which names it anew, so ${consequence}.`,
      advice: `Add a \`moved\` block from \`${address}\` to the key that it has now.`,
      at: placeIn(twin.file, forEach.whole),
    };
  }
  const count = attributeOf(twin, "count");
  if (count && instanceCount({ resource: twin, module: after }) === 0) {
    return {
      message: `With \`count\` 0, Terraform destroys the ${known.holds} \`${address}\` with its content.`,
      advice: keep,
      at: placeIn(twin.file, count.whole),
    };
  }
  const change = replacementOf({ resource, module: before }, { resource: twin, module: after }, known);
  if (!change) return undefined;
  return {
    message: `\`${change.argument}\` of \`${address}\` changes from \`${change.before}\` to \`${change.after}\`, so ${consequence}.`,
    advice: `Keep the old value, or make a second ${known.holds} and move the data first.`,
    at: placeIn(twin.file, change.at?.whole ?? twin.place),
  };
}

function consequenceFor(twin: ModuleDeclaration, { holds }: StatefulType): string {
  const prevents = lifecycleAttribute(twin, "prevent_destroy");
  const isStopped = prevents !== undefined && literalValue(prevents.expression) === true;
  return isStopped
    ? `Terraform wants to destroy the ${holds}, and \`prevent_destroy\` stops the whole run`
    : `Terraform destroys the ${holds} and creates an empty one`;
}

function gone(each: Stateful, before: TerraformModule, after: TerraformModule, change: Change): Finding {
  const { resource, address, known } = each;
  const renamed = newIn(after, before, resource);
  if (renamed) {
    return {
      message: `\`${address}\` is now called \`${addressOf(renamed)}\`, so Terraform destroys the ${known.holds} and creates an empty one.`,
      advice: `Add a \`moved\` block from \`${address}\` to \`${addressOf(renamed)}\`.`,
      at: placeIn(renamed.file, renamed.place),
    };
  }
  const elsewhere = movedTo(each, change);
  if (elsewhere) {
    return {
      message: `\`${address}\` moves out of \`${before.folder || "."}\`, so Terraform destroys the ${known.holds} there and creates an empty one here.`,
      advice:
        "Add a `moved` block where both modules are known, or a `removed` block there and an `import` block here.",
      at: placeIn(elsewhere.file, elsewhere.place),
    };
  }
  return {
    message: `\`${address}\` (${placeName(resource)}) is deleted, so Terraform destroys the ${known.holds} with its content.`,
    advice: keep,
  };
}

/** The one resource of its type that the change brings; `undefined` where there are several, or none. */
function newIn(
  after: TerraformModule,
  before: TerraformModule,
  { kind, type }: ModuleDeclaration,
): ModuleDeclaration | undefined {
  const added = declarationsOf(after, kind).filter(
    (each) => each.type === type && !findDeclaration(before, kind, each.name, type),
  );
  return added.length === 1 ? added[0] : undefined;
}

function movedTo({ resource }: Stateful, { before, after }: Change): ModuleDeclaration | undefined {
  const find = (module: TerraformModule | undefined) =>
    module && findDeclaration(module, "resource", resource.name, resource.type);
  for (const [folder, module] of after) {
    const found = find(module);
    if (found && !find(before.get(folder))) return found;
  }
  return undefined;
}

/** Of a module that is gone as a whole: unless its files lie elsewhere now, or a caller says what becomes of it. */
export function lostFolder(before: TerraformModule, change: Change): readonly Finding[] {
  const callers = [...change.before.values()];
  if (callers.some(({ children }) => [...children.values()].some(({ folder }) => folder === before.folder))) return [];
  const lost = statefulIn(before).filter(
    (each) => !movedTo(each, change) && !farewellTo(each.address, speakers(change)),
  );
  if (lost.length === 0) return [];
  return [
    {
      message: `The folder \`${before.folder || "."}\` is deleted, and with it the code of what holds data: ${listed(lost.map(({ address }) => address))}.`,
      advice: "Say in the description what became of the data, and whether somebody ran `terraform destroy` before.",
      evidence: before.folder,
    },
  ];
}

/** Calls of local modules that hold data. */
export function lostCalls(before: TerraformModule, after: TerraformModule, change: Change): readonly Finding[] {
  return declarationsOf(before, "module").flatMap((call) => {
    const child = before.children.get(call.name);
    if (!child || findDeclaration(after, "module", call.name)) return [];
    if ((instanceCount({ resource: call, module: before }) ?? 0) === 0) return [];
    const addresses = statefulIn(child).map(({ address }) => `module.${call.name}.${address}`);
    const lost = addresses.filter((address) => !farewellTo(address, speakers(change)));
    return lost.length === 0 ? [] : [lostCall(call, lost, after, before)];
  });
}

function lostCall(
  call: ModuleDeclaration,
  lost: readonly string[],
  after: TerraformModule,
  before: TerraformModule,
): Finding {
  const source = literalText(attributeOf(call, "source")?.expression);
  const renamed = declarationsOf(after, "module").find(
    (each) =>
      !findDeclaration(before, "module", each.name) && literalText(attributeOf(each, "source")?.expression) === source,
  );
  const evidence = `${before.folder} module.${call.name}`;
  if (renamed) {
    return {
      message: `\`module.${call.name}\` is now called \`module.${renamed.name}\`, so Terraform destroys ${listed(lost)} and starts empty.`,
      advice: `Add a \`moved\` block from \`module.${call.name}\` to \`module.${renamed.name}\`.`,
      at: placeIn(renamed.file, renamed.place),
      evidence,
    };
  }
  return {
    message: `\`module.${call.name}\` (${placeName(call)}) is deleted, so Terraform destroys ${listed(lost)} with its content.`,
    advice: keep,
    evidence,
  };
}

function placeName({ file, place }: ModuleDeclaration): string {
  return `\`${file.path}\`, line ${linesOf(file).position(place[0]).line} before`;
}

const lineIndexes = new WeakMap<FileSummary, LineIndex>();

/** A file may lose thousands of resources: its lines are counted once. */
function linesOf(file: FileSummary): LineIndex {
  const known = lineIndexes.get(file) ?? indexLines(file.text);
  lineIndexes.set(file, known);
  return known;
}

/** The first, and how many more. */
function listed([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? `\`${first}\`` : `\`${first}\` and ${others.length} more`;
}
