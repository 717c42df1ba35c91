/**
 * HAProxy configurations that `haproxy -c` refuses.
 *
 * Why: A reload with a broken file is refused, and a restart takes every service behind it offline.
 *
 * Names of hosts resolve, accounts exist, and certificates are there: all are stand-ins. A file that loads Lua or starts
 * programs is not tested.
 *
 * Bad (lb/haproxy.cfg):
 * ```text
 * defaults
 *   mode http
 *   timeout connect 5s
 *   timeout client 30s
 *   timeout server 30s
 * frontend web
 *   bind :8080
 *   default_backend api
 * backend api
 *   blance roundrobin
 *   server one api1.internal:8080 check
 * ```
 *
 * Good (lb/haproxy.cfg):
 * ```text
 * defaults
 *   mode http
 *   timeout connect 5s
 *   timeout client 30s
 *   timeout server 30s
 * frontend web
 *   bind :8080
 *   default_backend api
 * backend api
 *   balance roundrobin
 *   server one api1.internal:8080 check
 * ```
 *
 * Mend: mend the keyword that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/haproxy -- reason`
 */

import { configTest } from "./running/config-test.ts";
import type { Recipe } from "./running/recipe.ts";
import { scanFor, startsWith } from "./running/code-scan.ts";
import { haproxyDialect, haproxyRun } from "./running/haproxy.ts";
import { folderOf } from "./running/test-files.ts";

export const recipe: Recipe = {
  program: "haproxy",
  command: "haproxy -c -f",
  paths: ["**/*haproxy*.cfg", "**/haproxy/**/*.cfg"],
  reads: ({ text }) => /^[ \t]*(?:global|defaults|frontend|backend|listen)\b/mu.test(text),
  needs: ({ path }) => folderOf(path),
  loadsCode: scanFor(
    haproxyDialect,
    startsWith(
      /^(?:lua-(?:load|load-per-thread|prepend-path)|ssl-engine|ssl-provider|ssl-provider-path|external-check|program)$/u,
    ),
  ),
  run: ([entry], files) => entry && haproxyRun(entry, files),
  fails: [1],
  blames: [
    {
      regexp:
        /^\[(?<sev>ALERT|WARNING|NOTICE)\]\s+\(\d+\) : config : (?:parsing )?\[(?<file>[^\]:]+):(?<line>\d+)\]\s*:? ?(?<msg>.+)$/u,
    },
    { regexp: /^\[ALERT\]\s+\(\d+\) : config : (?<msg>(?!Fatal errors found|Error\(s\) found).+)$/u },
  ],
  surroundings: [
    { pattern: /Error\(s\) found in configuration file|Fatal errors found in configuration/u, means: "nothing" },
    {
      pattern: /unable to (?:stat|load|open)|cannot open|could not open|failed to open|No such file/iu,
      means: "inconclusive",
      reason: "it names files of the host",
    },
    {
      pattern: /could not resolve address|cannot find (?:user|group) id/u,
      means: "inconclusive",
      reason: "it names hosts or accounts that are known elsewhere only",
    },
  ],
};

export default configTest(recipe);
