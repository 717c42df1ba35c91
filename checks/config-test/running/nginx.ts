/** How nginx is asked: a fragment in a frame, hosts that resolve, certificates that exist; lines stay where they are. */

import type { RecipeRun, TestFile } from "./recipe.ts";
import { type Dialect, type Statement, statementsOf, type Word, withWords } from "./statements.ts";
import { folderOf, nameOf } from "./test-files.ts";

export const nginxDialect: Dialect = { ends: "blocks" };

/** Engines, and every language that nginx embeds. */
const loading = /^(?:ssl_engine|perl.*|js_.*|lua_.*|.*_by_lua.*|passenger_.*|wasm.*|ndk_.*)$/u;

/** Where packages keep modules; none of a change lies there, as only text is copied, and `/usr` is the tools' own. */
const packagedModule =
  /^(?:modules|\/usr\/lib\/nginx\/modules|\/usr\/share\/nginx\/modules|\/etc\/nginx\/modules)\/\w+\.so$/u;

export function loadsNginxCode([directive, value]: Statement): number | undefined {
  const name = directive?.text ?? "";
  if (name === "load_module") return packagedModule.test(value?.text ?? "") ? undefined : 0;
  return loading.test(name) ? 0 : undefined;
}

const upstream = /^(?:server|(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass|auth_http|resolver)$/u;

/** Directive -> what stands in for the file that it names. */
const standIns: Readonly<Record<string, string>> = {
  ssl_certificate: "/opt/support/dummy.crt",
  ssl_certificate_key: "/opt/support/dummy.key",
  ssl_trusted_certificate: "/opt/support/dummy.crt",
  ssl_client_certificate: "/opt/support/dummy.crt",
  proxy_ssl_certificate: "/opt/support/dummy.crt",
  proxy_ssl_certificate_key: "/opt/support/dummy.key",
  proxy_ssl_trusted_certificate: "/opt/support/dummy.crt",
};

/** Files that come with the package, and that configurations include without having them. */
const packaged: readonly (readonly [string, string])[] = [
  ["mime.types", "types { text/html html; }\n"],
  ...["fastcgi_params", "fastcgi.conf", "proxy_params", "scgi_params", "uwsgi_params"].map(
    (name) => [name, ""] as const,
  ),
];

export function nginxRun(entry: TestFile, files: ReadonlyMap<string, string>): RecipeRun {
  const folder = folderOf(entry.path);
  const hosts = new Set<string>();
  const copied = new Map<string, string>();
  for (const [path, text] of files) copied.set(path, substituted(text, hosts));
  for (const [name, text] of packaged) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (!copied.has(path)) copied.set(path, text);
  }
  const frame = frameOf(entry);
  const setsPid = statementsOf(entry.text, nginxDialect).some(([first]) => first?.text === "pid");
  return {
    arguments: [
      ...["-t", "-q", "-e", "stderr", "-p", "/etc/nginx/"],
      ...["-c", frame === undefined ? `/etc/nginx/${nameOf(entry.path)}` : "/opt/support/nginx.conf"],
      ...(setsPid ? [] : ["-g", "pid /tmp/nginx.pid;"]),
    ],
    files: copied,
    placed: new Map([["/etc/nginx", folder]]),
    folders: ["/var/log/nginx", "/var/lib/nginx", "/var/cache/nginx"],
    ...(frame === undefined ? {} : { support: new Map([["nginx.conf", frame]]) }),
    hosts: [...hosts],
    certificate: true,
    // Itself and what started it: it never forks for a test, and what forks is not it.
    processes: 2,
  };
}

/** `undefined` = it stands by itself. */
function frameOf({ path, text }: TestFile): string | undefined {
  const firsts = statementsOf(text, nginxDialect).map(([first]) => first?.text);
  if (firsts.includes("http") || firsts.includes("events")) return undefined;
  const include = `include /etc/nginx/${nameOf(path)};`;
  const isInServer = firsts.find(
    (first) => first !== undefined && /^(?:server|upstream|map|geo|location)$/u.test(first),
  );
  const inner = isInServer === "location" ? `server { listen 80; ${include} }` : include;
  return `events {}\nhttp { ${inner} }\n`;
}

function substituted(text: string, hosts: Set<string>): string {
  const changes: (readonly [Word, string])[] = [];
  for (const statement of statementsOf(text, nginxDialect)) {
    const [directive, first] = statement;
    if (!directive || !first) continue;
    const standIn = standIns[directive.text];
    // A path with a variable in it is not opened before a request comes.
    if (standIn !== undefined && !first.text.includes("$")) changes.push([first, standIn]);
    if (directive.text === "ssl_dhparam") changes.push(...blanked(statement));
    if (!upstream.test(directive.text)) continue;
    const host = hostOf(first.text);
    if (host !== undefined) hosts.add(host);
  }
  return withWords(text, changes);
}

/** A directive that does nothing takes its place. */
function blanked([directive, ...values]: Statement): readonly (readonly [Word, string])[] {
  if (!directive) return [];
  return [[directive, "ssl_session_timeout"], ...values.map((word) => [word, "5m"] as const)];
}

function hostOf(word: string): string | undefined {
  return /^(?:[a-z]+:\/\/)?(?<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d+)?(?:\/.*)?$/iu.exec(word)?.groups?.["host"];
}
