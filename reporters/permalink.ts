/** Links to lines of a file at one commit, which stay true when the branch moves on. */

import type { Report } from "../core/report.ts";
import { encodePath, encodeSegment } from "./markdown.ts";

export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * `https://github.com/OWNER/REPO/blob/SHA/path#L23-L25`; `undefined` when the report is of no repository on GitHub.
 * `serverUrl` without final slash; another host for GitHub Enterprise.
 */
export function permalink(report: Report, serverUrl: string, path: string, lines?: LineSpan): string | undefined {
  const [owner, name, ...more] = report.repository.split("/");
  if (report.headSha === undefined || !owner || !name || more.length > 0) return undefined;
  const root = `${serverUrl}/${encodeSegment(owner)}/${encodeSegment(name)}`;
  return `${root}/blob/${encodeSegment(report.headSha)}/${encodePath(path)}${fragment(lines)}`;
}

function fragment(lines: LineSpan | undefined): string {
  if (lines === undefined) return "";
  return lines.last > lines.first ? `#L${lines.first}-L${lines.last}` : `#L${lines.first}`;
}
