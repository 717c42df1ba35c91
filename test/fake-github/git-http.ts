/** Git over HTTP for cloning and fetching: the real `git http-backend`, guarded by the same tokens. */

import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gitEnvironment } from "./git-environment.ts";

export interface GitCall {
  /** Folder that holds `owner/name.git`. */
  readonly root: string;
  /** `/owner/name.git/info/refs` and the like. */
  readonly path: string;
  readonly query: string;
}

/** @returns bytes of the answer, once it is sent. */
export function serveGit(
  call: GitCall,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<number> {
  const header = (name: string) => String(request.headers[name] ?? "");
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: call.root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: call.path,
      QUERY_STRING: call.query,
      REQUEST_METHOD: request.method ?? "GET",
      CONTENT_TYPE: header("content-type"),
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: header("content-encoding"),
      GIT_PROTOCOL: header("git-protocol"),
    },
  });
  backend.stdin.on("error", () => undefined);
  backend.stdin.end(body);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    backend.on("error", reject);
    backend.on("close", () => {
      const output = Buffer.concat(chunks);
      const split = output.indexOf("\r\n\r\n");
      const headers = parseHeaders(output.toString("latin1", 0, Math.max(0, split)));
      response.writeHead(Number.parseInt(headers.status ?? "200", 10), headers);
      const content = output.subarray(split + 4);
      response.end(content, () => resolve(content.length));
    });
  });
}

function parseHeaders(text: string): Record<string, string> {
  const pairs = text
    .split("\r\n")
    .map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]);
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}
