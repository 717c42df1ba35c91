/** Scripts, manifests, templates and playbooks: what their own parsers and linters say. */

import { holdCases } from "./hold-cases.ts";

holdCases({
  name: "shellcheck",
  programs: ["shellcheck"],
  path: "scripts/deploy.sh",
  good: ['#!/bin/bash\n. /etc/missing.sh\ncd "$1" || exit 1\necho "${HOST:?}"\n'],
  broken: [
    ['#!/bin/bash\ncd "$1"\n', 2],
    ["#!/bin/bash\nif true; then\n  echo\n", 2],
    ["#!/bin/bash\n[ $1 == 2 ]x\n", 2],
  ],
});

holdCases({
  name: "yamllint",
  programs: ["yamllint"],
  path: "k8s/values.yaml",
  good: ["replicas: 3\n"],
  broken: [
    ["replicas: 2\nreplicas: 3\n", 2],
    ["a: [1\nb: 2\n", 2],
    ["a:\n\tb: 1\n", 2],
  ],
});

const manifest = (line: string): string =>
  `# @summary The API\nclass api {\n  file { '/etc/api.conf':\n    ensure => file,\n    ${line}\n  }\n}\n`;

holdCases({
  name: "puppet-parser",
  programs: ["puppet"],
  path: "modules/api/manifests/init.pp",
  good: [manifest("content => epp('missing/api.epp'),")],
  broken: [
    [manifest("mode '0644',"), 5],
    [manifest("mode => ,"), 5],
    [manifest("mode => '0644\","), 5],
  ],
});

holdCases({
  name: "puppet-lint",
  programs: ["puppet-lint"],
  path: "modules/api/manifests/init.pp",
  good: [manifest("mode   => '0644',")],
  broken: [
    [manifest('mode   => "0644",'), 5],
    [manifest("mode   => 0644,"), 5],
    [manifest("mode   => '0644',  "), 5],
  ],
});

holdCases({
  name: "erb",
  programs: ["ruby", "erb"],
  path: "modules/api/templates/api.conf.erb",
  good: ["<% @ports.each do |port| -%>\nlisten <%= port %>\n<% end -%>\n<% BEGIN { puts 1 } %>\n"],
  broken: [
    ["<% @ports.each do |port| -%>\nlisten <%= port %>\n", 2],
    ["listen\n<%= port + %>\n", 2],
    ["a\nb\n<% if x -%>\n<% end end -%>\n", 4],
  ],
});

const play = (module: string): string =>
  `---\n- name: Configure the API\n  hosts: api\n  tasks:\n    - name: Place its configuration\n      ${module}:\n        path: /etc/api\n        state: directory\n        mode: "0755"\n`;

holdCases({
  name: "ansible-syntax",
  programs: ["ansible-playbook"],
  path: "site.yml",
  good: [play("ansible.builtin.file").replace("hosts: api", "hosts: db.internal\n  remote_user: deploy")],
  noisy: [
    play("community.general.ufw"),
    play("ansible.builtin.file").replace("tasks:", "roles:\n    - role: elsewhere.nginx\n  tasks:"),
    play("ansible.builtin.file").replace("tasks:", "vars_files: [/etc/ansible/secrets.yml]\n  tasks:"),
  ],
  broken: [
    [play("ansible.builtin.fille"), 5],
    [play("ansible.builtin.file").replace("tasks:", "taskks:"), 2],
    [play("ansible.builtin.file").replace("  tasks:", "   become: true\n  tasks:"), 4],
  ],
});

holdCases({
  name: "ansible-lint",
  programs: ["ansible-lint"],
  path: "playbooks/site.yml",
  good: [play("ansible.builtin.file").replace("  tasks:", "  become: true\n  become_user: deploy\n  tasks:")],
  noisy: [
    play("community.general.ufw"),
    play("ansible.builtin.file").replace("tasks:", "roles:\n    - role: elsewhere.nginx\n  tasks:"),
    play("ansible.builtin.file").replace("tasks:", "vars_files: [/etc/ansible/secrets.yml]\n  tasks:"),
  ],
  broken: [
    [play("ansible.builtin.file").replace("ansible.builtin.file:", "ansible.builtin.shell: mkdir /x\n      args:"), 5],
    [play("ansible.builtin.fille"), 5],
    [play("ansible.builtin.file").replace("name: Place its configuration\n      ", ""), 5],
    [play("ansible.builtin.file").replace('"0755"', "0755"), 9],
  ],
});
