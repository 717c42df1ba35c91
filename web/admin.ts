/** Pages for those who run the service, answered on the loopback address unless they say otherwise. */

import { Hono } from "hono";
import type { HttpBindings } from "@hono/node-server";

export interface AdminOptions {
  readonly version: string;
  readonly metrics: () => Promise<string>;
  /** Address of this machine that these pages are answered on; loopback when absent. */
  readonly host: string | undefined;
}

export interface HealthOptions {
  /** Why the process cannot do its part right now; `undefined` while it can. */
  readonly problem: () => Promise<string | undefined>;
}

export function healthRoutes({ problem }: HealthOptions): Hono {
  return new Hono()
    .get("/healthz", (context) => context.text("ok"))
    .get("/readyz", async (context) => {
      const found = await problem();
      return found === undefined ? context.text("ready") : context.text(found, 503);
    });
}

export function adminRoutes({ version, metrics, host }: AdminOptions): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  for (const path of ["/", "/metrics"]) {
    routes.use(path, async (context, next) => {
      const address = context.env.incoming.socket.localAddress ?? "";
      const isForwarded = context.req.header("forwarded") ?? context.req.header("x-forwarded-for");
      if (isForwarded !== undefined && host === undefined) return context.notFound();
      return isAnsweredOn(address, host) ? next() : context.notFound();
    });
  }
  routes.get("/", (context) => context.text(`Plumbline ${version}\n`));
  routes.get("/metrics", async (context) =>
    context.text(await metrics(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  return routes;
}

/** Whoever connects to a loopback address is on this machine. */
function isAnsweredOn(address: string, host: string | undefined): boolean {
  const plain = address.replace(/^::ffff:/, "");
  if (plain === "::1" || plain.startsWith("127.")) return true;
  return host === "0.0.0.0" || host === "::" || host === plain;
}
