/** Reads results in the plainer formats that are JSON: rdjson and rdjsonl, GitLab's code quality. */

import {
  codeAt,
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
} from "./result.ts";

export const readRdjson: ReadResults = (text, most = mostResults) => {
  const data = parseJson(text);
  if (!isRecord(data) || !Array.isArray(data["diagnostics"])) return undefined;
  return listAt(data, "diagnostics").slice(0, most).flatMap(diagnostic);
};

export function rdjsonTool(text: string): ToolIdentity {
  const tool = textAt(parseJson(text), "source", "name");
  return tool === undefined ? {} : { tool };
}

export const readRdjsonl: ReadResults = (text, most = mostResults) => {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const data = lines.slice(0, most).map(parseJson);
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
      message,
      ...codeAt(data, "code", "value"),
    },
  ];
}

/** Also Code Climate's, of which it is a part. */
export const readGitLab: ReadResults = (text, most = mostResults) => {
  const data = parseJson(text);
  if (!Array.isArray(data)) return undefined;
  return (data as readonly unknown[])
    .filter((issue) => textAt(issue, "severity") !== "info")
    .slice(0, most)
    .flatMap((issue) => {
      const message = textAt(issue, "description");
      if (message === undefined) return [];
      const line =
        countAt(issue, "location", "lines", "begin") ?? countAt(issue, "location", "positions", "begin", "line");
      const column = countAt(issue, "location", "positions", "begin", "column");
      const file = textAt(issue, "location", "path");
      const known = { ...codeAt(issue, "check_name"), ...fingerprintAt(issue, "fingerprint") };
      return [{ file, line, column, message, ...known }];
    });
};
