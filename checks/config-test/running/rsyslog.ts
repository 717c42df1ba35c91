/** Finds where a configuration of rsyslog loads a module that is none of its own. */

import type { CodeFound, CodeScan } from "./recipe.ts";

/** A module's name has letters, digits and underscores; anything else is a path, or becomes one. */
const ownModule = /^[a-z0-9_-]+(?:\.so)?$/iu;

/** Comments are blanked, so that places stay; an argument is read whatever stands between it and `module`. */
export const rsyslogCode: CodeScan = ({ path, text }) => {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\/|^[ \t]*#.*$/gmu, (comment) => comment.replaceAll(/[^\n]/gu, " "));
  const found: CodeFound[] = [];
  for (const match of bare.matchAll(/\bload\s*=\s*(?:"([^"]*)"|(\S+))|^[ \t]*\$modload[ \t]+(\S*)/gimu)) {
    const [said, quoted, plain, old] = match;
    const name = quoted ?? plain ?? old ?? "";
    if (ownModule.test(name)) continue;
    found.push({
      path,
      range: [match.index, match.index + said.length],
      word: old === undefined ? "module(load)" : "$ModLoad",
    });
  }
  return found;
};
