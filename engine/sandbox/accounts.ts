/** The small `/etc` of a sandbox: accounts, names and nothing that belongs to this machine. */

export interface Inhabitants {
  readonly hosts: readonly string[];
  readonly users: readonly string[];
}

const account = /^[a-z_][a-z0-9_-]{0,31}$/u;
const hostName = /^(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/iu;
const mostNames = 500;

/** Path below `/opt/support` -> text. Whatever is no account or host name is left out. */
export function syntheticEtc({ hosts, users }: Inhabitants): ReadonlyMap<string, string> {
  const names = [...new Set(users)].filter((name) => account.test(name) && name !== "root" && name !== "nobody");
  const known = names.slice(0, mostNames).map((name, index) => ({ name, id: 1_000 + index }));
  const passwd = [
    "root:x:0:0:root:/:/bin/false",
    ...known.map(({ name, id }) => `${name}:x:${id}:${id}::/:/bin/false`),
    "nobody:x:65534:65534:nobody:/:/bin/false",
  ];
  const group = ["root:x:0:", ...known.map(({ name, id }) => `${name}:x:${id}:`), "nogroup:x:65534:"];
  const resolved = [...new Set(hosts)].filter((name) => hostName.test(name)).slice(0, mostNames);
  return new Map([
    ["etc/passwd", lines(passwd)],
    ["etc/group", lines(group)],
    ["etc/hosts", lines(["127.0.0.1 localhost sandbox", ...resolved.map((name) => `127.0.0.1 ${name}`)])],
    ["etc/nsswitch.conf", lines(["passwd: files", "group: files", "shadow: files", "hosts: files"])],
  ]);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
