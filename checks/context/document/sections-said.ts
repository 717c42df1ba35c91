/** Which sections of a plan a description fills: under headings, behind bold words, after `Rollback:`. */

import { wordsOf } from "./judge-document.ts";
import { outlineOf } from "./outline.ts";
import { placeholdersIn } from "./placeholders.ts";
import { bearsName, namesOf } from "./section-names.ts";

/** Of the asked sections, those that say something; `undefined` where the text is too long to be read. */
export function sectionsSaid(
  body: string,
  asked: readonly string[],
  templateLines: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  const outline = outlineOf(body);
  if (outline.isUnread) return undefined;
  const placeholders = placeholdersIn(body, outline);
  const filled = outline.sections.filter(({ content }) => {
    const unfilled = placeholders.filter(({ range }) =>
      content.some(([from, to]) => range[0] >= from && range[1] <= to),
    );
    const words = wordsOf(content, body, templateLines);
    return unfilled.reduce((text, placeholder) => text.replace(placeholder.text, ""), words).trim() !== "";
  });
  return new Set(
    asked.filter((section) => {
      const names = namesOf(section);
      return filled.some((section) => bearsName(section.plainName, names));
    }),
  );
}
