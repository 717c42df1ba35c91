/**
 * Configuration that makes a service load code: modules, Lua, scripts, lookups in names of files.
 *
 * Why: that code runs with the rights of the service, and already when its configuration is tested, so that the test could
 * say anything.
 *
 * Looked for in what nginx, HAProxy, Apache, BIND, dnsmasq, rsyslog and Ansible read, word by word as they read it. Modules
 * that come with the service are none of the change's code. The service's own test of such a file is inconclusive.
 *
 * Bad (nginx/nginx.conf):
 * ```text
 * load_module /opt/modules/ngx_audit.so;
 * events {}
 * ```
 *
 * Good (nginx/nginx.conf):
 * ```text
 * load_module modules/ngx_stream_module.so;
 * events {}
 * ```
 *
 * Mend: take the directive out, or have somebody who knows the code review the line and waive it with that reason.
 *
 * Waive: `# plumbline-disable-next-line config-test/loads-code -- reason`
 */

import type { TreeCheck } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { recipe as ansible } from "./ansible-syntax.ts";
import { recipe as apache } from "./apache.ts";
import { recipe as dnsmasq } from "./dnsmasq.ts";
import { recipe as haproxy } from "./haproxy.ts";
import { recipe as named } from "./named-checkconf.ts";
import { recipe as nginx } from "./nginx.ts";
import { recipe as rsyslog } from "./rsyslog.ts";
import type { CodeFound, Recipe, TestFile } from "./running/recipe.ts";
import { changedFiles } from "./running/test-files.ts";

const recipes: readonly Recipe[] = [nginx, haproxy, apache, named, dnsmasq, rsyslog, ansible];

const check: TreeCheck = {
  scope: "tree",
  paths: [...new Set(recipes.flatMap(({ paths }) => paths))],
  look: async (differential, { paths }) => {
    const changed = paths ?? differential.files.map(({ path }) => path);
    const found = await Promise.all(recipes.map((recipe) => addedCode(recipe, changed, differential)));
    const findings = found.flat();
    // Two services may read the same file.
    return { findings: [...new Map(findings.map((each) => [JSON.stringify(each.at), each])).values()] };
  },
};
export default check;

async function addedCode(
  recipe: Recipe,
  changed: readonly string[],
  { head, base, files }: Differential,
): Promise<readonly Finding[]> {
  const before = new Map(files.map((file) => [file.path, file.previousPath ?? file.path]));
  const read = (await changedFiles(recipe, changed, head)).filter((file) => foundIn(recipe, file).length > 0);
  if (read.length === 0) return [];
  const atBase = await changedFiles(
    { ...recipe, paths: ["**"] },
    read.map(({ path }) => before.get(path) ?? path),
    base,
  );
  const known = new Map(atBase.map((file) => [file.path, foundIn(recipe, file).map((each) => lineOf(file, each))]));
  return read.flatMap((file) => {
    const left = [...(known.get(before.get(file.path) ?? file.path) ?? [])];
    return foundIn(recipe, file).flatMap((each) => {
      const index = left.indexOf(lineOf(file, each));
      if (index === -1) return [findingOf(recipe, each)];
      left.splice(index, 1);
      return [];
    });
  });
}

function foundIn({ loadsCode }: Recipe, file: TestFile): readonly CodeFound[] {
  return loadsCode?.(file) ?? [];
}

/** What makes it the same one: its line, wherever that has moved. */
function lineOf({ text }: TestFile, { range: [start] }: CodeFound): string {
  const end = text.indexOf("\n", start);
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, end === -1 ? text.length : end).trim();
}

function findingOf({ program }: Recipe, { path, range, word }: CodeFound): Finding {
  return {
    message: `\`${word.replaceAll("`", "'")}\` makes \`${program}\` load code, which runs already when its configuration is tested`,
    advice: "Have somebody who knows that code review this line",
    at: { path, range },
  };
}
