/** A Terraform module: the files of one folder joined, so that a name can be followed from file to file. */

import type { Gap, Place } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import type { HclExpression } from "../tree.ts";
import type {
  Declaration,
  DeclarationKind,
  FileSummary,
  FunctionCall,
  Reference,
  SummaryAttribute,
  SummaryBlock,
} from "./summary.ts";

export interface TerraformModule {
  /** `""` for the top of the tree. */
  readonly folder: string;
  readonly files: readonly FileSummary[];
  /** Without those of override files. */
  readonly declarations: readonly ModuleDeclaration[];
  /** With those of override files. */
  readonly references: readonly ModuleReference[];
  readonly calls: readonly ModuleCall[];
  /** Values that variable files of the folder set without being asked; a later one wins. */
  readonly setVariables: ReadonlyMap<string, HclExpression>;
  /** What could not be read, or does not parse: names that seem to be missing may be there. */
  readonly gaps: readonly Gap[];
  /** Local modules that it calls, by the name of the `module` block; only one step deep. */
  readonly children: ReadonlyMap<string, TerraformModule>;
  /** `module` blocks whose source is a folder that this tree lacks, by name, with the folder of a module that is spelt much like it. */
  readonly withoutFolder: ReadonlyMap<string, string | undefined>;
}

export interface ModuleDeclaration extends Declaration {
  readonly file: FileSummary;
}

export interface ModuleReference extends Reference {
  readonly file: FileSummary;
  /** The declaration that it stands in. */
  readonly in: Declaration | undefined;
}

export interface ModuleCall extends FunctionCall {
  readonly file: FileSummary;
  readonly in: Declaration | undefined;
}

export interface ModuleParts {
  readonly folder: string;
  readonly files: readonly FileSummary[];
  readonly setVariables?: ReadonlyMap<string, HclExpression>;
  readonly gaps?: readonly Gap[];
  readonly children?: ReadonlyMap<string, TerraformModule>;
}

export function joinModule({ folder, files, setVariables, gaps, children }: ModuleParts): TerraformModule {
  const shadowed = shadowedPaths(files);
  const broken = files
    .filter((file) => file.isBroken)
    .map(({ path }): Gap => ({ path, reason: "waits until it parses", cause: "input" }));
  return {
    folder,
    files,
    declarations: files
      .filter((file) => !file.isOverride && !shadowed.has(file.path))
      .flatMap((file) => file.declarations.map((declaration) => ({ ...declaration, file }))),
    references: files.flatMap((file) =>
      file.references.map((reference) => ({ ...reference, file, in: file.declarations[reference.owner] })),
    ),
    calls: files.flatMap((file) => file.calls.map((call) => ({ ...call, file, in: file.declarations[call.owner] }))),
    setVariables: setVariables ?? new Map(),
    gaps: [...(gaps ?? []), ...broken],
    children: children ?? new Map(),
    withoutFolder: new Map(),
  };
}

/** Where `main.tofu` stands beside `main.tf`, OpenTofu reads the one and Terraform the other. */
function shadowedPaths(files: readonly FileSummary[]): ReadonlySet<string> {
  const paths = new Set(files.map(({ path }) => path));
  return new Set(
    [...paths].filter(
      (path) => paths.has(path.replace(/\.tf(\.json)?$/u, ".tofu$1")) && !/\.tofu(?:\.json)?$/u.test(path),
    ),
  );
}

export function declarationsOf(
  module: TerraformModule,
  ...kinds: readonly DeclarationKind[]
): readonly ModuleDeclaration[] {
  return module.declarations.filter((declaration) => kinds.includes(declaration.kind));
}

export function findDeclaration(
  module: TerraformModule,
  kind: DeclarationKind,
  name: string,
  type?: string,
): ModuleDeclaration | undefined {
  return module.declarations.find(
    (each) => each.kind === kind && each.name === name && (type === undefined || each.type === type),
  );
}

interface Body {
  readonly attributes: readonly SummaryAttribute[];
  readonly blocks: readonly SummaryBlock[];
}

export function attributeOf(body: Body, name: string): SummaryAttribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

export function blocksOf(body: Body, type: string): readonly SummaryBlock[] {
  return body.blocks.filter((block) => block.type === type);
}

/** The text of a string without interpolations; `undefined` for anything else. */
export function literalText(expression: HclExpression | undefined): string | undefined {
  if (expression?.type === "HclParentheses") return literalText(expression.expression);
  if (expression?.type !== "HclTemplate") return undefined;
  const [part] = expression.parts;
  if (part === undefined) return "";
  return expression.parts.length === 1 && part.type === "HclText" ? part.value : undefined;
}

export function placeIn(file: FileSummary, range: Range): Place {
  return { path: file.path, range };
}

/** How people call it: `resource "aws_vpc" "main"`, `local.region`. */
export function titleOf({ kind, type, name, labels }: Declaration): string {
  if (kind === "local") return `local.${name}`;
  return [kind, ...(type === undefined ? labels : [type, name]).map((label) => `"${label}"`)].join(" ");
}
