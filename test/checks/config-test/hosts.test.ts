/** What a host runs on: rights, logins, units, firewalls, time, logs, mail; sound and broken. */

import { holdCases } from "./hold-cases.ts";

holdCases({
  name: "visudo",
  programs: ["visudo"],
  path: "hosts/sudoers.d/deploy",
  good: [
    "Defaults mailto=ops@example.com, secure_path=/opt/missing/bin\nHost_Alias WEB = web1.internal, 10.0.0.0/24\nUser_Alias OPS = anna, %platform\nOPS WEB = (postgres) NOPASSWD: /opt/missing/bin/vacuum\n",
    "deploy ALL=(root) NOPASSWD: /opt/missing/bin/restart api\n%ops ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n",
  ],
  broken: [
    ["deploy ALL=(root) NOPASSWD: /bin/true\nUser_Alias OPS = ,anna\n", 2],
    ["deploy ALL=(root NOPASSWD: /bin/true\n", 1],
    ["Cmnd_Alias X = relative/path\n", 1],
  ],
});

holdCases({
  name: "sshd",
  programs: ["sshd", "ssh-keygen"],
  path: "hosts/sshd_config",
  good: [
    "ListenAddress 10.7.0.1\nHostKey /etc/ssh/missing_key\nAuthorizedKeysCommand /usr/bin/sss_ssh_authorizedkeys\nAuthorizedKeysCommandUser sssd\nBanner /etc/issue.net\nInclude /etc/ssh/sshd_config.d/*.conf\n",
    "Subsystem sftp /usr/lib/openssh/sftp-server\nMatch Group sftp\n  ChrootDirectory /srv/sftp/%u\n  ForceCommand internal-sftp\n",
    "ListenAddress bastion.internal\n",
    "Port 22\nHostKey /etc/ssh/ssh_host_ed25519_key\nAllowUsers deploy\nMatch User backup\n  PermitTTY no\n",
  ],
  broken: [
    ["Port 22\nPermitRootLogn no\n", 2],
    ["Port many\n", 1],
    ["PermitRootLogin maybe\n", 1],
  ],
});

holdCases({
  name: "systemd-analyze",
  programs: ["systemd-analyze"],
  path: "hosts/api.service",
  good: [
    "[Unit]\nRequires=vault-agent.service\nAfter=vault-agent.service\n[Service]\nUser=api\nGroup=platform\nEnvironmentFile=/etc/api/env\nWorkingDirectory=/srv/api\nExecStartPre=/opt/api/bin/migrate\nExecStart=/opt/api/bin/api\nReadWritePaths=/var/lib/api\n",
    "[Unit]\nAfter=network-online.target postgresql.service\nWants=network-online.target\n[Service]\nUser=api\nExecStart=/opt/api/bin/api --port 8080\n[Install]\nWantedBy=multi-user.target\n",
  ],
  broken: [
    ["[Service]\nExecStart=relative/bin/api\n", 2],
    ["[Service]\nExecStart=/usr/bin/true\nRestrat=always\n", 3],
    ["[Service]\nExecStart=/usr/bin/true\nRestart=sometimes\n", 3],
    ["[Service]\nExecStart=/usr/bin/true\nMemoryMax=lots\n", 3],
  ],
});

holdCases({
  name: "chronyd",
  programs: ["chronyd"],
  path: "hosts/chrony.conf",
  good: [
    "server 10.0.0.2 iburst\nuser _chrony\nbindaddress 10.7.0.1\nallow 10.0.0.0/8\nlogdir /var/log/chrony\nleapsectz right/UTC\n",
    "pool ntp.missing.internal iburst\ndriftfile /var/lib/chrony/drift\nkeyfile /etc/chrony/chrony.keys\nmakestep 1 3\n",
  ],
  broken: [
    ["pool ntp.example.com iburst\nmakestp 1 3\n", 2],
    ["server\n", 1],
    ["rtcsync\nmakestep one 3\n", 2],
  ],
});

holdCases({
  name: "logrotate",
  programs: ["logrotate"],
  path: "hosts/logrotate.d/api",
  good: [
    "include /etc/logrotate.d\n/var/log/missing/api.log {\n  daily\n  olddir /var/log/missing/old\n  sharedscripts\n  postrotate\n    systemctl reload api\n  endscript\n}\n",
    "/var/log/api/*.log {\n  weekly\n  su deploy adm\n  create 0640 deploy adm\n  missingok\n}\n",
  ],
  broken: [
    ["/var/log/api/*.log {\n  wekly\n}\n", 2],
    ["/var/log/api/*.log {\n  rotate many\n}\n", 2],
    ["/var/log/api/*.log {\n  weekly\n  size 10Q\n}\n", 3],
  ],
});

holdCases({
  name: "dovecot",
  programs: ["doveconf"],
  path: "mail/dovecot.conf",
  good: [
    "mail_uid = vmail\nmail_gid = vmail\nlisten = 10.7.0.1\npassdb {\n  driver = sql\n  args = /etc/dovecot/dovecot-sql.conf.ext\n}\nservice auth {\n  unix_listener auth-userdb {\n    user = vmail\n  }\n}\n",
    "protocols = imap\nmail_location = maildir:~/Maildir\nssl_cert = </etc/ssl/missing.pem\n!include_try local.conf\n",
  ],
  broken: [
    ["protocols = imap\nmail_locaton = maildir:~/Maildir\n", 2],
    ["protocol imap {\n", 1],
    ["protocols = imap\nmail_max_userip_connections = many\n", 2],
  ],
});

const rules = (rule: string): string =>
  `*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\n${rule}\nCOMMIT\n`;

holdCases({
  name: "iptables",
  programs: ["iptables-restore-translate"],
  path: "hosts/rules.v4",
  good: [rules("-A INPUT -i eth7 -s 10.0.0.0/8 -j ACCEPT"), rules("-A INPUT -p tcp --dport https -j ACCEPT")],
  noisy: [
    rules("-A INPUT -s db.internal -j ACCEPT"),
    rules("-A OUTPUT -m owner --uid-owner deploy -j ACCEPT"),
    rules("-A INPUT -m set --match-set blocked src -j DROP"),
  ],
  broken: [
    [rules("-A INPUT -p tcp --dprt 443 -j ACCEPT"), 4],
    [rules("-A INPUT -s 10.0.0.300 -j ACCEPT"), 4],
    [rules("-A INPUT -p tcp --dport 99999 -j ACCEPT"), 4],
  ],
});

const chain = (rule: string): string =>
  `table inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop\n    ${rule}\n  }\n}\n`;

holdCases({
  name: "nft",
  programs: ["nft"],
  path: "hosts/nftables.conf",
  good: [
    chain('iifname "eth7" tcp dport { 22, 443 } accept'),
    `include "/etc/nftables.d/*.nft"\n${chain("tcp dport ssh accept")}`,
  ],
  noisy: [
    chain("ip saddr db.internal accept"),
    chain('meta skuid "deploy" accept'),
    chain('iif "eth7" accept'),
    `include "/etc/nftables.d/base.nft"\n${chain("tcp dport 22 accept")}`,
  ],
  broken: [
    [chain("tcp dport 22 acept"), 4],
    [chain("tcp dprt 22 accept"), 4],
    [chain("ip saddr 10.0.0.0/8 tcp accept"), 4],
  ],
});

const logged = (line: string): string => `template(name="json" type="string" string="%msg%")\n${line}\n`;

holdCases({
  name: "rsyslog",
  programs: ["rsyslogd"],
  path: "hosts/rsyslog.d/api.conf",
  good: [
    logged('action(type="omfwd" target="logs.internal" port="514" protocol="tcp")'),
    logged("$IncludeConfig /etc/rsyslog.d/*.conf\nmail.* -/var/log/mail.log"),
    logged('action(type="omfile" file="/var/log/api.log" fileOwner="deploy" fileGroup="platform")'),
    logged('action(type="omfile" file="/var/log/api.log" template="json" fileOwner="syslog")'),
  ],
  noisy: [logged('global(DefaultNetstreamDriverCAFile="/etc/ssl/missing.pem")\n*.* @@logs.internal:6514')],
  broken: [
    [logged('action(type="omfile" file="/var/log/api.log" bogus="x")'), 2],
    [logged("if $msg contains then stop"), 2],
    [logged('action(type="omfile" file="/var/log/api.log"'), 2],
  ],
});

holdCases({
  name: "keepalived",
  programs: ["keepalived"],
  path: "lb/keepalived.conf",
  good: [
    'global_defs {\n  script_user haproxy\n  enable_script_security\n}\nvrrp_script alive {\n  script "/opt/missing/bin/alive"\n  interval 2\n}\nvrrp_instance api {\n  interface eth7\n  virtual_router_id 50\n  priority 100\n  virtual_ipaddress {\n    10.0.0.5/24 dev eth7\n  }\n  track_script {\n    alive\n  }\n  notify_master "/opt/missing/bin/notify"\n}\n',
    "vrrp_instance api {\n  interface eth7\n  virtual_router_id 50\n  priority 100\n  virtual_ipaddress {\n    10.0.0.5/24\n  }\n}\n",
  ],
  broken: [
    ["vrrp_instance api {\n  interface eth7\n  virtual_router_id 500\n  priority 100\n}\n", 3],
    ["vrrp_instance api {\n  interface eth7\n  virtual_routr_id 50\n}\n", 3],
    ["vrrp_instance api {\n  interface eth7\n  virtual_router_id 50\n  priority high\n}\n", 4],
  ],
});
