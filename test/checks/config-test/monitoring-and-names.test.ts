/** Prometheus, Alertmanager, name servers and resolvers, asked about sound and broken configuration. */

import { expect, test } from "@jest/globals";
import { describeWith } from "../../required.ts";
import { missingTools } from "../../engine/sandbox/inside.ts";
import { ask } from "./ask.ts";
import { holdCases } from "./hold-cases.ts";

const alert = (expr: string, more = ""): string =>
  `groups:\n  - name: api\n    rules:\n      - alert: ApiDown\n        expr: ${expr}\n${more}`;

holdCases({
  name: "promtool-rules",
  programs: ["promtool"],
  path: "prometheus/api.rules.yml",
  good: [alert("up == 0", '        annotations:\n          summary: "{{ $labels.instance }} is down"\n')],
  broken: [
    [alert("up ==("), 5],
    [alert("|\n          up ==\n            ("), 7],
    [alert(">-  # down\n          1 > 0"), 6],
    [alert("up == 0", "        fro: 5m\n"), 6],
    [alert("up == 0", "        for: five minutes\n"), 6],
    [alert("up == 0", '        annotations:\n          summary: "{{ $labels.instance"\n'), 4],
  ],
});

describeWith("tools", missingTools("promtool"), "hostile rules", () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghi".split("").map((name, index) => {
      const before = "abcdefgh"[index] ?? "a";
      return `${name}: &${name} [*${before},*${before},*${before},*${before},*${before},*${before},*${before},*${before},*${before}]`;
    }),
  ].join("\n");

  test.each([
    ["aliases of aliases", `${alert("up == 0")}x: 1\n${bomb}\n`],
    ["brackets", alert(`${"[".repeat(200_000)}`)],
    ["escape sequences", alert('"\\e[31mred" @everyone (((')],
  ])("%s come to an end", async (_, text) => {
    const answer = await ask("promtool-rules", { "prometheus/api.rules.yml": text });
    expect(["failed", "inconclusive"]).toContain(answer.outcome);
    expect(answer.messages.join("").length).toBeLessThan(2_000);
  });
});

const scrape = "scrape_configs:\n  - job_name: api\n";

holdCases({
  name: "promtool-config",
  programs: ["promtool"],
  path: "prometheus/prometheus.yml",
  good: [
    `${scrape}    basic_auth:\n      username: prometheus\n      password_file: /etc/prometheus/secret\n    static_configs:\n      - targets: [api.internal:9100]\n`,
    `rule_files: [/etc/prometheus/rules/*.yml]\n${scrape}    file_sd_configs:\n      - files: [/etc/prometheus/api.json]\n    tls_config:\n      ca_file: /etc/ssl/missing.pem\n`,
  ],
  broken: [
    [`${scrape}    scheme: 5\n    scrape_interval: [5s]\n`, 4],
    [`global:\n  scrape_interval: 5 seconds\n${scrape}`, 2],
    [`${scrape}  - job_name: api\n`, 2],
  ],
});

holdCases({
  name: "amtool",
  programs: ["amtool"],
  path: "monitoring/alertmanager.yml",
  good: [
    "global:\n  smtp_smarthost: mail.internal:25\n  smtp_from: alerts@example.com\n  smtp_auth_password_file: /etc/alertmanager/secret\ntemplates: [/etc/alertmanager/templates/*.tmpl]\nroute:\n  receiver: on-call\nreceivers:\n  - name: on-call\n    email_configs:\n      - to: ops@example.com\n",
    "route:\n  receiver: on-call\nreceivers:\n  - name: on-call\n    webhook_configs:\n      - url: http://pager.internal/{{ .x }}\n",
  ],
  broken: [
    ["route:\n  receiver: on-call\nreceivers:\n  - name: oncall\n", 2],
    ["route:\n  receiver: on-call\nreceivers:\n  - name: on-call\n    webhook_configs: 7\n", 5],
    ["route:\n  receiver: on-call\n  group_wait: soon\nreceivers:\n  - name: on-call\n", 3],
  ],
});

const unit = (value: string): string =>
  `rule_files: []\ntests:\n  - interval: 1m\n    input_series:\n      - series: up\n        values: "1 1 1"\n    promql_expr_test:\n      - expr: up\n        eval_time: 1m\n        exp_samples:\n          - labels: up\n            value: ${value}\n`;

describeWith("tools", missingTools("promtool", "amtool"), "a key that an older tool does not know", () => {
  const group = alert("up == 0").replace("    rules:", "    query_offset: 1m\n    rules:");
  test.each([
    ["promtool-config", "prometheus/prometheus.yml", `${scrape}    scrape_of_tomorrow: true\n`],
    ["promtool-rules", "prometheus/api.rules.yml", group],
    [
      "amtool",
      "monitoring/alertmanager.yml",
      "route:\n  receiver: on-call\nreceivers:\n  - name: on-call\n    pager_configs: []\n",
    ],
    [
      "promtool-tests",
      "prometheus/api.test.yml",
      unit("1").replace("interval: 1m", "$&\n    start_timestamp: 1753606800"),
    ],
  ])("is not held against the file by %s", async (name, path, text) => {
    expect((await ask(name, { [path]: text })).outcome).not.toBe("failed");
  });
});

holdCases({
  name: "promtool-tests",
  programs: ["promtool"],
  path: "prometheus/api.test.yml",
  good: [unit("1"), unit("1").replace("rule_files: []", "rule_files: [/etc/prometheus/rules/*.yml]")],
  broken: [
    [unit("2"), 8],
    [unit("1").replace("eval_time", "eval_tim"), 9],
    [unit("1").replace("- expr: up", "- expr: up =="), 8],
  ],
});

const zone = (record: string): string =>
  `$TTL 3600\n@ IN SOA ns1 admin 1 3600 600 86400 300\n@ IN NS ns1\nns1 IN A 10.0.0.30\n${record}\n`;

holdCases({
  name: "named-checkzone",
  programs: ["named-checkzone"],
  path: "dns/example.com.zone",
  good: [
    zone(
      "@ IN NS ns.elsewhere.net.\n_sip._tcp IN SRV 0 5 5060 sip.elsewhere.net.\nsub IN NS ns1.sub\nns1.sub IN A 10.0.1.2",
    ),
    zone("www IN CNAME cdn.elsewhere.net.\n@ IN MX 10 mail.elsewhere.net."),
  ],
  broken: [
    [zone("www IN A 10.0.0.300"), 5],
    [zone("www IN B 10.0.0.30"), 5],
    [zone("www IN CNAME ns1\nwww IN A 10.0.0.31"), 6],
    [zone("mail IN MX mail.example.com."), 5],
  ],
});

const resolver = (line: string): string =>
  `server:\n  directory: ""\n  chroot: ""\n  username: "unbound"\n${line}\nforward-zone:\n  name: "."\n  forward-addr: 10.0.0.2\n`;

holdCases({
  name: "unbound",
  programs: ["unbound-checkconf"],
  path: "dns/unbound.conf",
  good: [
    resolver("  access-control: 10.0.0.0/8 allow"),
    resolver("  interface: 10.7.0.1\n  do-not-query-localhost: no"),
  ],
  noisy: [
    "server:\n  interface: 10.7.0.1\n  auto-trust-anchor-file: /var/lib/unbound/root.key\n",
    'server:\n  username: "dns"\n  root-hints: /etc/unbound/root.hints\n',
    "server:\n  tls-service-key: /etc/unbound/missing.key\n  tls-service-pem: /etc/unbound/missing.pem\n",
    'include: "/etc/unbound/elsewhere.d/*.conf"\nremote-control:\n  control-enable: yes\n',
  ],
  broken: [
    [resolver("  acess-control: 10.0.0.0/8 allow"), 5],
    [resolver("  port: many"), 5],
    [resolver("  do-ip4: perhaps"), 5],
  ],
});

const named = (line: string): string => `options {\n  directory "/var/cache/bind";\n  ${line}\n};\n`;

holdCases({
  name: "named-checkconf",
  programs: ["named-checkconf"],
  path: "dns/named.conf",
  good: [
    `${named("recursion no;")}zone "example.com" { type master; file "/etc/bind/db.example.com"; };\n`,
    named("listen-on { 10.7.0.1; }; forwarders { 10.0.0.2; };"),
  ],
  noisy: [
    `${named("recursion no;")}include "/etc/bind/keys/missing.key";\n`,
    named('pid-file "/run/elsewhere/named.pid"; managed-keys-directory "/srv/missing";'),
  ],
  broken: [
    [named("recursion maybe;"), 3],
    [named("recursin no;"), 3],
    [named("listen-on { 10.0.0.300; };"), 3],
  ],
});

holdCases({
  name: "dnsmasq",
  programs: ["dnsmasq"],
  path: "hosts/dnsmasq.conf",
  good: [
    "user=dnsmasq\ninterface=eth7\nserver=/corp/10.0.0.2\ndhcp-range=10.0.0.50,10.0.0.150,12h\n",
    "user=dns\ngroup=dns\nlisten-address=10.7.0.1\nresolv-file=/etc/resolv.upstream\ndhcp-leasefile=/var/lib/missing/leases\n",
  ],
  noisy: [
    "conf-dir=/etc/dnsmasq.d\naddn-hosts=/etc/hosts.corp\n",
    "dhcp-hostsfile=/etc/dnsmasq.hosts\nserver=ns.internal\n",
    "tftp-root=/srv/tftp\nenable-tftp\n",
  ],
  broken: [
    ["domain-needed\ndhcp-range=10.0.0.50,10.0.300.150,12h\n", 2],
    ["domain-neded\n", 1],
    ["port=53\nserver=10.0.0.2#many\n", 2],
  ],
});
