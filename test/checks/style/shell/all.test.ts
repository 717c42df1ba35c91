/** Rules about shell scripts: what each finds, what it leaves alone, and what broken scripts come to. */

import { describe, expect, it } from "@jest/globals";
import { catalogue } from "../../../../checks/generated/catalogue.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseShellDocument } from "../../../../languages/shell/document.ts";
import { findWith } from "../../find-with.ts";

const bash = "#!/bin/bash\n";

const cases: readonly (readonly [check: string, text: string, found: readonly string[]])[] = [
  ["style/shell/unguarded-cd", "set -Eeuo pipefail\ncd a\nb", []],
  [
    "security/shell/dangerous-removal",
    'rm -rf "$A/" $B/* "${C}/usr" $D/x /etc',
    ['"$A/"', "$B/*", '"${C}/usr"', "/etc"],
  ],
  ["security/shell/dangerous-removal", 'A=build\nrm -rf "$A/" "${B:?}/" "${C:-tmp}/" "$D"', []],
  ["security/shell/dangerous-removal", "rm -f $A/*", []],
  [
    "security/shell/piped-download",
    "wget -qO- https://example.com/a | sudo -E bash -",
    ["wget -qO- https://example.com/a | sudo -E bash -"],
  ],
  [
    "security/shell/piped-download",
    'sh -c "$(curl -fsSL https://example.com/a)"',
    ['sh -c "$(curl -fsSL https://example.com/a)"'],
  ],
  [
    "security/shell/piped-download",
    "source <(curl -s https://example.com/a)",
    ["source <(curl -s https://example.com/a)"],
  ],
  ["security/shell/piped-download", "curl -s https://example.com/a | python3 -c 'import json' | jq .", []],
  ["security/shell/piped-download", 'echo "$(curl -s https://example.com/a)"', []],
  ["security/shell/unverified-tls", "curl -fsSk https://example.com", ["-fsSk"]],
  [
    "security/shell/unverified-tls",
    "git -c http.sslVerify=false clone https://example.com/a",
    ["http.sslVerify=false"],
  ],
  ["security/shell/unverified-tls", "curl -fsS https://example.com/-k", []],
  ["security/shell/world-writable", "chmod -R 0777 /a; chmod a+rwx b; chmod o=rw c", ["0777", "a+rwx", "o=rw"]],
  ["security/shell/world-writable", "chmod 1777 /tmp; chmod u+w a; chmod +x b; chmod 755 c", []],
  ["style/shell/unguarded-cd", "cd a\nb", ["cd a"]],
  ["style/shell/unguarded-cd", "cd a || exit\ncd b && c\nif cd d; then e; fi\n(cd f && g)\ncd ..\nh\ncd i", []],
  ["style/shell/unguarded-cd", "#!/bin/sh -e\ncd a\nb", []],
  ["style/shell/unguarded-cd", "set -euo pipefail\ncd a\nb", []],
  ["style/shell/masked-status", "set -e\nlocal a=$(b) c=$(date)", ["a=$(b)"]],
  ["style/shell/masked-status", 'local a=$(b)\nexport c="$d"', []],
  ["style/shell/missing-pipefail", `${bash}set -e\na | b`, ["a | b"]],
  ["style/shell/missing-pipefail", `${bash}set -eo pipefail\na | b`, []],
  ["style/shell/sudo-redirection", "sudo a > /etc/b 2>/dev/null; sudo c > d", ["> /etc/b"]],
  ["style/shell/stdin-in-loop", "cat a | while read -r b; do ssh $b c; done", ["ssh"]],
  ["style/shell/stdin-in-loop", "while read -r b; do ssh $b c < /dev/null; echo | ssh d; done < e", []],
  ["style/shell/stdin-in-loop", "for b in c; do ssh $b d; done", []],
  [
    "style/shell/unquoted-arguments",
    `${bash}a $@ "\${b[@]}" \${c[@]}\nfor d in $@; do e; done`,
    ["$@", "${c[@]}", "$@"],
  ],
  ["style/shell/unquoted-arguments", 'a "$@" ${1+"$@"} $#', []],
  ["style/shell/unquoted-test", "[ $a = b ] && [ -n $c ]; [ $# = 1 ]; [ x$d = x ]; [[ $e = f ]]", ["$a", "$c"]],
  ["style/shell/unquoted-removal", 'rm -r $a "$b"/c; rm $d', ["$a"]],
  ["style/shell/unquoted-expansion", 'a=1\ncp $a $b $? "$c"', ["$b"]],
  ["style/shell/read-without-raw", "read a; read -r b; read -rp x c", ["read"]],
  ["style/shell/loop-over-output", "for a in $(ls); do b; done; for c in $(ls | sort); do d; done", ["$(ls)"]],
  ["style/shell/redirection-order", "a 2>&1 >b; c >d 2>&1; e 2>&1 >f | g", [">b"]],
  ["style/shell/same-file", "sort a > a; cat b | sort > b; sort c > d; echo e > e; sort f >> f", ["> a", "> b"]],
  ["style/shell/early-trap", 'trap "rm $a" EXIT\nb=1\ntrap "rm $b" EXIT', ['"rm $a"']],
  ["style/shell/assignment-blanks", "a = b; c=d; test e = f", ["a = b"]],
  ["style/shell/constant-test", '[ "$a"=b ]; [ "$c" = d ]; [ "$e" ]; [[ f==g ]]', ['"$a"=b', "f==g"]],
  ["style/shell/quoted-tilde", 'a "~/b" ~/c; echo "~/d"', ['"~/b"']],
  ["style/shell/bashism", "#!/bin/sh\n[[ a ]]\nsource b\n. c\n[ d == e ]", ["[[ a ]]", "source b", "=="]],
  ["style/shell/bashism", `${bash}[[ a ]]`, []],
  ["style/shell/unclosed-test", 'if [ "$a" = b]; then c; fi; [ d ] && [ -f "$e" && [ $f', ["b]", "[", "["]],
  ["style/shell/comment-in-command", "a \\\n  # --b \\\n  --c\nd \\\n  # e\n  --f", ["# --b \\", "# e"]],
  ["style/shell/comment-in-command", "a \\\n  # last\n\nb # --c\n  # d\ne\n# f \\\n# --g \\\n# --h\ni", []],
  ["style/shell/ineffective-negation", "set -e\n! a\nif ! b; then c; fi\n! d || e\nf() { g; ! h; }\nf", ["! a"]],
  ["style/shell/ineffective-negation", "! a\nb", []],
  ["style/shell/suspended-errexit", "set -e\nf() { a; b; }\nf || c\nif ! f; then d; fi\nf\ne | f", ["f", "f"]],
  ["style/shell/suspended-errexit", "set -e\nf() { local a=1; [ b ]; }\ng() { a && b; c; }\nf || g || d", []],
  ["style/shell/suspended-errexit", "f() { a; b; }\nf || c", []],
  ["style/shell/unquoted-test", "[ -f $a ] || [ ! -d $b ] || [ -z $c ]", ["$a", "$b"]],
  ["style/shell/unquoted-test", "a=/srv/$b\n[ -f $a ]\nc=$?\n[ $c = 1 ]\nd=$c\n[ $d = 0 ]", []],
  [
    "style/shell/unquoted-expansion",
    'a=1\nb=""\nfor c in d e; do f $a $b $c; done\nlocal g=$h i=$!\nkill $i $g',
    ["$g"],
  ],
  ["style/shell/unquoted-expansion", "a > $b\n$c/d\n$e\n[ $f -gt 1 ]", ["$b", "$c", "$f"]],
  ["style/shell/unquoted-arguments", "local a=$@ b", []],
  ["style/shell/early-trap", 'trap "$a" EXIT\ntrap \'b "\'"$c"\'"\' EXIT', []],
  ["style/shell/loop-over-output", "for a in $(find . -exec dirname {} +); do b; done", []],
  [
    "style/shell/bashism",
    "#!/bin/sh\nset -o pipefail\necho -e a\nfunction b { c; }\nd+=e\nf=$'g'\nh {1..3}\nread -a i\ntrap j ERR\nk $RANDOM",
    ["pipefail", "-e", "function b { c; }", "d+=e", "$'g'", "{1..3}", "-a", "ERR", "$RANDOM"],
  ],
  ["style/shell/bashism", "#!/bin/sh\necho -n a\nread -r b\nlocal c=1\nd() { e; }\ntrap f EXIT\ncurl {a,b}", []],
  ["style/shell/syntax", "#!/bin/bash\n{{- if .Values.a }}\nif\n{{- end }}\n", []],
  ["style/shell/syntax", "#!/usr/bin/env zsh\nif\n", []],
];

describe("rules about shell scripts", () => {
  it.each(cases)("%s in %j", async (check, text, found) => {
    expect(await findWith(check, "scripts/deploy.sh", text)).toEqual(found);
  });

  it("leaves BusyBox alone in an image that has it", async () => {
    expect(await findWith("style/shell/bashism", "Dockerfile", "FROM alpine:3.20\nRUN [[ a ]]")).toEqual([]);
    expect(await findWith("style/shell/bashism", "Dockerfile", "FROM debian:12\nRUN [[ a ]]")).toEqual(["[[ a ]]"]);
  });

  const names = [...catalogue.keys()].filter((name) => name.includes("/shell/"));
  const broken = [
    "",
    "\0",
    "if",
    "rm -rf $",
    "cd \\",
    "a <<",
    "[",
    "trap",
    "$(".repeat(300),
    "for in do",
    "chmod",
    "x=(",
  ];

  it.each(names)("%s survives broken scripts", async (name) => {
    for (const text of broken) expect(Array.isArray(await findWith(name, "deploy.sh", text))).toBe(true);
  });

  it("honours what ShellCheck is told, for a command and for the file", () => {
    const text = "# shellcheck disable=SC2162\na\n# shellcheck disable=SC2164 # why\nif b; then\n  cd c\nfi\n";
    const { waivers } = parseShellDocument(openDocument("a.sh", { kind: "text", text, byteOrderMark: false }));
    expect(waivers).toMatchObject([
      { rules: ["style/shell/read-without-raw"], covers: [1, 6], form: "file" },
      { rules: ["style/shell/unguarded-cd"], covers: [4, 6], form: "block" },
    ]);
  });
});
