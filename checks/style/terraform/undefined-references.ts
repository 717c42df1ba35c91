/**
 * References to what the module does not declare.
 *
 * Why: Terraform refuses the whole module, and when the declaration was removed elsewhere in this change, the line that breaks is not even in the diff.
 *
 * Asked of variables, local values, resources, data sources, modules and the outputs of modules in the same tree, and of
 * `each`, `count` and `self` outside of their place. A module of which a file does not parse is not judged.
 *
 * Bad (modules/vpc/main.tf):
 * ```hcl
 * variable "region" {
 *   type = string
 * }
 *
 * output "place" {
 *   value = var.regoin
 * }
 * ```
 *
 * Good (modules/vpc/main.tf):
 * ```hcl
 * variable "region" {
 *   type = string
 * }
 *
 * output "place" {
 *   value = var.region
 * }
 * ```
 *
 * Mend: correct the name, or declare what is missing.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/undefined-references -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import { isSlip, nearest } from "../../../core/nearest.ts";
import { attributeOf, placeIn, titleOf } from "../../../languages/hcl/module/module.ts";
import type { ModuleReference, TerraformModule } from "../../../languages/hcl/module/module.ts";
import { declaredNames, isFragment, type NameRoot, referredName } from "../../../languages/hcl/module/names.ts";
import { moduleCheck, type ModuleView } from "./module/module-check.ts";

export default moduleCheck({
  concernsCallers: true,
  judge: (module, _, view) =>
    oncePerFile([...undeclared(module, view), ...missingOutputs(module), ...outOfPlace(module)]),
});

/** `name` is what is missing: the same one is told once per file. */
interface Problem extends Pick<Finding, "message" | "advice"> {
  readonly name: string;
  readonly reference: ModuleReference;
}

function oncePerFile(problems: readonly Problem[]): readonly Finding[] {
  const first = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.reference.file.path}\0${problem.name}`;
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()].map(({ message, advice, name, reference }) => ({
    message,
    ...(advice === undefined ? {} : { advice }),
    at: placeIn(reference.file, reference.place),
    evidence: name,
  }));
}

interface Noun {
  readonly one: string;
  readonly remedy: string;
}

const nouns: Readonly<Record<NameRoot, Noun>> = {
  var: { one: "variable", remedy: "Declare it with a `variable` block." },
  local: { one: "local value", remedy: "Add it to a `locals` block." },
  module: { one: "module", remedy: "Add a `module` block, or refer to one that is there." },
  data: { one: "data source", remedy: "Declare it, or refer to one that this module declares." },
  ephemeral: { one: "ephemeral resource", remedy: "Declare it, or refer to one that this module declares." },
  "": { one: "resource", remedy: "Declare it, or refer to one that this module declares." },
};

/** In a fragment of a module only what is surely meant: a name that was declared before, or one that is spelt much like another. */
function undeclared(module: TerraformModule, { before, isBase }: ModuleView): readonly Problem[] {
  const declared = declaredNames(module);
  const earlier = before && !isBase ? declaredNames(before) : undefined;
  const isWhole = isBase || !isFragment(module, before);
  return module.references.flatMap((reference) => {
    const referred = referredName(reference, reference.in);
    if (!referred || declared[referred.root].has(referred.name)) return [];
    const { root, name } = referred;
    const close = nearestOf(name, declared[root]);
    const isMeant = (close !== undefined && isSlip(name, close)) || earlier?.[root].has(name) === true;
    if (!isWhole && !isMeant) return [];
    const { one, remedy } = nouns[root];
    const address = addressOf(root, name);
    return [
      {
        message: `\`${address}\` refers to a ${one} that this module does not declare.`,
        advice: close === undefined ? remedy : `Write \`${addressOf(root, close)}\` if that is what is meant.`,
        name: address,
        reference,
      },
    ];
  });
}

/** Of resources, one of the same type. */
function nearestOf(name: string, declared: ReadonlySet<string>): string | undefined {
  const type = name.slice(0, name.indexOf(".") + 1);
  return nearest(
    name,
    [...declared].filter((each) => each.startsWith(type)),
  );
}

function addressOf(root: NameRoot, name: string): string {
  return root === "" ? name : `${root}.${name}`;
}

/** Only of modules that lie in this tree and are wholly known. */
function missingOutputs(module: TerraformModule): readonly Problem[] {
  return module.references.flatMap((reference) => {
    // An address (`to` of `import` and `moved`) leads to a resource inside of the module, past its outputs.
    if (reference.use !== "value" || reference.isTried) return [];
    const [name, ...rest] = reference.path;
    const child = reference.root === "module" && typeof name === "string" ? module.children.get(name) : undefined;
    const call = module.declarations.find((each) => each.kind === "module" && each.name === name);
    if (!child || child.gaps.length > 0 || !call || typeof name !== "string") return [];
    // Of several instances, the first step picks one.
    const isMany = attributeOf(call, "for_each") !== undefined || attributeOf(call, "count") !== undefined;
    const output = isMany ? rest[1] : rest[0];
    if (typeof output !== "string") return [];
    const outputs = child.files.flatMap((file) => file.declarations).filter(({ kind }) => kind === "output");
    const known = new Set(outputs.map((each) => each.name));
    if (known.has(output)) return [];
    const close = nearest(output, known);
    return [
      {
        message: `The module \`${name}\` has no output \`${output}\`.`,
        advice:
          close === undefined ? `Declare it in \`${child.folder}\`.` : `Write \`${close}\` if that is what is meant.`,
        name: `module.${name}.${output}`,
        reference,
      },
    ];
  });
}

function outOfPlace(module: TerraformModule): readonly Problem[] {
  return module.references.flatMap((reference) => {
    const { root, path, in: owner, within } = reference;
    if (!owner || owner.kind === "other" || reference.use === "mention") return [];
    const meta = root === "each" ? "for_each" : root === "count" ? "count" : undefined;
    if (meta !== undefined && path.length > 0 && !isRepeated(module, reference, meta)) {
      return [
        {
          message: `\`${root}.${path[0] ?? ""}\` stands in a block without \`${meta}\`, where it has no value.`,
          advice: `Add \`${meta}\` to \`${titleOf(owner)}\`, or name what is meant.`,
          name: `${root} in ${titleOf(owner)}`,
          reference,
        },
      ];
    }
    if (root !== "self" || /(?:^|\.)(?:provisioner|connection|postcondition)\./u.test(within)) return [];
    return [
      {
        message: "`self` has a value only in provisioners, connections and postconditions.",
        advice: "Name the resource instead.",
        name: `self in ${titleOf(owner)}`,
        reference,
      },
    ];
  });
}

/** An override file may be what repeats the block, or what is repeated. */
function isRepeated({ files }: TerraformModule, { in: owner }: ModuleReference, meta: string): boolean {
  const title = owner ? titleOf(owner) : "";
  return files
    .flatMap((file) => file.declarations)
    .some((each) => titleOf(each) === title && attributeOf(each, meta) !== undefined);
}
