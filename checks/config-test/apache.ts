/**
 * Apache configurations that `apache2 -t` refuses.
 *
 * Why: A reload with a broken file is refused, and a restart takes every site of the host offline.
 *
 * Sites are read inside a frame that loads the modules that come with Apache. A file that loads modules of its own is
 * not tested.
 *
 * Bad (apache/sites-available/api.conf):
 * ```text
 * <VirtualHost *:80>
 *   ServerName api.example.com
 *   ProxyPas / http://127.0.0.1:8080/
 * </VirtualHost>
 * ```
 *
 * Good (apache/sites-available/api.conf):
 * ```text
 * <VirtualHost *:80>
 *   ServerName api.example.com
 *   ProxyPass / http://127.0.0.1:8080/
 * </VirtualHost>
 * ```
 *
 * Mend: mend the directive that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/apache -- reason`
 */

import { configTest } from "./running/config-test.ts";
import type { Recipe } from "./running/recipe.ts";
import { scanFor } from "./running/code-scan.ts";
import { apacheDialect, apacheRun, loadsApacheCode } from "./running/apache.ts";

export const recipe: Recipe = {
  program: "apache2",
  command: "apache2 -t",
  paths: [
    "**/apache2.conf",
    "**/httpd.conf",
    "**/apache*/**/*.conf",
    "**/httpd/**/*.conf",
    "**/sites-available/*",
    "**/sites-enabled/*",
  ],
  reads: ({ text }) => /^[ \t]*(?:<(?:VirtualHost|Directory|Location|IfModule|Files)\b|ServerRoot\b)/imu.test(text),
  loadsCode: scanFor(apacheDialect, loadsApacheCode),
  run: ([entry]) => entry && apacheRun(entry),
  fails: [1],
  blames: [
    {
      regexp: /^(?:apache2: |AH\d+: )Syntax error on line (?<line>\d+) of (?<file>\/\S+?):(?: (?<msg>.+))?$/u,
      message: "line-after",
    },
  ],
  surroundings: [
    { pattern: /AH02297|^AH00014|^AH00558|^Action '|^The Apache error log/u, means: "nothing" },
    {
      pattern:
        /(?:Cannot load|Could not open|No such file|does not exist or is empty|not a directory|unable to open|Unable to open|bad user name|bad group name)/u,
      means: "inconclusive",
      reason: "it names files, modules or accounts of the host",
    },
  ],
};

export default configTest(recipe);
