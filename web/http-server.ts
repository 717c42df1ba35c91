/** An HTTP server as something that is opened, has a URL, and is closed without cutting anybody off. */

import { createServer } from "node:http";
import type { Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";

export interface HttpServer {
  /** Without final slash. */
  readonly url: string;
  /** Requests that are being answered get their answer; connections that only wait are closed. */
  close(): Promise<void>;
}

export async function openHttpServer(
  routes: Hono<{ Bindings: HttpBindings }>,
  port: number,
  host: string,
): Promise<HttpServer> {
  const server = createServer(getRequestListener(routes.fetch));
  const url = await listen(server, port, host);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${bound}`);
    });
  });
}
