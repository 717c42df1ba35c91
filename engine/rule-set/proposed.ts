/** A first rule set for a repository, with comments that say what was found in it. */

import type { TreeEntry } from "../../core/differential.ts";
import { matchPaths } from "../../core/glob.ts";

export interface ProposedRuleSet {
  readonly text: string;
  /** For the terminal: what was found. */
  readonly found: readonly string[];
}

interface Technology {
  readonly title: string;
  readonly globs: readonly string[];
  /** Preset of its own, where there is one. */
  readonly preset?: string;
}

const technologies: readonly Technology[] = [
  { title: "Terraform", globs: ["*.tf", "*.tofu", "*.tf.json"], preset: "terraform" },
  {
    title: "Kubernetes",
    globs: ["Chart.yaml", "kustomization.yaml", "kustomization.yml", "**/{k8s,kubernetes,manifests}/**/*.{yaml,yml}"],
    preset: "kubernetes",
  },
  { title: "GitHub Actions", globs: [".github/workflows/*.{yml,yaml}"] },
  { title: "Ansible", globs: ["ansible.cfg", "**/{playbooks,roles}/**/*.{yml,yaml}"] },
  { title: "Docker", globs: ["Dockerfile*", "*.dockerfile", "*compose*.{yml,yaml}"] },
  {
    title: "Prometheus",
    globs: ["prometheus.{yml,yaml}", "alertmanager.{yml,yaml}", "*.rules.{yml,yaml}", "*prometheusRule*.{yml,yaml}"],
    preset: "prometheus",
  },
  { title: "Helm", globs: ["Chart.yaml"] },
  { title: "Markdown", globs: ["*.md"] },
  { title: "YAML", globs: ["*.yaml", "*.yml"] },
  { title: "JSON", globs: ["*.json"] },
];

interface HonouredTool {
  readonly globs: readonly string[];
  readonly what: string;
}

/** Configurations of other tools that are read as they are. */
const honoured: readonly HonouredTool[] = [
  { globs: [".prettierrc", ".prettierrc.*"], what: "options of `format/prettier`, which is on because of it" },
  { globs: [".prettierignore"], what: "files that `format/prettier` leaves alone" },
  { globs: [".editorconfig"], what: "what `format/editorconfig` holds files to; fills options of `format/prettier`" },
  { globs: [".tflint.hcl"], what: "rules that it switches off are off here, too" },
  { globs: [".pint.hcl"], what: "what it asks of rules is asked here, and what it switches off is off" },
];

const generated: readonly (readonly [folder: string, why: string])[] = [
  ["vendor", "code of others"],
  ["node_modules", "code of others"],
  ["third_party", "code of others"],
  [".terraform", "what `terraform init` fetched"],
  ["testdata", "broken on purpose, more often than not"],
];

const mostShown = 3;

interface Recognised extends Technology {
  readonly count: number;
}

/** `Terraform: 12 files`, by what the files are called. */
export function recognisedIn(entries: readonly TreeEntry[]): readonly string[] {
  return recognise(pathsOf(entries)).map(recognisedWords);
}

function pathsOf(entries: readonly TreeEntry[]): readonly string[] {
  // Our own files are what decides, not what is reviewed.
  const isOwn = matchPaths([".plumbline.yml", ".github/plumbline.yml"]);
  return entries.filter(({ kind, path }) => kind === "file" && !isOwn(path)).map(({ path }) => path);
}

function recognise(paths: readonly string[]): readonly Recognised[] {
  return technologies.flatMap((technology) => {
    const matching = paths.filter(matchPaths(technology.globs));
    return matching.length === 0 ? [] : [{ ...technology, count: matching.length }];
  });
}

function recognisedWords({ title, count }: Recognised): string {
  return `${title}: ${count} ${count === 1 ? "file" : "files"}`;
}

export function proposeRuleSet(entries: readonly TreeEntry[], schemaAddress: string): ProposedRuleSet {
  const paths = pathsOf(entries);
  const seen = recognise(paths);
  const tools = honoured.flatMap(({ globs, what }) => {
    const at = paths.filter(matchPaths(globs));
    return at.length === 0 ? [] : [`${at.slice(0, mostShown).map(code).join(", ")}: ${what}`];
  });
  const ignored = generated.filter(([folder]) => paths.some((path) => `/${path}`.includes(`/${folder}/`)));
  const found = seen.map(recognisedWords);
  return { found: [...found, ...tools], text: textOf(seen, found, tools, ignored, schemaAddress) };
}

function textOf(
  seen: readonly Technology[],
  found: readonly string[],
  tools: readonly string[],
  ignored: typeof generated,
  schemaAddress: string,
): string {
  const presets = [...new Set(seen.flatMap(({ preset }) => (preset === undefined ? [] : [preset])))];
  const narrower = presets.length > 0 ? ` \`[${presets.join(", ")}]\` asks about these alone,` : "";
  return `# yaml-language-server: $schema=${schemaAddress}
#
# What Plumbline asks for in this repository. It is read at the tip of the base branch, so a change of it counts once it is merged.
# \`plumbline rules list\` names every rule, \`plumbline rules show PATH\` says what is in force for a file and why,
# \`plumbline rules validate\` tells whether this file is sound.
#
${comments("Found here:", found.length > 0 ? found : ["nothing that a rule looks at yet"])}${comments("Honoured as they are:", tools)}
# \`recommended\` fails only on what is wrong by any taste;${narrower} \`strict\` lets more of it block.
extends: [recommended]

rules: {}
# rules:
#   context/ticket: failure                 # every change names its ticket
#   style/yaml/*: off                       # a family of rules at once
#   format/prettier: { severity: warning, exceptPaths: ["charts/**"] }

# Other words for some paths; a folder may have a \`.plumbline.yml\` of its own, too.
# overrides:
#   - paths: ["legacy/**"]
#     rules:
#       style/*: off

# Files that no rule looks at.
${ignored.length === 0 ? "ignore: []" : `ignore:\n${ignored.map(([folder, why]) => `  - "**/${folder}/**" # ${why}`).join("\n")}`}
`;
}

function comments(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `# ${title}\n${lines.map((line) => `#   ${line.replaceAll(/\s+/gu, " ")}\n`).join("")}#\n`;
}

function code(path: string): string {
  return `\`${path}\``;
}
