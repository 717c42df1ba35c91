/** Which paths make up a Terraform module, and which module a path belongs to. */

export type FileRole = "module" | "override" | "variables";

const moduleFile = /\.(?:tf|tofu)(?:\.json)?$/u;
const variablesFile = /^(?:terraform|.*\.auto)\.tfvars(?:\.json)?$/u;

/** `undefined` for a file that is no part of a module. Editors' backup files and hidden ones are read by no tool. */
export function fileRole(path: string): FileRole | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name.startsWith(".") || name.endsWith("~") || (name.startsWith("#") && name.endsWith("#"))) return undefined;
  if (variablesFile.test(name)) return "variables";
  if (!moduleFile.test(name)) return undefined;
  const stem = name.replace(moduleFile, "");
  return stem === "override" || stem.endsWith("_override") ? "override" : "module";
}

/** `""` for the top of the tree. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** A folder named in a module's source, seen from the module's own; `undefined` where it leaves the tree. */
export function resolveFolder(from: string, source: string): string | undefined {
  const segments = from === "" ? [] : from.split("/");
  for (const segment of source.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}
