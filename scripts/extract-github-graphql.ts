/** Reduces GitHub's GraphQL schema to the types that the fake answers, so that it builds in milliseconds. */

import { Kind, parse, print, stripIgnoredCharacters, visit } from "graphql";
import type { DefinitionNode, FieldDefinitionNode, NamedTypeNode, TypeNode } from "graphql";

/** Object types, interfaces and unions the fake has something to say about; inputs, enums and scalars follow by themselves. */
const answeredTypes = new Set(
  `Query Actor AutoMergeRequest Blob Bot Commit CommitHistoryConnection GitActor GitObject IssueComment Label LabelConnection LabelEdge Node Organization PageInfo
   PullRequest PullRequestChangedFile PullRequestChangedFileConnection PullRequestChangedFileEdge PullRequestCommit
   PullRequestCommitConnection PullRequestCommitEdge PullRequestConnection PullRequestEdge PullRequestReview
   PullRequestReviewConnection PullRequestReviewEdge RateLimit Ref Repository RepositoryOwner Submodule Tree TreeEntry User`.split(
    /\s+/,
  ),
);
const answeredQueries = new Set(["repository", "rateLimit", "viewer", "node", "repositoryOwner"]);

/** @param sdl the whole published schema. @returns the reduced schema, one definition a line. */
export function extractGraphqlSchema(sdl: string): string {
  const definitions = new Map<string, DefinitionNode>();
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if ("name" in definition && definition.name) definitions.set(definition.name.value, definition);
  }
  const keptNames = new Set(answeredTypes);
  const waiting = [...answeredTypes];
  const lines: string[] = [];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = definitions.get(name);
    if (!definition) continue;
    const reduced = reduce(name, definition, definitions);
    lines.push(stripIgnoredCharacters(print(reduced)));
    for (const referred of typeNames(reduced)) {
      if (keptNames.has(referred)) continue;
      keptNames.add(referred);
      waiting.push(referred);
    }
  }
  return lines.sort().join("\n") + "\n";
}

function reduce(name: string, definition: DefinitionNode, all: ReadonlyMap<string, DefinitionNode>): DefinitionNode {
  const bare: DefinitionNode = visit(definition, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE) return null;
      return "description" in node && node.description ? { ...node, description: undefined } : undefined;
    },
  });
  switch (bare.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return {
        ...bare,
        interfaces: (bare.interfaces ?? []).filter((type) => answeredTypes.has(type.name.value)),
        fields: (bare.fields ?? []).filter((field) => isAnswered(name, field, all)),
      };
    default:
      return bare;
  }
}

function isAnswered(owner: string, field: FieldDefinitionNode, all: ReadonlyMap<string, DefinitionNode>): boolean {
  if (owner === "Query" && !answeredQueries.has(field.name.value)) return false;
  const type = namedType(field.type).name.value;
  const kind = all.get(type)?.kind;
  return (
    kind === undefined ||
    kind === Kind.SCALAR_TYPE_DEFINITION ||
    kind === Kind.ENUM_TYPE_DEFINITION ||
    answeredTypes.has(type)
  );
}

function namedType(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : namedType(type.type);
}

function typeNames(definition: DefinitionNode): Set<string> {
  const names = new Set<string>();
  visit(definition, { NamedType: (node) => void names.add(node.name.value) });
  return names;
}
