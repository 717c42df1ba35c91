/** Shell scripts in Terraform and Packer: texts whose first line names a shell, and commands of provisioners. */

import { hasShellStart, shellStart, startedWith } from "../shell/dialect.ts";
import { longestScript, parseShell } from "../shell/parse.ts";
import { shellOptions, type ShellScript } from "../shell/script.ts";
import { visitorKeys } from "../visitor-keys.ts";
import { scriptText } from "./script-text.ts";
import type { HclBlock, HclBody, HclExpression, HclFile, HclTemplate } from "./tree.ts";

type Started = Pick<ShellScript, "dialect" | "options">;

const read = new WeakMap<HclFile, readonly ShellScript[]>();
const mayHoldScripts = /#!|\bprovisioner\b/u;

/** Read once per file. Scripts of other shells, and those whose shell is not known, are left out. */
export function shellScriptsOf(tree: HclFile, text: string): readonly ShellScript[] {
  const known = read.get(tree);
  if (known) return known;
  const scripts = mayHoldScripts.test(text) ? findScripts(tree, text) : [];
  read.set(tree, scripts);
  return scripts;
}

function findScripts(tree: HclFile, text: string): readonly ShellScript[] {
  const taken = new Set<HclExpression>();
  const commands = provisionersIn(tree.body).flatMap((block) => commandsOf(block, text, taken));
  const whole: ShellScript[] = [];
  for (const template of text.includes("#!") ? templatesIn(tree) : []) {
    if (!taken.has(template) && beginsWithShell(template)) whole.push(...scriptOf([template], text, undefined));
  }
  return [...commands, ...whole].sort((left, right) => left.tree.range[0] - right.tree.range[0]);
}

interface AnyNode {
  readonly type: string;
}

/** Without the Linter's own walk, which would have to be loaded for every file. */
function* templatesIn(tree: HclFile): Generator<HclTemplate> {
  const open: AnyNode[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isTemplate(node)) yield node;
    for (const key of visitorKeys[node.type] ?? []) {
      const value: unknown = Reflect.get(node, key);
      for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
        if (isNode(each)) open.push(each);
      }
    }
  }
}

/** Whatever stands under a visitor key is a node, or nothing. */
function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null;
}

function isTemplate(node: AnyNode): node is HclTemplate {
  return node.type === "HclTemplate";
}

function beginsWithShell({ parts: [first] }: HclTemplate): boolean {
  return first?.type === "HclText" && first.value.startsWith("#!") && hasShellStart(first.value);
}

/** `provisioner` of a resource (Terraform) or of a build (Packer). */
function provisionersIn(body: HclBody): readonly HclBlock[] {
  return body.items.flatMap((item) => {
    if (item.type !== "HclBlock") return [];
    if (item.blockType.name === "provisioner") return [item];
    return ["resource", "build"].includes(item.blockType.name) ? provisionersIn(item.body) : [];
  });
}

/** `inline` is joined to one script, so that what its first line does holds for the next. */
function commandsOf(block: HclBlock, text: string, taken: Set<HclExpression>): readonly ShellScript[] {
  const kind = block.labels[0]?.value ?? "";
  const command = kind === "local-exec" ? attribute(block, "command") : undefined;
  const inline = ["remote-exec", "shell", "shell-local"].includes(kind) ? attribute(block, "inline") : undefined;
  const lines = inline?.type === "HclTuple" ? inline.items : command?.type === "HclTemplate" ? [command] : [];
  for (const line of lines) taken.add(line);
  const [first] = lines;
  if (!first) return [];
  const isNamed = first.type === "HclTemplate" && startsWithMark(first);
  const started = isNamed && command === undefined ? undefined : startedBy(block, kind);
  return isNamed || started ? scriptOf(lines, text, started) : [];
}

function startsWithMark({ parts: [first] }: HclTemplate): boolean {
  return first?.type === "HclText" && first.value.startsWith("#!");
}

/** What runs the commands of a provisioner, where it is known; Packer's own first line ends on errors. */
function startedBy(block: HclBlock, kind: string): Started | undefined {
  if (kind === "remote-exec") return { dialect: "sh", options: shellOptions("") };
  if (kind === "local-exec") return named(attribute(block, "interpreter"), "sh", "");
  return attribute(block, "execute_command") ? undefined : named(attribute(block, "inline_shebang"), "sh", "e");
}

function named(expression: HclExpression | undefined, dialect: "sh", flags: string): Started | undefined {
  if (!expression) return { dialect, options: shellOptions(flags) };
  const items = expression.type === "HclTuple" ? expression.items : [expression];
  const words = items.flatMap((item) => plainText(item)?.split(" ") ?? []);
  const started = words.length >= items.length ? startedWith(words) : undefined;
  return started && { dialect: started.dialect, options: shellOptions(started.flags) };
}

function plainText(expression: HclExpression): string | undefined {
  if (expression.type !== "HclTemplate" || expression.heredoc) return undefined;
  const [part] = expression.parts;
  return expression.parts.length === 1 && part?.type === "HclText" ? part.value : undefined;
}

function scriptOf(
  lines: readonly HclExpression[],
  source: string,
  started: Started | undefined,
): readonly ShellScript[] {
  const { text, holes, place, hasDirectives } = scriptText(lines, source);
  if (text.length > longestScript || (!started && !hasShellStart(text))) return [];
  const own = shellStart("", text);
  const how = started ?? { dialect: own.dialect, options: shellOptions(own.flags) };
  const parsed = parseShell(text, { holes, place });
  // Without the lines that Terraform chooses, what is left need not be a script.
  if (hasDirectives && parsed.problems.length > 0) return [];
  return [{ ...parsed, ...how, isEmbedded: started !== undefined }];
}

function attribute({ body }: HclBlock, name: string): HclExpression | undefined {
  const item = body.items.find((each) => each.type === "HclAttribute" && each.name.name === name);
  return item?.type === "HclAttribute" ? item.expression : undefined;
}
