/** An HCL tree as short words, so that a test reads like the text it is about. */

import type {
  HclBody,
  HclExpression,
  HclFile,
  HclName,
  HclStep,
  HclTemplatePart,
} from "../../../languages/hcl/tree.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";

export function shapeOf(text: string): string {
  const { tree, problems } = parseHcl(text);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return file(tree);
}

/** The shape of the expression of the first argument. */
export function valueShape(source: string): string {
  return shapeOf(`a = ${source}\n`).replace(/^a=/u, "");
}

function file({ body }: HclFile): string {
  return bodyShape(body);
}

export function bodyShape({ items }: HclBody): string {
  return items
    .map((item) => {
      if (item.type === "HclAttribute") return `${item.name.name}=${expression(item.expression)}`;
      const labels = item.labels.map(({ value, quoted }) => (quoted ? JSON.stringify(value) : value));
      return `${[item.blockType.name, ...labels].join(" ")} {${bodyShape(item.body)}}`;
    })
    .join("; ");
}

function expression(node: HclExpression | HclName): string {
  switch (node.type) {
    case "HclName":
      return node.name;
    case "HclLiteral":
      return node.raw;
    case "HclTemplate":
      return `${node.heredoc ? "heredoc" : "string"}[${parts(node.parts)}]`;
    case "HclTraversal":
      return `${node.root.name}${node.steps.map(step).join("")}`;
    case "HclAccess":
      return `<${expression(node.source)}>${node.steps.map(step).join("")}`;
    case "HclCall":
      return `${node.name.name}(${node.arguments.map(expression).join(", ")}${node.expandsLast ? "..." : ""})`;
    case "HclTuple":
      return `[${node.items.map(expression).join(", ")}]`;
    case "HclObject":
      return `{${node.items.map(({ key, separator, value }) => `${expression(key)}${separator}${expression(value)}`).join(", ")}}`;
    case "HclFor": {
      const names = [node.keyName, node.valueName].flatMap((name) => name?.name ?? []).join(", ");
      const result = [node.key, node.value].flatMap((each) => (each ? expression(each) : [])).join(" => ");
      const condition = node.condition ? ` if ${expression(node.condition)}` : "";
      return `${node.style} for ${names} in ${expression(node.collection)}: ${result}${node.groups ? "..." : ""}${condition}`;
    }
    case "HclConditional":
      return `(${expression(node.condition)} ? ${expression(node.consequent)} : ${expression(node.alternative)})`;
    case "HclUnary":
      return `(${node.operator}${expression(node.operand)})`;
    case "HclBinary":
      return `(${expression(node.left)} ${node.operator} ${expression(node.right)})`;
    case "HclParentheses":
      return `p${expression(node.expression)}`;
    case "HclMissing":
      return "missing";
  }
}

function step(node: HclStep): string {
  if (node.type === "HclAttributeStep") return `.${node.name.name}`;
  if (node.type === "HclSplatStep") return node.style === "full" ? "[*]" : ".*";
  return node.legacy ? `.${expression(node.key)}` : `[${expression(node.key)}]`;
}

function parts(nodes: readonly HclTemplatePart[]): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case "HclText":
          return JSON.stringify(node.value);
        case "HclInterpolation":
          return `$${expression(node.expression)}`;
        case "HclTemplateIf": {
          const otherwise = node.alternative ? ` else ${parts(node.alternative)}` : "";
          return `%if ${expression(node.condition)} ${parts(node.consequent)}${otherwise}`;
        }
        case "HclTemplateFor": {
          const names = [node.keyName, node.valueName].flatMap((name) => name?.name ?? []).join(", ");
          return `%for ${names} in ${expression(node.collection)} ${parts(node.parts)}`;
        }
      }
    })
    .join(" ");
}
