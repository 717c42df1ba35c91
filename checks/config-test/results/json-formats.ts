/** Reads results in the formats that are JSON: SARIF, rdjson and rdjsonl, GitLab's code quality. */

import {
  countAt,
  isRecord,
  listAt,
  mostResults,
  parseJson,
  type ReadResults,
  textAt,
  type ToolResultEntry,
  valueAt,
  withCode,
} from "./result.ts";

/** Version 2.1.0: levels `error` and `warning`; what the tool's own user suppressed is left out. */
export const readSarif: ReadResults = (text) => {
  const log = parseJson(text);
  if (!isRecord(log) || !Array.isArray(log["runs"])) return undefined;
  return listAt(log, "runs")
    .flatMap((run) => listAt(run, "results"))
    .filter((result) => listAt(result, "suppressions").length === 0)
    .filter((result) => !["note", "none"].includes(textAt(result, "level") ?? ""))
    .slice(0, mostResults)
    .map((result) => {
      const place = valueAt(result, "locations", 0, "physicalLocation");
      const uri = textAt(place, "artifactLocation", "uri");
      return {
        file: uri === undefined ? undefined : pathOfUri(uri),
        line: countAt(place, "region", "startLine"),
        column: countAt(place, "region", "startColumn"),
        message: withCode(textAt(result, "message", "text") ?? "a finding without words", textAt(result, "ruleId")),
      };
    });
};

function pathOfUri(uri: string): string {
  const path = uri.replace(/^file:\/\//u, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export const readRdjson: ReadResults = (text) => {
  const data = parseJson(text);
  if (!isRecord(data) || !Array.isArray(data["diagnostics"])) return undefined;
  return listAt(data, "diagnostics").slice(0, mostResults).flatMap(diagnostic);
};

export const readRdjsonl: ReadResults = (text) => {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const data = lines.slice(0, mostResults).map(parseJson);
  return data.every(isRecord) ? data.flatMap(diagnostic) : undefined;
};

function diagnostic(data: unknown): readonly ToolResultEntry[] {
  if (textAt(data, "severity") === "INFO") return [];
  const message = textAt(data, "message");
  if (message === undefined) return [];
  return [
    {
      file: textAt(data, "location", "path"),
      line: countAt(data, "location", "range", "start", "line"),
      column: countAt(data, "location", "range", "start", "column"),
      message: withCode(message, textAt(data, "code", "value")),
    },
  ];
}

/** Also Code Climate's, of which it is a part. */
export const readGitLab: ReadResults = (text) => {
  const data = parseJson(text);
  if (!Array.isArray(data)) return undefined;
  return (data as readonly unknown[])
    .filter((issue) => textAt(issue, "severity") !== "info")
    .slice(0, mostResults)
    .flatMap((issue) => {
      const message = textAt(issue, "description");
      if (message === undefined) return [];
      const line =
        countAt(issue, "location", "lines", "begin") ?? countAt(issue, "location", "positions", "begin", "line");
      const column = countAt(issue, "location", "positions", "begin", "column");
      const file = textAt(issue, "location", "path");
      return [{ file, line, column, message: withCode(message, textAt(issue, "check_name")) }];
    });
};
