/** tflint's own comments (`# tflint-ignore: terraform_typed_variables`) silence the rules of ours that ask the same. */

import type { LineIndex } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import type { Comment } from "../parsed.ts";

/** Its rule -> the check of ours. Rules about a provider's resources have none. */
export const tflintCounterparts: ReadonlyMap<string, string> = new Map([
  ["terraform_comment_syntax", "style/terraform/comment-syntax"],
  ["terraform_deprecated_index", "style/terraform/deprecated-index"],
  ["terraform_deprecated_interpolation", "style/terraform/deprecated-interpolation"],
  ["terraform_deprecated_lookup", "style/terraform/deprecated-lookup"],
  ["terraform_documented_outputs", "style/terraform/documented-outputs"],
  ["terraform_documented_variables", "style/terraform/documented-variables"],
  ["terraform_empty_list_equality", "style/terraform/empty-list-equality"],
  ["terraform_json_syntax", "style/terraform/json-syntax"],
  ["terraform_map_duplicate_keys", "style/terraform/duplicate-keys"],
  ["terraform_module_pinned_source", "style/terraform/module-pinned-source"],
  ["terraform_module_shallow_clone", "style/terraform/module-shallow-clone"],
  ["terraform_module_version", "style/terraform/module-version"],
  ["terraform_naming_convention", "style/terraform/naming-convention"],
  ["terraform_required_providers", "style/terraform/required-providers"],
  ["terraform_required_version", "style/terraform/required-version"],
  ["terraform_standard_module_structure", "style/terraform/standard-module-structure"],
  ["terraform_typed_variables", "style/terraform/typed-variables"],
  ["terraform_unused_declarations", "style/terraform/unused-declarations"],
  ["terraform_unused_required_providers", "style/terraform/unused-required-providers"],
  ["terraform_workspace_remote", "style/terraform/workspace-remote"],
]);

/** What stands behind another comment mark is the author's reason. */
const directive =
  /^tflint-ignore(?<file>-file)?:[ \t]*(?<rules>[\w, \t-]+?)[ \t]*(?:(?:#|\/\/|\*)[ \t]*(?<reason>.*))?$/su;

/** A comment of its own line covers the next one, at the end of a line that line, as `-file` the whole file. */
export function readTflintWaivers(comments: readonly Comment[], text: string, lines: LineIndex): readonly Waiver[] {
  return comments.flatMap((comment) => {
    const groups = directive.exec(comment.text)?.groups;
    if (!groups) return [];
    const names = (groups["rules"] ?? "").split(",").map((name) => name.trim());
    const rules = names.includes("all")
      ? [...tflintCounterparts.values()]
      : names.flatMap((name) => tflintCounterparts.get(name) ?? []);
    if (rules.length === 0) return [];
    const reason = groups["reason"]?.trim() ?? "";
    return [
      {
        rules,
        ...(reason === "" ? {} : { reason }),
        range: comment.range,
        ...(groups["file"] === undefined ? nearby(comment, text, lines) : wholeFile(lines)),
        origin: "tflint",
      },
    ];
  });
}

function nearby({ range }: Comment, text: string, lines: LineIndex): Pick<Waiver, "covers" | "form"> {
  const { line } = lines.position(range[0]);
  const isAlone = text.slice(lines.line(line)[0], range[0]).trim() === "";
  return isAlone ? { covers: [line + 1, line + 1], form: "next-line" } : { covers: [line, line], form: "line" };
}

function wholeFile(lines: LineIndex): Pick<Waiver, "covers" | "form"> {
  return { covers: [1, Math.max(1, lines.count)], form: "file" };
}
