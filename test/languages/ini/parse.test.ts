/** INI in the dialects of its readers: the same line is fine to one and refused by another. */

import { describe, expect, it, test } from "@jest/globals";
import { indexLines } from "../../../core/text.ts";
import { parseIniDocument } from "../../../languages/ini/document.ts";
import type { IniDocument } from "../../../languages/parsed.ts";

function documentOf(path: string, text: string): IniDocument {
  const document = { path, text, byteOrderMark: false, language: "ini", kind: "plain" } as const;
  return parseIniDocument({ ...document, lines: indexLines(text) });
}

/** Line and column of each problem with the text that it covers. */
function told(path: string, text: string): readonly string[] {
  const { problems, lines } = documentOf(path, text);
  return problems.map(({ range }) => {
    const { line, column } = lines.position(range[0]);
    return `${line}:${column} ${text.slice(...range)}`;
  });
}

test.each([
  ["api.service", "systemd"],
  ["api.service.d/limits.conf", "systemd"],
  ["a/setup.cfg", "python"],
  ["Ansible.cfg", "python"],
  ["etc/supervisor/conf.d/api.conf", "supervisor"],
  ["etc/supervisord.conf", "supervisor"],
  ["etc/mysql/conf.d/extra.cnf", "mysql"],
  ["my.cnf", "mysql"],
  ["grafana.ini", "grafana"],
  [".gitmodules", "git"],
  ["eth0.nmconnection", "key-file"],
  ["inventory.ini", "unknown"],
])("%s is read as %s", (path, name) => expect(documentOf(path, "").dialect.name).toBe(name));

test("a bus' service file is no unit", () => {
  expect(documentOf("org.example.service", "[D-BUS Service]\nName=a\n").dialect.name).toBe("key-file");
});

const cases: readonly (readonly [name: string, path: string, text: string, told: readonly string[]])[] = [
  ["a unit", "a.service", "[Unit]\n; x\nAfter=a\nAfter=b\n[Service]\nExecStart=/a \\\n  # between\n  --b\n", []],
  ["a unit's bare word", "a.service", "[Unit]\n  After a\n", ["2:3 After a"]],
  ["a continued line that holds anything", "a.service", "[Service]\nExecStart=/a \\\n[x\nUser=b\n", []],
  ["a blank behind the backslash", "a.service", "[Service]\nExecStart=/a \\ \n  --b\n", ["3:3 --b"]],
  ["two backslashes", "a.service", "[Service]\nExecStart=/a \\\\\n  --b\n", ["3:3 --b"]],
  ["a header that is not closed", "a.service", "[Unit\nAfter=a\n", ["1:1 [Unit"]],
  ["a unit's key before its section", "a.service", "After=a\nWants=b\n[Unit]\n", ["1:1 After"]],
  ["a mistake that goes on below", "a.service", "[Service]\nExecStart \\\n  --b\nUser=c\n", ["2:1 ExecStart \\"]],
  ["Windows line ends", "a.service", "[Unit]\r\nAfter a\r\n", ["2:1 After a"]],
  ["lists of Python", "setup.cfg", "[a]\nb =\n  [c\n  d\n\n  e\nf: g\n", []],
  ["what is indented before any key", "setup.cfg", "[a]\n  b\n", ["2:3 b"]],
  ["a line of Python without a sign", "setup.cfg", "[a]\nb = c\nd\n", ["3:1 d"]],
  ["a value without a key", "tox.ini", "[a]\n= b\n", ["2:1 = b"]],
  ["keys that stand alone", "my.cnf", "[mysqld]\nskip-networking\n!includedir /etc/mysql/conf.d/\n", []],
  ["a key before its group", "my.cnf", "skip-networking\n[mysqld]\n", ["1:1 skip-networking"]],
  ["Grafana's texts of several lines", "grafana.ini", 'app = a\n[b]\nc = """d\ne\nf"""\n', []],
  ["Grafana's bare word", "grafana.ini", "[b]\nc\n", ["2:1 c"]],
  ["a submodule", ".gitmodules", '[submodule "a ] b"]\n\tpath = c\n[core] bare\n\tx # y = z\n', []],
  ["a submodule that is not closed", ".gitmodules", '[submodule "a]\n\tpath = c\n', ['1:1 [submodule "a]']],
  ["hosts of Ansible", "inventory.ini", "edge-1 port=22\n[web]\nedge-1\n[web:vars]\n a\n", []],
  ["a group that is not closed", "inventory.ini", "[web\nedge-1\n", ["1:1 [web"]],
  ["a list in brackets", "app.ini", "a = [\n[1, 2],\n[\n]\n", []],
];
test.each(cases)("%s", (_, path, text, expected) => expect(told(path, text)).toEqual(expected));

describe("the tree", () => {
  const text = "top = 1\n[ a ]\nb = c\n  d\n\ne\n";

  it("keeps the place of everything", () => {
    const { tree } = documentOf("x.ini", text);
    const shown = tree.sections.map(({ name, entries }) => ({
      name,
      entries: entries.map((entry) => [entry.key, entry.value]),
    }));
    expect(shown).toEqual([
      { name: undefined, entries: [["top", "1"]] },
      {
        name: "a",
        entries: [
          ["b", "c\n  d"],
          ["e", undefined],
        ],
      },
    ]);
  });
});

test("a line of five megabytes, and half a million lines", () => {
  expect(documentOf("a.service", "x".repeat(5_000_000)).unread).toBe("is too long to be read");
  expect(documentOf("a.service", "x\n".repeat(500_000)).problems).toHaveLength(50);
});

test("waivers stand behind both marks", () => {
  const { waivers } = documentOf("a.service", "; plumbline-disable-next-line style/ini/syntax -- old reader\nx\n");
  expect(waivers).toMatchObject([{ rules: ["style/ini/syntax"], covers: [2, 2] }]);
});
