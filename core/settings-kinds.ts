/** Files of settings by path and content: TOML, the INI files whose dialect is known, dotenv; each only where it is certain. */

import type { LanguageName } from "./document.ts";

type SettingsLanguage = Extract<LanguageName, "toml" | "ini" | "dotenv">;

const tomlLocks = /^(?:cargo|poetry|uv|pdm|gopkg)\.lock$/u;

/** What is filled in, encrypted, or written in another language before anybody reads it. */
const otherEnding =
  /\.(?:j2|jinja2?|tmpl|ctmpl|tpl|template|erb|in|mustache|enc|age|gpg|asc|sops|vault|md|txt|json|ya?ml|toml|sh|bash|zsh|fish|ps1|py|rb|go|rs|php|html?|vue|[cm]?[jt]sx?|bak|orig|rej|swp|zip|gz)$/u;

const iniNames =
  /^(?:(?:setup|ansible|tox)\.cfg|\.(?:flake8|pylintrc|coveragerc|pypirc|ansible\.cfg|isort\.cfg|bumpversion\.cfg)|pylintrc|pip\.conf|supervisord?\.conf|(?:\.?my|mysqld?|mariadb)\.cnf|\.?gitconfig|\.gitmodules)$/u;

const unitName =
  /\.(?:service|socket|timer|mount|automount|swap|target|path|slice|network|netdev|link|nspawn|container)$/u;

/** `name` and `folders` in lower case. Without `text`: what it is whatever it holds. */
export function settingsLanguage(name: string, folders: readonly string[], text: string): SettingsLanguage | undefined {
  if (name.endsWith(".toml") || name === "pipfile" || tomlLocks.test(name)) return "toml";
  if (iniNames.test(name) || /\.(?:ini|desktop|nmconnection)$/u.test(name)) return "ini";
  if (name === ".env" || (/^\.env\../su.test(name) && !otherEnding.test(name)))
    return isEncrypted(text) ? undefined : "dotenv";
  if (!mayBeSettings(name, folders) || text === "") return undefined;
  if (name.endsWith(".env")) return holdsAssignments(text) ? "dotenv" : undefined;
  return holdsSections(text) ? "ini" : undefined;
}

/** Names that others use as well: what such a file holds decides. */
export function mayBeSettings(name: string, folders: readonly string[]): boolean {
  if (unitName.test(name) || name.endsWith(".env") || name.startsWith(".env.")) return true;
  if (name.endsWith(".cnf")) return folders.some((folder) => /^(?:mysql|mariadb)/u.test(folder));
  return (
    name.endsWith(".conf") &&
    folders.some((folder) =>
      /^(?:systemd|supervisor)|\.(?:service|socket|timer|mount|target|path|slice)\.d$/u.test(folder),
    )
  );
}

/** What systemd reads, drop-ins included; with the language `ini`, that is. */
export function isUnitName(name: string): boolean {
  return unitName.test(name) || (name.endsWith(".conf") && !/^(?:supervisord?|pip)\.conf$/u.test(name));
}

function isEncrypted(text: string): boolean {
  return text.startsWith("$ANSIBLE_VAULT;") || text.startsWith("-----BEGIN");
}

const longestLook = 65_536;

/** The first line that says something is an assignment. */
function holdsAssignments(text: string): boolean {
  for (const line of text.slice(0, longestLook).split("\n")) {
    if (/^\s*(?:#|$)/u.test(line)) continue;
    return /^\s*(?:export[ \t]+)?[A-Za-z_]\w*=/u.test(line);
  }
  return false;
}

/** A header that only systemd has, or any header with an assignment; what many files share. */
function holdsSections(text: string): boolean {
  const head = text.slice(0, longestLook);
  if (/^\s*</u.test(head)) return false;
  if (/^\[(?:Unit|Service|Install|Socket|Timer|Mount)\]/mu.test(head)) return true;
  return /^\[[A-Za-z][\w -]*\]?[ \t]*\r?$/mu.test(head) && /^[A-Za-z][\w-]*[ \t]*=/mu.test(head);
}
