/**
 * DNS zone files that `named-checkzone` refuses.
 *
 * Why: A name server goes on serving the zone of before, or none, until somebody notices that names are missing.
 *
 * Bad (dns/example.com.zone):
 * ```text
 * $TTL 3600
 * @ IN SOA ns1 admin 1 3600 600 86400 300
 * @ IN NS ns1
 * ns1 IN A 10.0.0.300
 * ```
 *
 * Good (dns/example.com.zone):
 * ```text
 * $TTL 3600
 * @ IN SOA ns1 admin 1 3600 600 86400 300
 * @ IN NS ns1
 * ns1 IN A 10.0.0.30
 * ```
 *
 * Mend: mend the record that the message names.
 *
 * Waive: `; plumbline-disable-next-line config-test/named-checkzone -- reason`
 */

import { configTest } from "./running/config-test.ts";
import type { TestFile } from "./running/recipe.ts";
import { nameOf } from "./running/test-files.ts";

/** The zone's own word, else the file's name; `undefined` where neither is a domain. */
function originOf({ path, text }: TestFile): string | undefined {
  const beforeSoa = text.slice(0, text.search(/\bSOA\b/u));
  const said = /^\$ORIGIN[ \t]+(?<origin>\S+\.)[ \t]*(?:;.*)?$/mu.exec(beforeSoa)?.groups?.["origin"];
  const owner = /^(?<owner>[a-z0-9.-]+\.)[ \t][^\n]*$/imu.exec(beforeSoa)?.groups?.["owner"];
  const ofName = nameOf(path)
    .replace(/^db\./u, "")
    .replace(/\.(?:zone|db|hosts|txt)$/u, "");
  const origin = said ?? owner ?? ofName;
  return /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*\.)+[a-z0-9-]*$/iu.test(origin) ? origin : undefined;
}

export default configTest({
  program: "named-checkzone",
  command: "named-checkzone",
  paths: ["**/*.zone", "**/*.db", "**/db.*", "**/zones/**"],
  reads: ({ text }) => /\bSOA\b/u.test(text) && !text.includes("$INCLUDE"),
  run: ([file]) => {
    const origin = file === undefined ? undefined : originOf(file);
    if (file === undefined || origin === undefined) return undefined;
    return { arguments: ["-i", "local", origin, `./${file.path}`] };
  },
  fails: [1],
  blames: [
    // Of two lines about one record, the later one only says that it was not loaded.
    { regexp: /^(?:dns_\w+: )?(?<file>[^:\s]+):(?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^zone \S+: (?<msg>(?!loading from master file).+)$/u },
  ],
});
