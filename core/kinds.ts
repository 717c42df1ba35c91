/** Languages by path, kinds by path and content: what a document is to the people who deploy it. */

import { documentKinds, type DocumentKind, type LanguageName } from "./document.ts";
import { isUnitName, mayBeSettings, settingsLanguage } from "./settings-kinds.ts";

/** How much of a text is looked at; what a file is shows at its beginning. In UTF-16 units. */
const headLength = 65_536;

interface FilePath {
  /** Lower case, without folders. */
  readonly name: string;
  /** Lower case, outermost first. */
  readonly folders: readonly string[];
}

interface Sample extends FilePath {
  readonly language: LanguageName;
  /** The beginning of the text. */
  readonly head: string;
}

interface Recognition {
  readonly kind: DocumentKind;
  readonly is: (sample: Sample) => boolean;
}

/** YAML without saying so, in lower case. */
const yamlNames: ReadonlySet<string> = new Set([".yamllint", "kustomization", "chart.lock"]);

/** The language of a path; `text` for whatever we only look at as text. Whether it is binary the source has said already. */
export function languageOf(path: string, text = ""): LanguageName {
  const { name, folders } = splitPath(path);
  if (isDockerfileName(name)) return "dockerfile";
  if (/\.ya?ml$/u.test(name) || yamlNames.has(name)) return "yaml";
  if (/\.(?:md|markdown)$/u.test(name)) return "markdown";
  if (/\.(?:tf|tofu|tfvars|hcl|nomad)$/u.test(name)) return "hcl";
  if (allowsComments(name, folders)) return "jsonc";
  if (name.endsWith(".json")) return "json";
  if (isShellName(name) || shellStart.test(text)) return "shell";
  return settingsLanguage(name, folders, text) ?? "text";
}

/** A first line that names a shell whose scripts we read. */
const shellStart =
  /^#![ \t]{0,3}\/(?:usr\/(?:local\/)?)?bin\/(?:env[ \t]{1,3}(?:-S[ \t]{1,3})?)?(?:ba|da|k|mk|a)?sh(?:[ \t\r\n]|$)/u;

function isShellName(name: string): boolean {
  if (/\.(?:sh|bash|ksh)$/u.test(name)) return true;
  return /^\.?(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|kshrc|envrc)$/u.test(name);
}

/** Also `api.Dockerfile`, `Dockerfile.dev`; never a template of one, or its ignore file. */
function isDockerfileName(name: string): boolean {
  if (/\.(?:dockerfile|containerfile)$/u.test(name)) return true;
  if (!/^(?:dockerfile|containerfile)(?:[._-].*)?$/su.test(name)) return false;
  return !/\.(?:dockerignore|j2|jinja2?|tmpl|tpl|template|erb|in|md|txt|json|ya?ml|sh|py|[cm]?[jt]s|go|rs|rb|bak|orig|rej)$/u.test(
    name,
  );
}

/** Every language that a document of this path may turn out to have: what lies in `templates` may be one. */
export function languagesOf(path: string): readonly LanguageName[] {
  const { folders, name } = splitPath(path);
  const language = languageOf(path);
  if (folders.includes("templates")) return [language, "go-template"];
  if (mayBeSettings(name, folders)) return [language, "ini", "dotenv", "text"];
  // A file without an extension says by its first line that it is a script.
  return language === "text" && !name.includes(".") ? [language, "shell"] : [language];
}

/** `text` is read up to its first 64 Ki units. */
export function kindOf(path: string, text: string, language: LanguageName): DocumentKind {
  const sample = { ...splitPath(path), language, head: text.slice(0, headLength) };
  return recognitions.find((recognition) => recognition.is(sample))?.kind ?? "plain";
}

/** A text that becomes YAML (or anything) only after rendering: never judged as YAML. */
export function isTemplate(kind: DocumentKind): boolean {
  return kind === "helm-template" || kind === "jinja-template" || kind === "template";
}

/** Every kind whose text is what its reader gets: all but templates. */
export const untemplatedKinds: readonly DocumentKind[] = documentKinds.filter((kind) => !isTemplate(kind));

/** JSON by its name, but read with comments by the tool it belongs to. */
function allowsComments(name: string, folders: readonly string[]): boolean {
  if (/\.(?:jsonc|code-workspace|code-snippets)$/u.test(name)) return true;
  if (/^(?:tsconfig|jsconfig)(?:[.-].*)?\.json$/u.test(name) || /^tsconfig\..*\.json$/u.test(name)) return true;
  if (/^(?:\.eslintrc|\.swcrc|\.babelrc|\.jshintrc|\.jscsrc)(?:\.json)?$/u.test(name)) return true;
  if (/^\.?devcontainer\.json$/u.test(name) || /^(?:turbo|api-extractor|language-configuration)\.json$/u.test(name))
    return true;
  const folder = folders.at(-1);
  return name.endsWith(".json") && (folder === ".vscode" || folder === ".devcontainer");
}

function splitPath(path: string): FilePath {
  // A backslash is a folder mark on Windows; in a git path it is rare enough to be read the same way.
  const folders = path.toLowerCase().split(/[/\\]/u);
  const name = folders.pop() ?? "";
  return { name, folders };
}

type Test = (sample: Sample) => boolean;

/** The name without its extension, in lower case. */
function yamlNamed(name: RegExp): Test {
  return (sample) => sample.language === "yaml" && name.test(sample.name.replace(/\.ya?ml$/u, ""));
}

function yamlIn(folder: RegExp): Test {
  return ({ language, folders }) => language === "yaml" && folder.test(folders.join("/"));
}

/** Patterns must be linear: no blanks that run over lines. */
function yamlHolding(pattern: RegExp): Test {
  return ({ language, head }) => language === "yaml" && pattern.test(head);
}

function either(...tests: readonly Test[]): Test {
  return (sample) => tests.some((test) => test(sample));
}

function both(...tests: readonly Test[]): Test {
  return (sample) => tests.every((test) => test(sample));
}

const goStatement = /^\{\{-?[ \t]*(?:if|else|end|range|with|define|block|template|include|toYaml|\/\*|\$)/mu;
const goExpression =
  /\{\{-?[ \t]*(?:\.|\$|\/\*|(?:if|end|range|with|define|include|template|tpl|toYaml|printf|quote|default|required)\b|[A-Za-z]\w*[ \t]+["`.($])/u;

function isHelmTemplate(sample: Sample): boolean {
  const { name, folders, head, language } = sample;
  if (!folders.includes("templates") || isAnsibleRole(sample)) return language === "yaml" && goStatement.test(head);
  if (name.endsWith(".tpl") || name === "notes.txt") return true;
  return language === "yaml" && (name.startsWith("_") || goExpression.test(head));
}

/** Statements at the very start of a line: no YAML text can stand there, not even in a block of text. */
function isJinjaTemplate(sample: Sample): boolean {
  const { language, head, folders } = sample;
  if (language !== "yaml") return false;
  if (/^\{[%#]/mu.test(head)) return true;
  return folders.includes("templates") && isAnsibleRole(sample) && /(?:^|[^$])\{\{/mu.test(head);
}

/** A value that Nomad, Consul or Vault fills in: bare, where YAML would read a mapping, and by functions that only they have. */
const consulExpression = /:[ \t]+\{\{-?[ \t]*(?:env|key|keyOrDefault|with secret|range service|service)[ \t]+"/u;

/** Statements of Terraform's `templatefile` on lines of their own; a file that is called a template and has values to fill in. */
function isOtherTemplate({ language, head, name }: Sample): boolean {
  // Neither a script nor a Dockerfile has a line that begins so.
  if (language === "shell" || language === "dockerfile")
    return /^(?:\{[{%#]|<%|[ \t]*%\{~?[ \t]*(?:if|else|endif|for|endfor)\b)/mu.test(head);
  if (isSettings(language)) return /^[ \t]*(?:\{[{%#]|<%|%\{)/mu.test(head);
  if (language !== "yaml") return false;
  if (/^[ \t]*%\{~?[ \t]*(?:if|else|endif|for|endfor)\b/mu.test(head)) return true;
  if (consulExpression.test(head)) return true;
  return (
    /.[._-](?:template|tmpl|tpl)\.ya?ml$/u.test(name) && /(?:^|[:-])[ \t]*\{\{|^[ \t]*\$\{\w+\}[ \t]*\r?$/mu.test(head)
  );
}

function isSettings(language: LanguageName): boolean {
  return language === "toml" || language === "ini" || language === "dotenv";
}

function isAnsibleRole({ folders }: FilePath): boolean {
  return folders.includes("roles");
}

function isKubernetes({ language, head }: Sample): boolean {
  if (language === "json") {
    if (!/^\s*\{\s*"(?:apiVersion|kind|metadata)"\s*:/u.test(head)) return false;
    return head.includes('"apiVersion"') && head.includes('"kind"');
  }
  if (language !== "yaml") return false;
  return head
    .split(/^---/mu)
    .some((document) => /^["']?apiVersion["']?[ \t]*:/mu.test(document) && /^["']?kind["']?[ \t]*:/mu.test(document));
}

function isCloudFormation({ language, head }: Sample): boolean {
  if (language === "yaml") {
    if (/^["']?AWSTemplateFormatVersion["']?[ \t]*:/mu.test(head)) return true;
    return /^Resources[ \t]*:/mu.test(head) && /^[ \t]+Type[ \t]*:[ \t]*["']?(?:AWS|Custom|Alexa)::/mu.test(head);
  }
  if (language !== "json") return false;
  if (/"AWSTemplateFormatVersion"[ \t]*:/u.test(head)) return true;
  return head.includes('"Resources"') && /"Type"[ \t]*:[ \t]*"(?:AWS|Custom|Alexa)::/u.test(head);
}

function isOpenApi({ language, head }: Sample): boolean {
  if (language === "yaml") return /^["']?(?:openapi|swagger)["']?[ \t]*:[ \t]*["']?\d/mu.test(head);
  return language === "json" && /^[ \t{]{0,9}"(?:openapi|swagger)"[ \t]*:[ \t]*"\d/mu.test(head);
}

const isPrometheusRules = either(
  both(
    yamlHolding(/^groups[ \t]*:/mu),
    yamlHolding(/^[ \t]+(?:(?:-[ \t]+)?(?:alert|record|expr)[ \t]*:|rules[ \t]*:[ \t]*\[[ \t]*\])/mu),
  ),
  // A list of rules that something else puts into a group.
  both(yamlHolding(/^-[ \t]+(?:alert|record)[ \t]*:/mu), yamlHolding(/^[ \t]+expr[ \t]*:/mu)),
);

const isPrometheusTests = both(yamlHolding(/^rule_files[ \t]*:/mu), yamlHolding(/^tests[ \t]*:/mu));

const opensPlay = yamlHolding(/^-[ \t]+(?:hosts|(?:ansible\.builtin\.)?import_playbook)[ \t]*:/mu);
const namesHosts = both(yamlHolding(/^-[ \t]/mu), yamlHolding(/^ {2,4}hosts[ \t]*:/mu));
const usesAnsibleModule = yamlHolding(/^[ \t]{1,8}(?:-[ \t]+)?(?:ansible|community)\.[a-z_]+(?:\.[a-z_]+)+[ \t]*:/mu);

function isPlaybook(sample: Sample): boolean {
  if (!startsWithList(sample)) return false;
  return opensPlay(sample) || namesHosts(sample) || (sample.folders.includes("playbooks") && !isTaskFolder(sample));
}

function isAnsibleTasks(sample: Sample): boolean {
  return startsWithList(sample) && (isTaskFolder(sample) || usesAnsibleModule(sample));
}

function isTaskFolder({ folders }: FilePath): boolean {
  return folders.includes("tasks") || folders.includes("handlers");
}

const isInventory = both(
  either(yamlNamed(/^(?:hosts|inventory)$/u), yamlIn(/(?:^|\/)inventor(?:y|ies)(?:\/|$)/u)),
  yamlHolding(/^[ \t]+(?:hosts|children|vars)[ \t]*:/mu),
);

function isNomadJob({ name, language, head }: Sample): boolean {
  if (/\.nomad(?:\.hcl)?$/u.test(name)) return true;
  return language === "hcl" && name.endsWith(".hcl") && /^job[ \t]+"[^"\n]*"[ \t]*\{/mu.test(head);
}

/** Whether the first line that says something opens a list. */
function startsWithList({ language, head }: Sample): boolean {
  if (language !== "yaml") return false;
  for (const line of head.split("\n")) {
    if (/^(?:\s*$|\s*#|---|%)/u.test(line)) continue;
    return line.startsWith("- ") || line.trimEnd() === "-";
  }
  return false;
}

/** In this order: the first that fits decides. Names that are bound to one tool come before what content suggests. */
const recognitions: readonly Recognition[] = [
  { kind: "jinja-template", is: ({ name }) => /\.(?:j2|jinja2?)$/u.test(name) },
  { kind: "helm-template", is: isHelmTemplate },
  { kind: "jinja-template", is: isJinjaTemplate },
  { kind: "template", is: isOtherTemplate },

  { kind: "terraform-json", is: ({ name }) => /\.(?:tf|tofu)(?:test)?\.json$/u.test(name) },
  { kind: "terraform-test", is: ({ name }) => /\.(?:tf|tofu)test\.hcl$/u.test(name) },
  { kind: "terraform-variables", is: ({ name }) => name.endsWith(".tfvars") },
  { kind: "terraform", is: ({ name }) => /\.(?:tf|tofu)$/u.test(name) },
  { kind: "packer", is: ({ name }) => /\.pkr(?:vars)?\.hcl$/u.test(name) },
  { kind: "terragrunt", is: ({ name }) => /^terragrunt(?:\..*)?\.hcl$/su.test(name) },
  { kind: "nomad", is: isNomadJob },
  { kind: "hcl", is: ({ language }) => language === "hcl" },

  { kind: "dockerfile", is: ({ language }) => language === "dockerfile" },
  { kind: "editorconfig", is: ({ name }) => name === ".editorconfig" },
  { kind: "dockerignore", is: ({ name }) => /\.(?:docker|container)ignore$/u.test(name) },
  { kind: "shell-script", is: ({ language }) => language === "shell" },
  { kind: "dotenv", is: ({ language }) => language === "dotenv" },
  { kind: "systemd-unit", is: ({ language, name }) => language === "ini" && isUnitName(name) },

  { kind: "package-json", is: ({ name }) => name === "package.json" },
  { kind: "tsconfig", is: ({ name, language }) => language === "jsonc" && /^(?:ts|js)config\b/u.test(name) },
  {
    kind: "renovate",
    is: ({ name }) => /^(?:renovate\.jsonc?|renovate\.json5|\.renovaterc(?:\.json5?)?)$/u.test(name),
  },

  { kind: "github-workflow", is: yamlIn(/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows$/u) },
  { kind: "dependabot", is: both(yamlNamed(/^dependabot$/u), yamlIn(/(?:^|\/)\.github$/u)) },
  { kind: "plumbline-rules", is: yamlNamed(/^\.?plumbline$/u) },
  { kind: "pre-commit", is: yamlNamed(/^\.pre-commit-config$/u) },
  { kind: "gitlab-ci", is: either(yamlNamed(/^(?:.*\.)?\.?gitlab-ci$/su), yamlIn(/(?:^|\/)\.gitlab\/ci$/u)) },
  { kind: "circleci-config", is: yamlIn(/(?:^|\/)\.circleci$/u) },
  {
    kind: "azure-pipeline",
    is: either(yamlNamed(/^azure-pipelines?(?:[.-].*)?$/su), yamlIn(/(?:^|\/)\.azure-pipelines$/u)),
  },
  { kind: "helm-chart", is: yamlNamed(/^chart$/u) },
  { kind: "helm-lock", is: ({ name }) => name === "chart.lock" },
  { kind: "helm-values-schema", is: ({ name }) => name === "values.schema.json" },
  {
    kind: "kustomization",
    is: either(yamlNamed(/^kustomization$/u), yamlHolding(/^apiVersion:[ \t]*["']?kustomize\.config\.k8s\.io\//mu)),
  },
  { kind: "compose", is: yamlNamed(/^(?:(?:docker|podman|container)-)?compose(?:[.-].*)?$/su) },

  { kind: "kubernetes", is: isKubernetes },
  { kind: "cloudformation", is: isCloudFormation },
  { kind: "openapi", is: isOpenApi },
  {
    kind: "github-action",
    is: both(yamlNamed(/^action$/u), yamlHolding(/^(?:runs|inputs|outputs|branding)[ \t]*:/mu)),
  },
  // Workflows that are kept elsewhere: starters, fixtures, files to be copied.
  { kind: "github-workflow", is: both(yamlHolding(/^["']?on["']?[ \t]*:/mu), yamlHolding(/^jobs[ \t]*:/mu)) },
  { kind: "helm-values", is: yamlNamed(/^(?:values(?:[.-].*)?|.*[.-]values)$/su) },

  { kind: "prometheus-tests", is: isPrometheusTests },
  { kind: "prometheus-rules", is: either(yamlNamed(/^.*\.rules$/su), isPrometheusRules) },
  {
    kind: "alertmanager-config",
    is: either(yamlNamed(/^alertmanager$/u), both(yamlHolding(/^route:/mu), yamlHolding(/^receivers:/mu))),
  },
  { kind: "prometheus-config", is: either(yamlNamed(/^prometheus$/u), yamlHolding(/^scrape_configs:/mu)) },

  {
    kind: "ansible-vars",
    is: yamlIn(/(?:^|\/)(?:group_vars|host_vars)(?:\/|$)|(?:^|\/)roles\/[^/]+\/(?:defaults|vars)(?:\/|$)/u),
  },
  { kind: "ansible-playbook", is: isPlaybook },
  { kind: "ansible-tasks", is: isAnsibleTasks },
  { kind: "ansible-inventory", is: isInventory },
];
