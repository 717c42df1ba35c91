/** One document under a `.yamllint`: its findings in our words, each with the name of yamllint's rule. */

import type { Observation } from "../../../../core/check.ts";
import type { Finding } from "../../../../core/finding.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";
import type { LintFiles } from "./configuration-files.ts";
import { type LintConfiguration, LintConfigurationError, readLintConfiguration } from "./configuration.ts";
import { lint, type LintFinding, type LintLevel } from "./lint.ts";
import { lintTextOf } from "./lint-text.ts";

let latest: { readonly key: string; readonly configuration: LintConfiguration } | undefined;

export function observe(document: YamlDocument, files: LintFiles, level: LintLevel | "any"): Observation {
  let configuration: LintConfiguration;
  try {
    configuration = configurationFrom(files);
  } catch (error) {
    if (!(error instanceof LintConfigurationError)) throw error;
    const reason = `\`${files.path}\` cannot be followed: ${error.message}`;
    return { findings: [], gaps: [{ path: document.path, reason, cause: "input" }] };
  }
  const rules = configuration.rulesFor(document.path);
  if (rules === undefined) {
    return { findings: [], skipped: `not checked, \`${files.path}\` leaves this file alone`, aside: true };
  }
  // What does not parse is told by `style/yaml/syntax`; layout is of no interest until it does.
  if (document.problems.length > 0) return { findings: [] };
  const asked = rules.filter((rule) => level === "any" || rule.level === level);
  return { findings: lint(lintTextOf(document), asked).map((finding) => told(document, finding)) };
}

/** One rule that is bound by itself. Where the repository's own configuration asks for it, that one speaks. */
export function observeRule(
  document: YamlDocument,
  { rule, options, files }: { readonly rule: string; readonly options: object; readonly files: LintFiles | undefined },
): Observation {
  if (files !== undefined && lintRulesFor(document.path, files).includes(rule)) {
    return { findings: [], skipped: `not checked, \`${files.path}\` asks for it, and \`style/yaml/yamllint\` answers` };
  }
  if (document.problems.length > 0) return { findings: [] };
  const asked = { name: rule, level: "error", settings: new Map(Object.entries(options)) } as const;
  return { findings: lint(lintTextOf(document), [asked]).map((finding) => findingOf(document, finding)) };
}

/** Names of the rules that a configuration asks of a file; none where it leaves the file alone or cannot be followed. */
export function lintRulesFor(path: string, files: LintFiles): readonly string[] {
  try {
    return (configurationFrom(files).rulesFor(path) ?? []).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof LintConfigurationError)) throw error;
    return [];
  }
}

/** A worker looks at many files under one configuration. */
function configurationFrom(files: LintFiles): LintConfiguration {
  const key = JSON.stringify([files.path, ...files.texts]);
  if (latest?.key !== key) latest = { key, configuration: readLintConfiguration(files.path, files.texts) };
  return latest.configuration;
}

/** With the name of the rule, which tells people what to change in their configuration. */
function told(document: YamlDocument, finding: LintFinding): Finding {
  const { message, ...rest } = findingOf(document, finding);
  return { message: `${message.slice(0, -1)} (\`${finding.rule}\`).`, ...rest };
}

function findingOf({ path, lines, text }: YamlDocument, { line, column, message, advice }: LintFinding): Finding {
  const offset = lines.offset({ line, column });
  const [, lineEnd] = lines.line(line);
  const start = Math.min(offset, Math.max(lineEnd, lines.line(line)[0]));
  const word = /^\S{1,80}/u.exec(text.slice(start, Math.min(lineEnd, start + 80)))?.[0].length ?? 0;
  return {
    message,
    advice,
    at: { path, range: [start, Math.max(start + word, Math.min(start + 1, lineEnd))] },
  };
}
