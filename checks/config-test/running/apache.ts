/** How Apache is asked: a site inside a frame that loads the modules of the package; certificates that exist. */

import type { RecipeRun, TestFile } from "./recipe.ts";
import { type Dialect, type Statement, statementsOf, type Word, withWords } from "./statements.ts";
import { nameOf } from "./test-files.ts";

export const apacheDialect: Dialect = { ends: "lines", commentsAtLineStart: true, joinsLines: true };

const moduleFolder = "/usr/lib/apache2/modules/";

/** Modules that come with Apache lie in one folder; what loads others, or embeds a language, is code of the change. */
export function loadsApacheCode(statement: Statement): number | undefined {
  const [directive, ...values] = statement;
  const name = directive?.text.toLowerCase() ?? "";
  if (/^<?(?:perl|lua|wsgi|python|modsec|passenger)/u.test(name)) return 0;
  if (name === "loadfile") return 0;
  if (name !== "loadmodule") return undefined;
  const path = values[1]?.text ?? "";
  const isPackaged = path.startsWith(moduleFolder) && /^[a-z0-9_]+\.so$/u.test(path.slice(moduleFolder.length));
  return isPackaged ? undefined : 0;
}

const modules = [
  ..."mpm_event authn_core authn_file authz_core authz_host authz_user authz_groupfile auth_basic access_compat".split(
    " ",
  ),
  ..."alias autoindex cgi deflate dir env expires filter headers mime negotiation proxy proxy_http proxy_wstunnel".split(
    " ",
  ),
  ..."proxy_fcgi proxy_balancer lbmethod_byrequests slotmem_shm socache_shmcb reqtimeout rewrite setenvif ssl status".split(
    " ",
  ),
  ..."http2 proxy_http2 remoteip brotli macro include userdir info cache cache_disk ratelimit substitute vhost_alias".split(
    " ",
  ),
];

const frame = (path: string): string =>
  [
    'ServerRoot "/etc/apache2"',
    "ServerName sandbox",
    "PidFile /tmp/apache2.pid",
    "ErrorLog /var/log/apache2/error.log",
    ...modules.map(
      (name) =>
        `<IfFile ${moduleFolder}mod_${name}.so>\nLoadModule ${name}_module ${moduleFolder}mod_${name}.so\n</IfFile>`,
    ),
    `Include ${path}`,
    "",
  ].join("\n");

const certificates: Readonly<Record<string, string>> = {
  sslcertificatefile: "/opt/support/dummy.crt",
  sslcertificatekeyfile: "/opt/support/dummy.key",
  sslcertificatechainfile: "/opt/support/dummy.crt",
  sslcacertificatefile: "/opt/support/dummy.crt",
};

export function apacheRun({ path, text }: TestFile): RecipeRun {
  const isWhole = /^(?:apache2|httpd)\.conf$/u.test(nameOf(path));
  const changes = statementsOf(text, apacheDialect).flatMap(
    ([directive, value]): readonly (readonly [Word, string])[] => {
      const standIn = certificates[directive?.text.toLowerCase() ?? ""];
      return standIn === undefined || value === undefined ? [] : [[value, standIn]];
    },
  );
  return {
    arguments: ["-t", "-f", isWhole ? `/src/${path}` : "/opt/support/apache2.conf"],
    files: new Map([[path, withWords(text, changes)]]),
    support: new Map([["apache2.conf", frame(`/src/${path}`)]]),
    environment: {
      APACHE_LOG_DIR: "/var/log/apache2",
      APACHE_RUN_DIR: "/run",
      APACHE_LOCK_DIR: "/run",
      APACHE_PID_FILE: "/tmp/apache2.pid",
      APACHE_RUN_USER: "www-data",
      APACHE_RUN_GROUP: "www-data",
    },
    folders: ["/var/log/apache2", "/etc/apache2"],
    users: ["www-data"],
    certificate: true,
    processes: 4,
  };
}
