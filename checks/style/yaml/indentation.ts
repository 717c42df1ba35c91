/**
 * Levels that are indented differently within one file.
 *
 * Why: the eye reads levels by their step; where steps differ, a key is easily taken for the child of the wrong parent.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * server:
 *   port: 80
 * client:
 *     retries: 3
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * server:
 *   port: 80
 * client:
 *   retries: 3
 * ```
 *
 * Mend: indent every level by the same number of spaces, and lists always the same way.
 *
 * Waive: `# plumbline-disable-next-line style/yaml/indentation -- reason`
 */

import type { XStatic } from "typebox/schema";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import type { YamlMapping, YamlSequence } from "../../../languages/yaml/tree.ts";

const optionsSchema = {
  type: "object",
  properties: {
    spaces: {
      anyOf: [
        { const: "consistent", type: "string" },
        { type: "integer", minimum: 1, maximum: 16 },
      ],
      default: "consistent",
      description: "Spaces of one level; `consistent` = as the file's first level does.",
    },
    sequences: {
      anyOf: [
        { const: "consistent", type: "string" },
        { const: "indented", type: "string" },
        { const: "flush", type: "string" },
        { const: "any", type: "string" },
      ],
      default: "consistent",
      description: "Whether the dashes of a list under a key are indented or flush with the key.",
    },
  },
  required: ["spaces", "sequences"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

/** What the file must keep to: set by an option, or by the first place that shows it. */
interface Norm<Value> {
  readonly value: Value;
  readonly line?: number;
}

const check: StyleCheck<Options, YamlDocument> = {
  meta: {
    type: "layout",
    docs: { languages: ["yaml"], kinds: untemplatedKinds },
    schema: [optionsSchema],
  },
  create(context) {
    const { lines, problems } = context.sourceCode.document;
    const [options] = context.options;
    if (problems.length > 0) return {};
    let step: Norm<number> | undefined = options.spaces === "consistent" ? undefined : { value: options.spaces };
    let lists: Norm<"indented" | "flush"> | undefined =
      options.sequences === "indented" || options.sequences === "flush" ? { value: options.sequences } : undefined;

    function judgeStep(child: YamlMapping | YamlSequence, width: number, line: number): void {
      step ??= { value: width, line };
      if (width === step.value) return;
      reportFinding(context, {
        at: { range: firstToken(child) },
        message: `This level is indented by ${spaces(width)}, ${reference(step, spaces(step.value))}.`,
        advice: `Indent it by ${spaces(step.value)}.`,
      });
    }

    function judgeList(list: YamlSequence, width: number, line: number): void {
      const placed = width === 0 ? "flush" : "indented";
      if (options.sequences !== "any") {
        lists ??= { value: placed, line };
        if (placed !== lists.value) {
          const [is, wanted] = placed === "flush" ? ["flush with its key", "indented"] : ["indented", "flush"];
          reportFinding(context, {
            at: { range: firstToken(list) },
            message: `This list is ${is}, ${reference(lists, wanted)}.`,
            advice: placed === "flush" ? "Indent the dashes below their key." : "Put the dashes flush with their key.",
          });
          return;
        }
      }
      if (width > 0) judgeStep(list, width, line);
    }

    return {
      YamlMapping(mapping) {
        if (mapping.style === "flow") return;
        const parent = lines.position(mapping.range[0]);
        for (const { key, value } of mapping.pairs) {
          if (value.type !== "YamlMapping" && value.type !== "YamlSequence") continue;
          if (value.style === "flow") continue;
          const start = lines.position(value.range[0]);
          if (start.line === lines.position(key.range[1]).line) continue;
          const width = start.column - parent.column;
          if (value.type === "YamlSequence") judgeList(value, width, start.line);
          else judgeStep(value, width, start.line);
        }
      },
    };
  },
};
export default check;

function reference(norm: Norm<unknown>, wanted: string): string {
  return norm.line === undefined ? `the rule asks for ${wanted}` : `the file began with ${wanted} on line ${norm.line}`;
}

/** The first key, or the first dash. */
function firstToken(node: YamlMapping | YamlSequence): readonly [number, number] {
  const key = node.type === "YamlMapping" ? node.pairs[0]?.key : undefined;
  return key && key.range[1] > key.range[0] ? [key.range[0], key.range[1]] : [node.range[0], node.range[0] + 1];
}

function spaces(count: number): string {
  return `${count} ${count === 1 ? "space" : "spaces"}`;
}
