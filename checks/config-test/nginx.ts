/**
 * nginx configurations that `nginx -t` refuses.
 *
 * Why: A reload with a broken file is refused and the old configuration goes on; a restart does not come back.
 *
 * A file that is only a part is read with the `nginx.conf` above it, else inside a frame. Names of hosts resolve, and
 * certificates are there: both are stand-ins. Code of its own (modules, Perl, Lua) is never run.
 *
 * Bad (nginx/sites/api.conf):
 * ```text
 * server {
 *   listen 80;
 *   location / {
 *     proxy_pas http://api.internal:8080;
 *   }
 * }
 * ```
 *
 * Good (nginx/sites/api.conf):
 * ```text
 * server {
 *   listen 80;
 *   location / {
 *     proxy_pass http://api.internal:8080;
 *   }
 * }
 * ```
 *
 * Mend: mend the directive at, or just before, the line that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/nginx -- reason`
 */

import { configTest } from "./running/config-test.ts";
import type { Recipe } from "./running/recipe.ts";
import { scanFor } from "./running/code-scan.ts";
import { loadsNginxCode, nginxDialect, nginxRun } from "./running/nginx.ts";
import { folderOf } from "./running/test-files.ts";

export const recipe: Recipe = {
  program: "nginx",
  command: "nginx -t",
  paths: [
    "**/nginx.conf",
    "**/nginx/**",
    "**/*nginx*.conf",
    "**/sites-available/*",
    "**/sites-enabled/*",
    "**/conf.d/*.conf",
  ],
  reads: ({ text }) => /^[ \t]*(?:server|upstream|http|events|map|geo|location|types)\b[^;{}\n]*\{/mu.test(text),
  // Its own variables are in small letters; these are those of the container that the file is for.
  placeholders: /\$\{?[A-Z][A-Z0-9_]+\b/u,
  entries: ["nginx.conf"],
  needs: ({ path }) => folderOf(path),
  loadsCode: scanFor(nginxDialect, loadsNginxCode),
  run: ([entry], files) => entry && nginxRun(entry, files),
  fails: [1],
  blames: [
    {
      regexp: /^(?:\S+ \S+ |nginx: )\[(?<sev>\w+)\] (?:\d+#\d+: )?(?<msg>.+?)(?: in (?<file>\/\S+):(?<line>\d+))?$/u,
    },
  ],
  surroundings: [
    // The whole file was read before it came to ports, logs and temporary folders; what it opens earlier is told with a line.
    { pattern: /\bbind\(\) to |still could not bind|configuration file \S+ test failed/u, means: "nothing" },
    { pattern: /\b(?:open|mkdir)\(\) "[^"]+" failed \([^()]*\)$/u, means: "nothing" },
    {
      pattern:
        /unknown directive "(?:brotli|more_|echo|geoip2|vhost_traffic|modsecurity|auth_ldap|pagespeed|upload_|zstd|headers_more|nchan|rtmp|stream|mail|image_filter|xslt|geoip)/u,
      means: "inconclusive",
      reason: "it uses modules that are not installed here",
    },
    {
      pattern:
        /(?:dlopen|open|mkdir|opendir|glob|BIO_new_file|fopen|load certificate|load certificate key)[^\n]*(?:failed|No such file)/u,
      means: "inconclusive",
      reason: "it names files of the host",
    },
    { pattern: /host not found/u, means: "inconclusive", reason: "it names hosts that resolve elsewhere only" },
  ],
};

export default configTest(recipe);
