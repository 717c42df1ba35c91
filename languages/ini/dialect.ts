/**
 * Which dialect of INI a file is written in, by its path and what it holds. There is no one INI: whatever depends on the
 * reader is asked only where the reader is known.
 */

export type IniDialectName =
  "systemd" | "git" | "python" | "supervisor" | "mysql" | "key-file" | "grafana" | "php" | "unknown";

export interface IniDialect {
  readonly name: IniDialectName;
  /** Who reads it, as a message says it. */
  readonly reader: string;
  /** What a comment line begins with. */
  readonly comments: string;
  /** What stands between a key and its value. */
  readonly delimiters: "=" | "=:";
  /** A line without delimiter is a key that stands alone. */
  readonly bareKeys: boolean;
  /** No key may stand before the first header. */
  readonly needsSection: boolean;
  /** How a value goes on in the next line. */
  readonly continuation: "backslash" | "indentation" | "none";
  /** What the reader makes of a key that stands twice in a section. */
  readonly repeats: "both count" | "the last wins" | "refused" | "unknown";
}

const common = { comments: "#;", delimiters: "=", bareKeys: false, needsSection: true, continuation: "none" } as const;

const dialects: Readonly<Record<IniDialectName, IniDialect>> = {
  systemd: { ...common, name: "systemd", reader: "systemd", continuation: "backslash", repeats: "both count" },
  git: { ...common, name: "git", reader: "git", bareKeys: true, continuation: "backslash", repeats: "both count" },
  python: {
    ...common,
    name: "python",
    reader: "Python's `configparser`",
    delimiters: "=:",
    continuation: "indentation",
    repeats: "refused",
  },
  supervisor: {
    ...common,
    name: "supervisor",
    reader: "Supervisor",
    delimiters: "=:",
    continuation: "indentation",
    repeats: "the last wins",
  },
  mysql: { ...common, name: "mysql", reader: "MySQL", bareKeys: true, repeats: "both count" },
  "key-file": { ...common, name: "key-file", reader: "its reader", comments: "#", repeats: "the last wins" },
  grafana: {
    ...common,
    name: "grafana",
    reader: "Grafana",
    delimiters: "=:",
    needsSection: false,
    continuation: "backslash",
    repeats: "the last wins",
  },
  php: {
    ...common,
    name: "php",
    reader: "PHP",
    comments: ";",
    bareKeys: true,
    needsSection: false,
    repeats: "unknown",
  },
  unknown: {
    ...common,
    name: "unknown",
    reader: "its reader",
    delimiters: "=:",
    bareKeys: true,
    needsSection: false,
    continuation: "indentation",
    repeats: "unknown",
  },
};

const byName: readonly (readonly [RegExp, IniDialectName])[] = [
  [/^(?:setup|ansible|tox|mypy|pytest|alembic|pylint|coverage|flake8)\.(?:cfg|ini)$/u, "python"],
  [
    /^\.(?:flake8|pylintrc|coveragerc|mypy\.ini|pytest\.ini|pypirc|bumpversion\.cfg|isort\.cfg|ansible\.cfg)$/u,
    "python",
  ],
  [/^(?:pylintrc|pip\.conf|pip\.ini)$/u, "python"],
  [/^supervisord?\.(?:conf|ini)$/u, "supervisor"],
  [/^(?:\.?my|mysqld?|mariadb)\.(?:cnf|ini)$/u, "mysql"],
  [/\.(?:desktop|nmconnection|keyfile)$/u, "key-file"],
  [/^grafana\.ini$/u, "grafana"],
  [/^php(?:-[a-z]+)?\.ini$/u, "php"],
  [/^\.?git(?:config|modules)$/u, "git"],
  [
    /\.(?:service|socket|timer|mount|automount|swap|target|path|slice|scope|network|netdev|link|nspawn|container|conf)$/u,
    "systemd",
  ],
];

/** `name` is the path's last part, in any letters. */
export function iniDialect(path: string, text: string): IniDialect {
  const parts = path.toLowerCase().split(/[/\\]/u);
  const name = parts.pop() ?? "";
  if (/^\[D-BUS Service\]/mu.test(text)) return dialects["key-file"];
  if (name.endsWith(".cnf") && parts.some((folder) => /^(?:mysql|mariadb)/u.test(folder))) return dialects.mysql;
  if (/\.(?:conf|ini)$/u.test(name) && parts.some((folder) => /^supervisor/u.test(folder))) return dialects.supervisor;
  const found = byName.find(([pattern]) => pattern.test(name))?.[1];
  return dialects[found ?? "unknown"];
}
