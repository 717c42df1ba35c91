/** Rules about systemd's units, each case told by us and, where it is there, by `systemd-analyze` itself on the same line. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it, test } from "@jest/globals";
import refusedService from "../../../../checks/style/systemd/refused-service.ts";
import shellInCommand from "../../../../checks/style/systemd/shell-in-command.ts";
import unknownDirectives from "../../../../checks/style/systemd/unknown-directives.ts";
import unknownSections from "../../../../checks/style/systemd/unknown-sections.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { lint } from "../../../../engine/lint.ts";
import { parseIniDocument } from "../../../../languages/ini/document.ts";
import { describeWith } from "../../../required.ts";

const checks = { refusedService, shellInCommand, unknownDirectives, unknownSections };

/** `line covered-text`, in the order of the text. */
function findings(path: string, text: string): readonly string[] {
  const document = parseIniDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  const tasks = Object.entries(checks).map(([name, code]) => ({
    rule: name,
    check: `units/${name}`,
    options: {},
    code,
  }));
  const observations = lint(document, tasks, { now: () => 0, ruleBudget: 1_000, fileBudget: 1_000 });
  return [...observations.values()]
    .flatMap((observation) => observation.findings)
    .flatMap(({ at }) => (at ? [at.range] : []))
    .toSorted((one, other) => one[0] - other[0])
    .map((range) => `${document.lines.position(range[0]).line} ${text.slice(...range)}`);
}

interface Case {
  readonly path: string;
  readonly text: string;
  readonly told: readonly string[];
  /** What `systemd-analyze` says of it; nothing where it must keep silent. */
  readonly theirs?: RegExp;
}

const run = "[Service]\nExecStart=/bin/true\n";

const cases: readonly Case[] = [
  {
    path: "sound.service",
    text: `[Unit]\nAfter=a.target\n\n${run}X-Own=1\n[Install]\nWantedBy=a.target\n[X-Own]\nA=b\n`,
    told: [],
  },
  { path: "sound.timer", text: "[Timer]\nOnCalendar=daily\nPersistent=true\n", told: [] },
  { path: "sound.socket", text: "[Socket]\nListenStream=80\nUser=root\n", told: [] },
  { path: "twice.service", text: "[Service]\nType=oneshot\nExecStart=/bin/true\nExecStart=/bin/true a\n", told: [] },
  { path: "reset.service", text: `${run}ExecStart=\nExecStart=/bin/true \\\n# why\n  a\n`, told: [] },
  { path: "marks.service", text: "[Service]\nExecStart=-@/bin/true true\nExecStartPre=+true\n", told: [] },
  { path: "script.service", text: "[Service]\nExecStart=/bin/sh -c 'true | true > /dev/null'\n", told: [] },
  {
    path: "section.service",
    text: `[Servcie]\nUser=a\n${run}`,
    told: ["1 Servcie"],
    theirs: /section\.service:1: Unknown section 'Servcie'/u,
  },
  {
    path: "other.timer",
    text: "[Timer]\nOnBootSec=1\n[Service]\n",
    told: ["3 Service"],
    theirs: /other\.timer:3: Unknown section/u,
  },
  {
    path: "wrong.service",
    text: `[Unit]\nUser=a\n${run}`,
    told: ["2 User"],
    theirs: /wrong\.service:2: Unknown key(?: name)? 'User'/u,
  },
  {
    path: "slip.service",
    text: `${run}Enviroment=A=b\nwantedby=a\nuser=b\n`,
    told: ["3 Enviroment", "5 user"],
    theirs: /slip\.service:3: Unknown key(?: name)? 'Enviroment'[^]*slip\.service:5: Unknown key/u,
  },
  {
    path: "relative.service",
    text: "[Service]\nExecStart=bin/true\n",
    told: ["2 bin/true"],
    theirs: /relative\.service:2: Neither a valid executable name nor an absolute path/u,
  },
  {
    path: "again.service",
    text: "[Service]\nType=oneshot\nRestart=always\nExecStart=/bin/true\n",
    told: ["3 Restart=always"],
    theirs: /again\.service: Service has Restart=/u,
  },
  {
    path: "several.service",
    text: `${run}ExecStart=/bin/true a\n`,
    told: ["3 ExecStart"],
    theirs: /several\.service: Service has more than one ExecStart=/u,
  },
  {
    path: "bus.service",
    text: `${run}Type=dbus\n`,
    told: ["3 Type=dbus"],
    theirs: /bus\.service: Service is of type D-Bus but no D-Bus service name/u,
  },
];

test.each(cases)("$path", ({ path, text, told }) => expect(findings(`hosts/${path}`, text)).toEqual(told));

test.each<[path: string, text: string, told: readonly string[]]>([
  ["a.service", "[Service]\nExecStart=/bin/a > /var/log/a\n", ["2 /bin/a > /var/log/a"]],
  ["a.service", "[Service]\nExecStart=/bin/a \\\n  -b | /bin/c\n", ["2 /bin/a \\\n  -b | /bin/c"]],
  [
    "a.service",
    "[Service]\nExecStart=/bin/a --expr=a>b --or=a|b && /bin/c\n",
    ["2 /bin/a --expr=a>b --or=a|b && /bin/c"],
  ],
  ["a.service", '[Service]\nExecStart=/bin/a "b > c" d\\|e\n', []],
  ["a.service.d/x.conf", "[Service]\nExecStart=a/b\nExecStart=/c\nUsr=d\nUser =d\n", ["2 a/b"]],
  ["systemd/journald.conf", "[Journal]\nStorage=none\n", []],
  ["eth0.network", "[Match]\nName=eth0\n[Network]\nDHCP=yes\n", []],
  ["org.a.service", "[D-BUS Service]\nName=org.a\nExec=/bin/a\n", []],
  ["a.service", "[{{ section }}]\n[Service]\n{{ key }}=a\nExecStart={{ a }}/b\nExecStart=${BIN}/b\n", []],
  ["a.service", "[Service\nExecStart=/bin/a\n[]\n[Unit]\n__proto__=a\nconstructor=b\n", []],
])("%s %j", (path, text, told) => expect(findings(path, text)).toEqual(told));

const folder = mkdtempSync(join(tmpdir(), "plumbline-units-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(units: readonly Pick<Case, "path" | "text">[]): string {
  const paths = units.map(({ path, text }) => {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text, { mode: 0o644 });
    return at;
  });
  const options = ["--man=no", "--generators=no", "--recursive-errors=no"];
  const { stdout, stderr, error } = spawnSync("systemd-analyze", ["verify", ...options, ...paths], {
    encoding: "utf8",
  });
  return error ? error.message : `${stdout}${stderr}`;
}

/** Whether it looks into a unit at all, wherever this runs. */
const answer = verify([{ path: "probe.service", text: `[Nosuch]\n${run}` }]);
const missing = answer.includes("Nosuch") ? undefined : `systemd-analyze does not work here: ${answer}`;

describeWith("tools", missing, "systemd-analyze", () => {
  const output = verify(cases);
  it.each(cases)("on $path", ({ path, theirs }) => {
    if (theirs) expect(output).toMatch(theirs);
    else expect(output.split("\n").filter((line) => line.includes(path) && !line.includes("is marked"))).toEqual([]);
  });
});
