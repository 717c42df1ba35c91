/** How HAProxy is asked: hosts that resolve, accounts and certificates that exist; lines stay where they are. */

import type { RecipeRun, TestFile } from "./recipe.ts";
import { type Dialect, statementsOf, type Word, withWords } from "./statements.ts";
import { folderOf, nameOf } from "./test-files.ts";

export const haproxyDialect: Dialect = { ends: "lines" };

export function haproxyRun(entry: TestFile, files: ReadonlyMap<string, string>): RecipeRun {
  const hosts = new Set<string>();
  const users = new Set<string>();
  const changes: (readonly [Word, string])[] = [];
  for (const [directive, ...values] of statementsOf(entry.text, haproxyDialect)) {
    if (!directive) continue;
    if (/^(?:user|group)$/u.test(directive.text)) users.add(values[0]?.text ?? "");
    if (/^(?:server|nameserver|log)$/u.test(directive.text))
      for (const host of hostsIn(values.slice(0, 2))) hosts.add(host);
    if (directive.text === "errorfile" && values[1]) changes.push([values[1], "/dev/null"]);
    changes.push(...withCertificates(values));
  }
  const folder = folderOf(entry.path);
  return {
    arguments: ["-c", "-f", `/etc/haproxy/${nameOf(entry.path)}`],
    files: new Map([...files, [entry.path, withWords(entry.text, changes)]]),
    placed: new Map([["/etc/haproxy", folder]]),
    folders: ["/run/haproxy", "/var/lib/haproxy"],
    hosts: [...hosts],
    users: ["haproxy", ...users],
    certificate: true,
    processes: 2,
  };
}

function hostsIn(words: readonly Word[]): readonly string[] {
  return words.flatMap(({ text }) => {
    const host = /^(?:[a-z0-9]+@)?(?<host>[a-z0-9][a-z0-9.-]*)(?::\d+)?$/iu.exec(text)?.groups?.["host"];
    return host === undefined ? [] : [host];
  });
}

const standIns: Readonly<Record<string, string>> = {
  crt: "/opt/support/dummy.pem",
  "ca-file": "/opt/support/dummy.crt",
};

function withCertificates(words: readonly Word[]): readonly (readonly [Word, string])[] {
  return words.flatMap(({ text }, index): readonly (readonly [Word, string])[] => {
    const path = words[index + 1];
    const standIn = standIns[text];
    return path === undefined || standIn === undefined ? [] : [[path, standIn]];
  });
}
