/** Inputs of a manual start: how many there may be, and defaults that their own type does not take. */

import { at, entriesOf, type Entry, itemsOf, textAt } from "../../../../languages/workflow/node.ts";
import type { WorkflowEvent } from "../../../../languages/workflow/workflow.ts";
import type { Remark } from "../../../security/workflow/reading/workflow-check.ts";

const mostInputs = 25;

export function judgeInputs({ range, settings }: WorkflowEvent): readonly Remark[] {
  const inputs = entriesOf(at(settings, "inputs"));
  const remarks = inputs.flatMap(judgeInput);
  if (inputs.length <= mostInputs) return remarks;
  return [
    {
      at: range,
      message: `A manual start takes at most ${mostInputs} inputs, and here are ${inputs.length}: GitHub refuses the workflow.`,
      advice: "Put some of them together, as JSON in one input for instance.",
    },
    ...remarks,
  ];
}

function judgeInput({ name, key, value }: Entry): readonly Remark[] {
  const type = textAt(value, "type")?.text ?? "string";
  const preset = at(value, "default");
  const options = at(value, "options");
  if (type === "choice" && options === undefined) {
    return [
      {
        at: key.range,
        message: `\`${name}\` is a choice and has no \`options\`, so there is nothing to choose.`,
        advice: "List the `options`.",
      },
    ];
  }
  if (preset?.type !== "text" || preset.text === "") return [];
  if (type === "choice") {
    const choices = itemsOf(options).flatMap((option) => (option.type === "text" ? [option.text] : []));
    if (choices.length === 0 || choices.includes(preset.text)) return [];
    const listed = choices.slice(0, 8).map((choice) => `\`${choice}\``);
    return [
      {
        at: preset.range,
        message: `\`${preset.text}\` is none of the options of \`${name}\`.`,
        advice: `Write one of ${listed.join(", ")}.`,
      },
    ];
  }
  if (type === "boolean" && preset.text !== "true" && preset.text !== "false")
    return [
      {
        at: preset.range,
        message: `\`${name}\` is a boolean, and \`${preset.text}\` is none.`,
        advice: "Write `true` or `false`.",
      },
    ];
  if (type === "number" && !Number.isFinite(Number(preset.text)))
    return [
      {
        at: preset.range,
        message: `\`${name}\` is a number, and \`${preset.text}\` is none.`,
        advice: "Write a number.",
      },
    ];
  return [];
}
