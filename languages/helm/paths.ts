/** Where a chart keeps what: by paths alone, nothing is read. */

/** Folders that are a chart's if they have a `Chart.yaml`, innermost first: the template lies in their `templates`. */
export function chartFoldersAbove(path: string): readonly string[] {
  const parts = path.split("/");
  const folders: string[] = [];
  for (let index = parts.length - 2; index >= 0; index -= 1) {
    if (parts[index] === "templates") folders.push(parts.slice(0, index).join("/"));
  }
  return folders;
}

export function pathIn(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
