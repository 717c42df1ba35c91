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

/** How long a sender may take, in milliseconds; whoever is slower is cut off, and holds no connection. */
export interface Patience {
  readonly headers: number;
  readonly wholeRequest: number;
  /** How often connections are looked at. */
  readonly interval: number;
}

/** GitHub itself gives up on a delivery after ten seconds. */
const usualPatience: Patience = { headers: 10_000, wholeRequest: 30_000, interval: 5_000 };

export async function openHttpServer(
  routes: Hono<{ Bindings: HttpBindings }>,
  port: number,
  host: string,
  { headers, wholeRequest, interval }: Patience = usualPatience,
): Promise<HttpServer> {
  const limits = { headersTimeout: headers, requestTimeout: wholeRequest, connectionsCheckingInterval: interval };
  const server = createServer(limits, getRequestListener(routes.fetch));
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
