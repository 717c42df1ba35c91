/** A Go template (of a Helm chart) after its one parse. */

import type { Document } from "../../core/document.ts";
import { mentions } from "../foreign/forms.ts";
import { readForeignWaivers } from "../foreign/read.ts";
import type { Comment, GoTemplateDocument } from "../parsed.ts";
import { findMentions } from "../text/comments.ts";
import { readWaivers } from "../waivers.ts";
import { parseGoTemplate } from "./parse.ts";

export function parseGoTemplateDocument(document: Document): GoTemplateDocument {
  const { text, lines } = document;
  const { tree, problems } = parseGoTemplate(text);
  const waivers = [
    ...readWaivers(withText(tree.comments, findMentions(text, ["plumbline-"])), text, lines),
    ...readForeignWaivers(withText(tree.comments, findMentions(text, mentions)), { text, lines }),
  ];
  return { ...document, language: "go-template", tree, problems, waivers };
}

/** Comments of the template, and those of the text that it writes; in the order of the text. */
function withText(comments: readonly Comment[], mentioned: readonly Comment[]): readonly Comment[] {
  if (mentioned.length === 0) return comments;
  const outside = mentioned.filter(({ range }) => !comments.some((each) => overlap(each.range, range)));
  return [...comments, ...outside].sort((left, right) => left.range[0] - right.range[0]);
}

function overlap(one: Comment["range"], other: Comment["range"]): boolean {
  return one[0] < other[1] && other[0] < one[1];
}
