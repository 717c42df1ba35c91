/** A subject through commitlint's engine. Loads it: import this only where somebody asks for the form. */

import lint from "@commitlint/lint";

export interface ConventionalForm {
  readonly types: readonly string[];
  readonly scopes: readonly string[];
}

/** `type(scope)!: subject`. Nothing else of a message is parsed: looking for issues costs time that grows with the cube of the text. */
const parserOpts = {
  headerPattern: /^(\w*)(?:\(([^()]*)\))?!?: (.*)$/,
  headerCorrespondence: ["type", "scope", "subject"],
  issuePrefixes: [],
  referenceActions: [],
};

const longestSubject = 300;

/** What is wrong, each as the end of a sentence about the subject; empty where nothing is. */
export async function problemsOfSubject(
  subject: string,
  { types, scopes }: ConventionalForm,
): Promise<readonly string[]> {
  if (subject === "") return ["is empty"];
  const { errors } = await lint(
    subject.slice(0, longestSubject),
    {
      "type-empty": [2, "never"],
      "subject-empty": [2, "never"],
      "type-enum": [2, "always", [...types]],
      "scope-enum": [2, "always", [...scopes]],
    },
    { parserOpts },
  );
  const broken = new Set(errors.map(({ name }) => name));
  if (broken.has("type-empty") && broken.has("subject-empty")) return ["begins with no `type: `"];
  return [
    ...(broken.has("type-empty") ? ["has no type"] : []),
    ...(broken.has("subject-empty") ? ["says nothing behind its type"] : []),
    ...(broken.has("type-enum") ? [`has a type that is none of ${listed(types)}`] : []),
    ...(broken.has("scope-enum") ? [`has a scope that is none of ${listed(scopes)}`] : []),
  ];
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
