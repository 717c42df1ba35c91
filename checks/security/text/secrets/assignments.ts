/** Every assignment of a document: from its tree where its language has one that says what is a value, else by marks in its text. */

import { isTemplate } from "../../../../core/kinds.ts";
import type { ParsedDocument } from "../../../../languages/parsed.ts";
import type { Assignment } from "./assignment.ts";
import { assignmentsInData } from "./assignments/data.ts";
import { assignmentsInHcl } from "./assignments/hcl.ts";
import { assignmentsInLines } from "./assignments/lines.ts";
import { authorizationsIn } from "./assignments/authorizations.ts";
import { nameParts } from "./hints.ts";

const sourceCode =
  /\.(?:[cm]?[jt]sx?|py|rb|go|java|kt|kts|groovy|gradle|scala|cs|fs|vb|cpp|cc|cxx|c|h|hpp|rs|swift|php|pl|pm|lua|dart|ex|exs|erl|clj|hs|ml|r|jl|sql|ps1|psm1|vue|svelte|jsonnet|libsonnet|pp|erb|html?|css|scss|less)$|(?:^|\/)(?:Jenkinsfile|Vagrantfile|Rakefile|Gemfile|Tiltfile)$/i;

export function* assignmentsIn(document: ParsedDocument): Generator<Assignment> {
  if (nameParts.test(document.text)) yield* settingsIn(document);
  yield* authorizationsIn(document.text);
}

function settingsIn(document: ParsedDocument): Iterable<Assignment> {
  const { language, kind, path, text } = document;
  const isRead = document.unread === undefined && document.problems.length === 0 && !isTemplate(kind);
  if (isRead && (language === "yaml" || language === "json" || language === "jsonc"))
    return assignmentsInData(document);
  if (isRead && language === "hcl") return assignmentsInHcl(document);
  return assignmentsInLines(text, [0, text.length], { quotedOnly: sourceCode.test(path) });
}
