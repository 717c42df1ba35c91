/** `plumbline new`: starts a design document or an upgrade plan from a template. Asks nothing, overwrites nothing. */

import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { templates } from "../../checks/generated/templates.ts";
import { matchPaths } from "../../core/glob.ts";
import { nearest } from "../../core/nearest.ts";
import type { Rule } from "../../core/rule-set.ts";
import { currentBranch, findRepository } from "../../sources/git/repository.ts";
import { type Call, type Command, UsageError } from "../command.ts";
import { configuredFolder, folderRuleSet } from "../folder-rules.ts";

interface Kind {
  /** The check that reads such documents. */
  readonly check: string;
  /** Where they go where nobody says; the first that is there. */
  readonly folders: readonly string[];
  readonly line: string;
}

const kinds: ReadonlyMap<string, Kind> = new Map([
  [
    "design-doc",
    {
      check: "context/design-document",
      folders: ["docs/design", "docs/designs", "docs/rfcs", "docs/adr", "design", "rfcs"],
      line: "Design",
    },
  ],
  ["upgrade-plan", { check: "context/change-plan", folders: ["docs/plans", "docs/upgrades", "plans"], line: "Plan" }],
]);

export const newCommand: Command = {
  name: "new",
  summary: "start a design document or an upgrade plan from a template",
  usage: ["new design-doc [PATH]", "new upgrade-plan [PATH]"],
  options: { rules: { type: "string", value: "FILE", summary: "this rule set instead of the folder's own" } },
  mostArguments: 2,
  async run(call) {
    const [name = "", path] = call.words;
    const kind = kinds.get(name);
    if (kind === undefined) throw new UsageError(unknownKind(name));

    const root = configuredFolder(call.terminal.cwd());
    const { ruleSet } = await folderRuleSet(call);
    const rules = ruleSet.rules.filter(({ check }) => check === kind.check);
    const template = await templateFor(name, rules, root);
    const place = await placeFor(path, name, kind, root, call);
    const shown = relative(call.terminal.cwd(), place);
    await writeNew(place, template.text, shown);

    call.terminal.stdout.write(`wrote ${shown} from ${template.origin}\n`);
    call.terminal.stdout.write(`${nextStep(relative(root, place), kind, rules)}\n`);
    return 0;
  },
};

function unknownKind(name: string): string {
  const known = [...kinds.keys()].map((each) => `\`plumbline new ${each}\``).join(" and ");
  if (name === "") return `\`plumbline new\` needs to know what: there are ${known}`;
  const meant = nearest(name, kinds.keys());
  const hint = meant === undefined ? `there are ${known}` : `did you mean \`${meant}\`?`;
  return `there is no \`plumbline new ${name}\`; ${hint}`;
}

interface Template {
  readonly text: string;
  /** "Plumbline's template", "docs/template.md". */
  readonly origin: string;
}

/** The template that the rule set names for such documents, as it lies here, or ours. */
async function templateFor(name: string, rules: readonly Rule[], root: string): Promise<Template> {
  const path = rules.map(({ options }) => options["template"]).find((each) => typeof each === "string" && each !== "");
  if (typeof path !== "string") return { text: templates.get(name) ?? "", origin: "Plumbline's template" };
  try {
    return { text: await readFile(join(root, path), "utf8"), origin: path };
  } catch (error) {
    throw new UsageError(`cannot read the template \`${path}\` that the rule set names`, { cause: error });
  }
}

/** A file as it was named, a file in the folder that was named, or one where such documents lie. */
async function placeFor(
  path: string | undefined,
  name: string,
  { folders }: Kind,
  root: string,
  { terminal }: Call,
): Promise<string> {
  if (path === undefined) {
    const folder = folders.find((each) => existsSync(join(root, each))) ?? folders[0] ?? "";
    return join(root, folder, `${await branchWords(root, name)}.md`);
  }
  const place = resolve(terminal.cwd(), path);
  const isFolder = path.endsWith("/") || (await stat(place).catch(() => undefined))?.isDirectory() === true;
  return isFolder ? join(place, `${await branchWords(root, name)}.md`) : place;
}

/** The branch says what the work is about; the trunk does not. */
async function branchWords(root: string, otherwise: string): Promise<string> {
  const branch = await findRepository({ directory: root })
    .then(currentBranch)
    .catch(() => undefined);
  const words = (branch ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return words === "" || words === "main" || words === "master" ? otherwise : words;
}

async function writeNew(place: string, text: string, shown: string): Promise<void> {
  try {
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text, { flag: "wx" });
  } catch (error) {
    const isThere = typeof error === "object" && error !== null && "code" in error && error.code === "EEXIST";
    const why = isThere ? `\`${shown}\` is there already; name another path` : `cannot write \`${shown}\``;
    throw new UsageError(why, { cause: error });
  }
}

/** The review finds the document where such documents lie; elsewhere somebody has to name it. */
function nextStep(path: string, { line }: Kind, rules: readonly Rule[]): string {
  const inTree = path.split(sep).join("/");
  const isFound = rules.some(({ options }) => matchPaths(pathsOf(options))(inTree));
  const fill = "Replace the words in angle brackets";
  return isFound
    ? `${fill} and commit it: the review reads it as part of the change.`
    : `${fill}, commit it, and name it in the description: \`${line}: ${inTree}\`.`;
}

function pathsOf(options: Readonly<Record<string, unknown>>): readonly string[] {
  const paths = options["paths"];
  return Array.isArray(paths) ? paths.filter((each) => typeof each === "string") : [];
}
