/** Rules about TOML, INI and dotenv, on files as they are called; and that the rules about any text still read them. */

import { describe, expect, it, test } from "@jest/globals";
import { kindOf, languageOf, languagesOf } from "../../../../core/kinds.ts";
import { openDocument } from "../../../../core/open-document.ts";
import iniKeys from "../../../../checks/style/ini/duplicate-keys.ts";
import dotenvKeys from "../../../../checks/style/dotenv/duplicate-keys.ts";
import portability from "../../../../checks/style/dotenv/portability.ts";
import { lint, type StyleTask } from "../../../../engine/lint.ts";
import { loadLanguage, parseDocument } from "../../../../languages/parse.ts";
import { findWith } from "../../find-with.ts";

async function lintFile(
  check: string,
  code: StyleTask["code"],
  path: string,
  text: string,
): Promise<readonly string[]> {
  const opened = openDocument(path, { kind: "text", text, byteOrderMark: false });
  await loadLanguage(opened.language);
  const task: StyleTask = { rule: check, check, options: {}, code };
  const limits = { now: () => 0, ruleBudget: 1_000, fileBudget: 1_000 };
  const observation = lint(parseDocument(opened), [task], limits).get(check);
  if (!observation || observation.gaps) throw new Error(`the check failed: ${JSON.stringify(observation?.gaps)}`);
  return observation.findings.map(({ at }) => (at ? text.slice(...at.range) : ""));
}

test.each([
  ["a/gateway.toml", "", "toml", "plain"],
  ["Cargo.lock", "", "toml", "plain"],
  ["a/.env", "", "dotenv", "dotenv"],
  [".env.production", "", "dotenv", "dotenv"],
  [".env.j2", "", "text", "jinja-template"],
  [".env.tpl", "", "text", "plain"],
  [".env", "$ANSIBLE_VAULT;1.1;AES256\n6162", "text", "plain"],
  [".env", "{% if a %}\nA=1\n", "dotenv", "template"],
  [".envrc", "", "shell", "shell-script"],
  ["web.env", "# x\nA=1\n", "dotenv", "dotenv"],
  ["heat.env", "parameters:\n  a: b\n", "text", "plain"],
  ["a.service", "[Unit]\nAfter=a\n", "ini", "systemd-unit"],
  ["avahi.service", "<?xml version='1.0'?>\n[a]\nb=c\n", "text", "plain"],
  ["notes.target", "just words\n", "text", "plain"],
  ["etc/systemd/journald.conf", "[Journal]\nStorage=none\n", "ini", "systemd-unit"],
  ["nginx.conf", "[a]\nb=c\n", "text", "plain"],
  ["openssl.cnf", "[a]\nb=c\n", "text", "plain"],
  ["haproxy.cfg", "", "text", "plain"],
  ["app.ini", "", "ini", "plain"],
  ["app.ini.tpl", "", "text", "plain"],
])("%s %j is %s, %s", (path, text, language, kind) => {
  const found = languageOf(path, text);
  expect([found, kindOf(path, text, found)]).toEqual([language, kind]);
  expect(languagesOf(path)).toContain(found);
});

describe("syntax", () => {
  it.each([
    ["style/toml/syntax", "a.toml", "a = b\n", ["b"]],
    ["style/toml/syntax", "pyproject.toml", '[project]\nname = {{ cookiecutter.name }}\nv = "1"\n', []],
    ["style/toml/syntax", "a.toml", 'a = "{{ b }}"\nc = d\n', ["d"]],
    ["style/ini/syntax", "a.service", "[Unit]\nAfter a\n", ["After a"]],
    ["style/ini/syntax", "a.service", "[Unit]\n{{ after }}\n@EXTRA@\n", []],
    ["style/dotenv/syntax", ".env", "A=1\nb c\n", ["b c"]],
    ["style/dotenv/syntax", ".env.example", "A=<key>\n<b c>\n", []],
  ])("%s in %s: %j", async (check, path, text, expected) => {
    expect(await findWith(check, path, text)).toEqual(expected);
  });
});

describe("duplicate keys", () => {
  it.each([
    ["setup.cfg", "[a]\nb = 1\nb = 2\nB = 3\n[a]\n", ["b", "a"]],
    ["grafana.ini", "b = 1\n[a]\nb = 2\n[c]\n[a]\nb = 3\n", ["b"]],
    ["supervisord.conf", "[a]\nb = 1\n b = 2\n[a]\nc = 1\n", []],
    ["ansible.cfg", "[a]\n__proto__ = 1\nconstructor = 2\n", []],
    ["ansible.cfg", "[a]\n{% if x %}\nb = 1\n{% else %}\nb = 2\n{% endif %}\n", []],
    ["a.service", "[Service]\nExecStart=/a\nExecStart=/b\n", []],
    [".gitconfig", "[a]\nb = 1\nb = 2\n", []],
    ["my.cnf", "[mysqld]\nb = 1\nb = 2\n", []],
    ["uwsgi.ini", "[uwsgi]\nplugin = a\nplugin = b\n", []],
  ])("%s %j", async (path, text, expected) => {
    expect(await lintFile("style/ini/duplicate-keys", iniKeys, path, text)).toEqual(expected);
  });

  it.each([
    ["A=1\nB=2\nA=3\n", ["A"]],
    ["P=/a\nP=$P:/b\nP=${P}:/c\na=1\nA=2\n", []],
    ["__proto__=1\nconstructor=2\n", []],
  ])("dotenv %j", async (text, expected) => {
    expect(await lintFile("style/dotenv/duplicate-keys", dotenvKeys, ".env", text)).toEqual(expected);
  });
});

describe("portability", () => {
  it.each([
    ["A=1\nB='a b'\nC=\"d\"\nD=\nE=$(a b)\nF=<a b>\nG=a\\ b\nH=a # b\n", []],
    ["A = 1\n", [" = "]],
    ["A: 1\n", ["A"]],
    ["my.key=1\n", ["my.key"]],
    ["1A=1\n", ["1A"]],
    ["A=b c\n", ["b c"]],
    ["A=it's\n", ["it's"]],
    ["A=\r\nB=1\r\n", ["A="]],
  ])("%j", async (text, expected) => {
    expect(await lintFile("style/dotenv/portability", portability, ".env", text)).toEqual(expected);
  });
});

const awsKey = ["AKIA", "Z7VRSQ5TJN2XMPLW"].join("");

describe("rules about any text read them, too", () => {
  it.each([
    ["deploy/.env", `AWS_ACCESS_KEY_ID=${awsKey}\n`],
    ["deploy/gateway.toml", `key = "${awsKey}"\n`],
    ["deploy/api.service", `[Service]\nEnvironment=AWS_ACCESS_KEY_ID=${awsKey}\n`],
    ["deploy/app.ini", `[aws]\nkey = ${awsKey}\n`],
  ])("%s", async (path, text) => {
    expect(await findWith("security/text/token", path, text)).toHaveLength(1);
    const torn = `<<<<<<< HEAD\n${text}=======\n>>>>>>> move\n`;
    expect(await findWith("security/text/merge-conflict", path, torn)).toHaveLength(1);
  });
});
