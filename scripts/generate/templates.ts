/** Carries the templates of `templates/` into the program: checks read them without touching the disk. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { generatedNotice } from "./notice.ts";

/** `checks/generated/templates.ts`: the texts of the documents that we can start for somebody. */
export async function templatesSource(root: string): Promise<string> {
  const names = (await readdir(join(root, "templates"))).filter((each) => each.endsWith(".md")).sort();
  const entries = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(root, "templates", name), "utf8");
      return `  [${JSON.stringify(name.slice(0, -".md".length))}, ${JSON.stringify(text)}],\n`;
    }),
  );
  return `/** Template -> its text. ${generatedNotice} */

export const templates: ReadonlyMap<string, string> = new Map([
${entries.join("")}]);
`;
}
