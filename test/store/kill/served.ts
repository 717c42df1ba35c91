/** The process that gets killed: the real service, in a hurry, telling its address when it listens. */

import { pino } from "pino";
import { openToolbox } from "../../../engine/toolbox.ts";
import { memoryStore } from "../../../store/memory.ts";
import { serve } from "../../../web/serve.ts";
import { hastyClock as clock } from "../hasty-clock.ts";

const { KILL_ROLE: asked, KILL_STORE: store, ...env } = process.env;
const role = asked === "ingest" || asked === "worker" ? asked : "all";

const service = await serve({
  env,
  role,
  clock,
  log: pino({ level: "warn" }, pino.destination({ fd: 2, sync: true })),
  toolbox: openToolbox({ workers: 0, cache: true }),
  // More than one call takes, so that every review writes its annotations in chunks.
  limits: { annotations: 200, perRule: 200 },
  // What GitHub would send again is no proof of what we kept.
  recovers: false,
  ...(store === "memory" && { store: memoryStore(clock) }),
});
process.once("SIGTERM", () => void service.stop().then(() => process.exit(0)));
process.stdout.write(`${service.url}\n`);
