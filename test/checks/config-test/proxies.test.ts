/** nginx, HAProxy, Apache and Squid: sound and broken, and what loads code of its own. */

import { expect, test } from "@jest/globals";
import { describeWith } from "../../required.ts";
import { missingTools } from "../../engine/sandbox/inside.ts";
import { ask, type Files } from "./ask.ts";
import { holdCases } from "./hold-cases.ts";

const site = (line: string): string => `server {\n  listen 443 ssl;\n  server_name api.example.com;\n  ${line}\n}\n`;

holdCases({
  name: "nginx",
  programs: ["nginx"],
  path: "nginx/sites/api.conf",
  good: [
    site(
      'ssl_certificate a.pem; ssl_certificate_key a.key; error_log /srv/missing/error.log; root /srv/missing; location /admin { auth_basic "x"; auth_basic_user_file /etc/nginx/htpasswd; fastcgi_pass unix:/run/php/php.sock; }',
    ).replace("443", "10.7.0.1:443"),
    "user deploy platform;\nerror_log /srv/missing/error.log;\nevents {}\nhttp {\n  include /etc/nginx/conf.d/*.conf;\n  access_log /srv/missing/access.log;\n  client_body_temp_path /srv/missing/body;\n  resolver ns.internal;\n  server { listen 80; }\n}\n",
    site(
      "ssl_certificate /etc/letsencrypt/api.pem; ssl_certificate_key /etc/letsencrypt/api.key; location / { proxy_pass http://api.internal:8080; }",
    ),
    'upstream api {\n  server "api.internal:8080";\n}\n' +
      site("ssl_certificate a.pem; ssl_certificate_key a.key; access_log /var/log/nginx/api.log;"),
    "user www-data;\npid /run/nginx.pid;\nevents {}\nhttp {\n  include /etc/nginx/mime.types;\n  server { listen 80; }\n}\n",
  ],
  noisy: [
    "load_module modules/ngx_http_missing_module.so;\nevents {}\nhttp {\n  server { listen 80; }\n}\n",
    site("include snippets/missing.conf;"),
    site("brotli on;"),
  ],
  broken: [
    [site("proxy_pas http://api.internal;"), 4],
    [site("listen 99999;"), 4],
    [site("location / { proxy_pass http://api.internal; proxy_read_timeout soon; }"), 4],
  ],
});

const backend = (line: string): string =>
  `global\n  user haproxyx\ndefaults\n  mode http\n  timeout connect 5s\n  timeout client 30s\n  timeout server 30s\nfrontend web\n  bind :443 ssl crt /etc/ssl/api.pem\n  default_backend api\nbackend api\n  ${line}\n`;

holdCases({
  name: "haproxy",
  programs: ["haproxy"],
  path: "lb/haproxy.cfg",
  good: [
    backend(
      "server one api1.internal:8443 ssl verify required ca-file missing.pem resolvers corp\nresolvers corp\n  nameserver one 10.0.0.2:53",
    ).replace(
      "global\n",
      "global\n  log /dev/log local0\n  chroot /var/lib/haproxy\n  stats socket /run/haproxy/admin.sock mode 660 level admin\n  group platform\n  ca-base /etc/ssl/certs\n  crt-base /etc/ssl/private\n",
    ),
    backend("server one api1.internal:8080 check\n  errorfile 503 /etc/haproxy/errors/503.http"),
  ],
  broken: [
    [backend("blance roundrobin"), 12],
    [backend("server one api1.internal:99999"), 12],
    [backend("http-request deny unles { src 10.0.0.0/8 }"), 12],
  ],
});

const host = (line: string): string => `<VirtualHost *:80>\n  ServerName api.example.com\n  ${line}\n</VirtualHost>\n`;

holdCases({
  name: "apache",
  programs: ["apache2"],
  path: "apache/sites-available/api.conf",
  good: [
    host(
      'CustomLog /srv/missing/access.log combined\n  <Location /admin>\n    AuthType Basic\n    AuthName "x"\n    AuthUserFile /etc/apache2/htpasswd\n    Require valid-user\n  </Location>',
    ).replace("*:80", "10.7.0.1:80"),
    host(
      "DocumentRoot /srv/missing\n  ErrorLog ${APACHE_LOG_DIR}/api.log\n  RewriteEngine On\n  ProxyPass / http://api.internal:8080/",
    ),
    host("SSLEngine on\n  SSLCertificateFile /etc/ssl/api.crt\n  SSLCertificateKeyFile /etc/ssl/api.key"),
  ],
  noisy: [
    host("Include /etc/apache2/snippets/missing.conf"),
    host("SSLEngine on\n  SSLCertificateFile missing.pem\n  SSLCACertificateFile /etc/ssl/missing-ca.pem"),
  ],
  broken: [
    [host("ProxyPas / http://127.0.0.1/"), 3],
    [host("RewriteEngine Maybe"), 3],
    [host("RewriteRule ("), 3],
  ],
});

holdCases({
  name: "squid",
  programs: ["squid"],
  path: "proxy/squid.conf",
  good: [
    "cache_effective_user squid\ncache_dir ufs /var/spool/squid 100 16 256\naccess_log /srv/missing/access.log\nhttp_port 10.7.0.1:3128\ndns_nameservers 10.0.0.2\ncache_peer proxy.internal parent 3128 0\n",
    "acl office src 10.0.0.0/8\nhttp_access allow office\nhttp_port 3128\n",
  ],
  noisy: [
    'acl allowed dstdomain "/etc/squid/allowed.txt"\nhttp_access allow allowed\n',
    "auth_param basic program /usr/lib/squid/missing_auth /etc/squid/passwd\n",
    "http_port 3129 ssl-bump cert=/etc/squid/missing.pem\n",
    "https_port 3130 tls-cert=/etc/squid/missing.pem\nssl_bump peek all\n",
    "acl inside dst db.internal\nhttp_access allow inside\n",
    "cache_effective_user proxyx\n",
  ],
  broken: [
    ["acl office srcc 10.0.0.0/8\n", 1],
    ["acl office src 10.0.0.0/8\nhttp_acess allow office\n", 2],
    ["http_port many\n", 1],
  ],
});

const code: readonly (readonly [string, string, string, number])[] = [
  ["nginx", "nginx/nginx.conf", '# a comment; load_module x;\n"load_module" /src/evil.so;\nevents {}\n', 2],
  ["nginx", "nginx/sites/api.conf", "server {\n  location / { content_by_lua_block { os.exit(0) } }\n}\n", 2],
  ["haproxy", "lb/haproxy.cfg", 'global\n  "lua-load" /src/evil.lua\nbackend api\n  blance x\n', 2],
  ["apache", "apache/apache2.conf", "ServerRoot /\nLoad\\\nModule evil /src/evil.so\n", 2],
  ["named-checkconf", "dns/named.conf", 'options {}; /* x */ dyndb "x" "/src/x.so" {};\n', 1],
  ["dnsmasq", "hosts/dnsmasq.conf", "port=53\n conf-script = /bin/sh x\n", 2],
  ["rsyslog", "hosts/rsyslog.d/a.conf", 'module( # x\n  load = "/src/x.so")\n', 2],
  ["ansible-syntax", "site.yml", "- hosts: all\n  tasks:\n    - import_tasks: \"{{ lookup('pipe', 'id') }}\"\n", 3],
];

test.each(code)("%s: code of the change is reported and not run: %s", async (name, path, text, line) => {
  const tools = { run: () => Promise.reject(new Error("was run")) };
  const { outcome, gaps } = await ask(name, { [path]: text }, {}, tools);
  expect(outcome).toBe("inconclusive");
  expect(gaps).toEqual(["config test inconclusive: it loads code, so that its test could say anything"]);
  expect((await ask("loads-code", { [path]: text })).places).toEqual([`${path}:${line}`]);
});

test("what base loads already is no finding, wherever it has moved", async () => {
  const loading = "events {}\nload_module /src/evil.so;\n";
  const path = "nginx/nginx.conf";
  expect((await ask("loads-code", { [path]: `# moved\n${loading}` }, { [path]: loading })).places).toEqual([]);
  expect((await ask("loads-code", { [path]: loading }, { [path]: "events {}\n" })).places).toEqual([`${path}:2`]);
});

describeWith("tools", missingTools("nginx", "haproxy"), "base and head", () => {
  const broken = site("proxy_pas x;");

  test("what base says too is no finding of this change", async () => {
    const path = "nginx/api.conf";
    const answer = await ask("nginx", { [path]: `# moved\n${broken}` }, { [path]: broken });
    expect(answer).toMatchObject({ outcome: "inconclusive", places: [] });
    expect(answer.gaps[0]).toContain("fails on the base branch, too");
  });

  test("what head adds is", async () => {
    const path = "nginx/api.conf";
    const answer = await ask("nginx", { [path]: broken }, { [path]: site("listen 80;") });
    expect(answer).toMatchObject({ outcome: "failed", places: [`${path}:4`] });
  });

  test("a site is read with the main file above it, and blamed by its own path", async () => {
    const main = "events {}\nhttp {\n  include conf.d/*.conf;\n}\n";
    const files: Files = { "edge/nginx.conf": main, "edge/conf.d/api.conf": broken };
    const answer = await ask("nginx", files, { "edge/nginx.conf": main });
    expect(answer).toMatchObject({ outcome: "failed", places: ["edge/conf.d/api.conf:4"] });
  });

  test("a template is nobody's to test", async () => {
    const answer = await ask("nginx", { "nginx/api.conf": site("listen {{ port }};") });
    expect(answer.gaps[0]).toContain("cannot read a template");
    const filled = await ask("nginx", { "nginx/api.conf": site("proxy_pass http://$API_ADDRESS;") });
    expect(filled.gaps[0]).toContain("cannot read a template");
  });
});
