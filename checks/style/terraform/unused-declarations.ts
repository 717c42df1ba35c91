/**
 * Variables, local values, data sources and provider aliases that nothing uses.
 *
 * Why: a variable that does nothing makes callers believe they set something, and an unused data source is read on every run.
 *
 * Uses in all files of the folder count, and a variable that only its own validation reads is unused. A module of which a file
 * does not parse is not judged, nor is a folder that holds nothing but variables.
 *
 * Bad (modules/vpc/main.tf):
 * ```hcl
 * variable "zone" {
 *   type = string
 * }
 *
 * output "zone" {
 *   value = "a"
 * }
 * ```
 *
 * Good (modules/vpc/main.tf):
 * ```hcl
 * variable "zone" {
 *   type = string
 * }
 *
 * output "zone" {
 *   value = var.zone
 * }
 * ```
 *
 * Mend: delete it, or use it.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/unused-declarations -- reason`
 */

import type { Finding, Fix } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import { attributeOf, literalText, placeIn, titleOf } from "../../../languages/hcl/module/module.ts";
import type { ModuleDeclaration, TerraformModule } from "../../../languages/hcl/module/module.ts";
import { isFragment } from "../../../languages/hcl/module/names.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  fixable: true,
  judge(module, _, { before, isBase }) {
    // Variables alone are written to be copied or linked into modules that use them.
    if (module.declarations.every(({ kind }) => kind === "variable" || kind === "terraform")) return [];
    if (!isBase && isFragment(module, before)) return [];
    const isUsed = usage(module);
    return module.declarations.flatMap((declaration) => {
      const reported = words(declaration);
      return reported === undefined || isUsed(declaration) ? [] : [finding(declaration, reported)];
    });
  },
});

/** What it is called; `undefined` for what may stand unused. */
function words(declaration: ModuleDeclaration): string | undefined {
  switch (declaration.kind) {
    case "data":
      return isReadForItsEffect(declaration) ? undefined : titleOf(declaration);
    case "variable":
    case "local":
      return titleOf(declaration);
    case "provider": {
      const alias = aliasOf(declaration);
      return alias === undefined ? undefined : `provider "${declaration.name}" with the alias "${alias}"`;
    }
    default:
      return undefined;
  }
}

/** Reading these writes a file, makes an account, or runs a program: nobody needs to use what comes back. */
function isReadForItsEffect({ type = "" }: ModuleDeclaration): boolean {
  return /^(?:archive_file|external|http|google_\w*service_account)$/u.test(type);
}

function aliasOf(declaration: ModuleDeclaration): string | undefined {
  return literalText(attributeOf(declaration, "alias")?.expression);
}

function usage(module: TerraformModule): (declaration: ModuleDeclaration) => boolean {
  const used = new Set<string>();
  for (const { root, path, use, in: owner } of module.references) {
    const [first, second] = path;
    const name = use === "provider" ? `provider ${root}.${first ?? ""}` : usedName(root, first ?? "", second ?? "");
    // A validation of a variable by itself uses nothing.
    const isItself = owner?.kind === "variable" && name === `variable ${owner.name}`;
    if (name !== undefined && !isItself) used.add(name);
  }
  return (declaration) => used.has(declaredName(declaration));
}

function usedName(root: string, first: string, second: string): string | undefined {
  if (root === "var") return `variable ${first}`;
  if (root === "local") return `local ${first}`;
  return root === "data" ? `data ${first}.${second}` : undefined;
}

function declaredName(declaration: ModuleDeclaration): string {
  const { kind, type, name } = declaration;
  if (kind === "provider") return `provider ${name}.${aliasOf(declaration) ?? ""}`;
  return kind === "data" ? `data ${type ?? ""}.${name}` : `${kind} ${name}`;
}

function finding(declaration: ModuleDeclaration, called: string): Finding {
  const { file, place, whole, kind } = declaration;
  const fix: Fix | undefined =
    file.syntax === "native"
      ? // Callers may pass a variable, a data source may be read to fail early: only a local value is nobody else's.
        { safe: kind === "local", edits: [{ range: wholeLines(whole, file.text), text: "" }] }
      : undefined;
  return {
    message: `\`${called}\` is declared, and nothing in this module uses it.`,
    advice: kind === "variable" ? "Delete it here and where the module is called, or use it." : "Delete it, or use it.",
    at: placeIn(file, place),
    ...(fix && { fix }),
  };
}

/** With indentation and line ending, where nothing else stands on these lines. */
function wholeLines([start, end]: Range, text: string): Range {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const lineEnd = newline === -1 ? text.length : newline + 1;
  const isAlone = `${text.slice(lineStart, start)}${text.slice(end, lineEnd)}`.trim() === "";
  return isAlone ? [lineStart, lineEnd] : [start, end];
}
