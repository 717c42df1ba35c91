/** Reads results in SARIF 2.1.0: levels `error` and `warning`; what the tool's own user suppressed is left out. */

import {
  countAt,
  fingerprintAt,
  isRecord,
  listAt,
  mostResults,
  parseJson,
  type ReadResults,
  textAt,
  type ToolIdentity,
  type ToolResultEntry,
  valueAt,
} from "./result.ts";

export const readSarif: ReadResults = (text, most = mostResults) => {
  const log = parseJson(text);
  if (!isRecord(log) || !Array.isArray(log["runs"])) return undefined;
  return listAt(log, "runs")
    .flatMap((run) => {
      const ruleOf = rulesOf(run);
      return listAt(run, "results").map((result) => ({ result, rule: ruleOf(result) }));
    })
    .filter(({ result }) => listAt(result, "suppressions").length === 0)
    .filter(({ result, rule }) => !["note", "none"].includes(levelOf(result, rule)))
    .slice(0, most)
    .map(({ result, rule }) => entryOf(result, rule));
};

/** Of its first run: a file that several tools wrote needs to be told whose it is. */
export function sarifTool(text: string): ToolIdentity {
  const driver = valueAt(parseJson(text), "runs", 0, "tool", "driver");
  const tool = textAt(driver, "name");
  const version = textAt(driver, "semanticVersion") ?? textAt(driver, "version");
  return { ...(tool === undefined ? {} : { tool }), ...(version === undefined ? {} : { version }) };
}

/** A result names its rule, or counts it. */
function rulesOf(run: unknown): (result: unknown) => unknown {
  const rules = listAt(run, "tool", "driver", "rules");
  const byId = new Map(rules.map((rule) => [textAt(rule, "id"), rule]));
  return (result) => {
    const index = valueAt(result, "ruleIndex") ?? valueAt(result, "rule", "index");
    const counted = typeof index === "number" ? rules[index] : undefined;
    return counted ?? byId.get(textAt(result, "ruleId") ?? textAt(result, "rule", "id"));
  };
}

function levelOf(result: unknown, rule: unknown): string {
  return textAt(result, "level") ?? textAt(rule, "defaultConfiguration", "level") ?? "warning";
}

function entryOf(result: unknown, rule: unknown): ToolResultEntry {
  const place = valueAt(result, "locations", 0, "physicalLocation");
  const uri = textAt(place, "artifactLocation", "uri");
  const code = textAt(result, "ruleId") ?? textAt(result, "rule", "id") ?? textAt(rule, "id");
  return {
    file: uri === undefined ? undefined : pathOfUri(uri),
    line: countAt(place, "region", "startLine"),
    column: countAt(place, "region", "startColumn"),
    message: messageOf(result, rule),
    ...(code === undefined ? {} : { code }),
    ...fingerprintAt(result, "partialFingerprints", firstKey(valueAt(result, "partialFingerprints"))),
  };
}

/** Some tools list all they know in the text, one thing a line, and the message is one of the lines. */
function messageOf(result: unknown, rule: unknown): string {
  const id = textAt(result, "message", "id");
  const text =
    textAt(result, "message", "text") ??
    (id === undefined ? undefined : textAt(rule, "messageStrings", id, "text")) ??
    textAt(rule, "shortDescription", "text");
  if (text === undefined) return "a finding without words";
  return /^Message: (.+)$/mu.exec(text)?.[1] ?? text;
}

function firstKey(fingerprints: unknown): string {
  return isRecord(fingerprints) ? (Object.keys(fingerprints).sort()[0] ?? "") : "";
}

function pathOfUri(uri: string): string {
  const path = uri.replace(/^file:\/\//u, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
