/**
 * Blocks that Terraform refuses: missing arguments, wrong labels, defaults that do not fit their type.
 *
 * Why: the module cannot even be read, and whoever applies it learns that last.
 *
 * Judged are `variable`, `output`, `module`, `moved`, `import`, `removed` and `check` blocks, the labels of all blocks, and the
 * conditions inside them. Arguments of resources belong to their providers and are not judged.
 *
 * Bad (modules/vpc/variables.tf):
 * ```hcl
 * variable "zones" {
 *   type    = list(string)
 *   default = "eu-central-1a"
 * }
 * ```
 *
 * Good (modules/vpc/variables.tf):
 * ```hcl
 * variable "zones" {
 *   type    = list(string)
 *   default = ["eu-central-1a"]
 * }
 * ```
 *
 * Mend: add what is missing, or correct what does not fit.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/invalid-blocks -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import { evaluate } from "../../../languages/hcl/evaluate.ts";
import { attributeOf, blocksOf, joinModule, placeIn, titleOf } from "../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../languages/hcl/module/scope.ts";
import type { Declaration, FileSummary, SummaryBlock } from "../../../languages/hcl/module/summary.ts";
import { mismatch } from "../../../languages/hcl/type-constraint.ts";
import { booleanOf } from "../../../languages/hcl/value.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { conditionBlocks, grammarOf, reservedVariables } from "./module/block-grammar.ts";

export default declarationCheck({
  judge: (file) =>
    // What does not parse lacks arguments that are there.
    file.isBroken ? [] : file.declarations.flatMap((declaration) => [...judgeBlock(declaration, file)]),
});

function* judgeBlock(declaration: Declaration, file: FileSummary): Generator<Finding> {
  const { kind, labels, place, blocks } = declaration;
  const grammar = grammarOf(kind);
  const title = titleOf(declaration);
  if (!grammar) return;
  if (file.syntax === "native" && labels.length !== grammar.labels.length) {
    yield at(
      file,
      place,
      `A \`${kind}\` block has ${grammar.labels.length === 0 ? "no label" : `as labels ${grammar.labels.join(" and ")}`}; this one has ${labels.length}.`,
      `Write \`${[kind, ...grammar.labels.map((label) => `"${label}"`)].join(" ")} {\`.`,
    );
    return;
  }
  for (const names of grammar.required) {
    if (names.some((name) => attributeOf(declaration, name) ?? blocksOf(declaration, name)[0])) continue;
    const wanted = names.map((name) => `\`${name}\``).join(" or ");
    yield at(file, place, `\`${title}\` lacks ${wanted}, without which Terraform refuses it.`, `Add ${wanted}.`);
  }
  yield* conditionsOf(blocks, file);
  if (kind === "variable") yield* judgeVariable(declaration, file);
}

/** Of `validation`, `precondition` and the like, at any depth. */
function* conditionsOf(blocks: readonly SummaryBlock[], file: FileSummary): Generator<Finding> {
  for (const block of blocks) {
    if (conditionBlocks.has(block.type)) {
      for (const name of ["condition", "error_message"]) {
        if (attributeOf(block, name)) continue;
        yield at(
          file,
          block.place,
          `This \`${block.type}\` lacks \`${name}\`, without which Terraform refuses it.`,
          `Add \`${name}\`.`,
        );
      }
    }
    if (block.type === "lifecycle") yield* conditionsOf(block.blocks, file);
  }
}

function* judgeVariable(variable: Declaration, file: FileSummary): Generator<Finding> {
  const { name, place } = variable;
  if (reservedVariables.has(name)) {
    yield at(
      file,
      place,
      `A variable may not be called \`${name}\`: in a call of the module the word means something else.`,
      "Choose another name.",
    );
  }
  const fallback = attributeOf(variable, "default");
  if (!fallback) return;
  const scope = moduleScope(joinModule({ folder: "", files: [file] }));
  const value = evaluate(fallback.expression, scope);
  const nullable = attributeOf(variable, "nullable");
  if (value === null && nullable && booleanOf(evaluate(nullable.expression, scope)) === false) {
    yield at(
      file,
      fallback.whole,
      `The default of \`${name}\` is null, which \`nullable = false\` rules out.`,
      "Delete one of the two.",
    );
  }
  const type = attributeOf(variable, "type");
  const problem = type && mismatch(type.expression, value);
  if (problem) {
    yield at(
      file,
      fallback.whole,
      `The default of \`${name}\` is ${problem.given}, and its type asks for ${problem.wanted}.`,
      "Correct the default or the type.",
    );
  }
}

function at(file: FileSummary, range: Range, message: string, advice: string): Finding {
  return { message, advice, at: placeIn(file, range) };
}
