/** Every program that a recipe asks, so that an operator can be told which of them are not installed. */

export const configTestPrograms: readonly string[] = [
  ..."amtool ansible-lint ansible-playbook apache2 chronyd dnsmasq doveconf erb haproxy iptables-restore-translate".split(
    " ",
  ),
  ..."keepalived logrotate named-checkconf named-checkzone nft nginx promtool puppet puppet-lint rsyslogd ruby".split(
    " ",
  ),
  ..."shellcheck squid sshd systemd-analyze unbound-checkconf visudo yamllint".split(" "),
];
