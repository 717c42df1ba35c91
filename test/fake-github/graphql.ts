/** Answers GraphQL over GitHub's published schema (reduced): repositories, objects, pull requests, rate limit. */

import { readFileSync } from "node:fs";
import {
  buildSchema,
  execute,
  GraphQLError,
  parse,
  validate,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from "graphql";
import { apiFile } from "./api-description.ts";
import type { ApiResponse, Identity } from "./api-exchange.ts";
import { belongsTo, grants, maySee } from "./permissions.ts";
import { authorAssociation, repositoryPage } from "./show-accounts.ts";
import { contentOf, pullPage, pullsWith } from "./show-pull-request.ts";
import type { Traffic } from "./traffic.ts";
import { findRepository, nodeId, type PullRequestRecord, type RepositoryRecord, type World } from "./world.ts";
import { showGraphqlObject } from "./graphql-objects.ts";
import { connection, showActor, showDecision, showOpinions } from "./graphql-reviews.ts";

/** Beyond this GitHub gives up with a gateway error. */
const largestAnswer = 10_000_000;

export interface GraphqlContext {
  readonly world: World;
  readonly identity: Identity;
}

type Source = Readonly<Record<string, unknown>>;

let schema: GraphQLSchema | undefined;

export async function answerGraphql(
  body: unknown,
  identity: Identity,
  world: World,
  traffic: Traffic,
): Promise<ApiResponse> {
  schema ??= buildSchema(readFileSync(apiFile("schema.graphql"), "utf8"), { assumeValid: true });
  const { query, variables } = readBody(body);
  let document;
  try {
    document = parse(query);
  } catch (error) {
    traffic.note(`graphql: ${String(error)}`);
    return { status: 200, body: { errors: [{ message: String(error) }] } };
  }
  const problems = validate(schema, document);
  if (problems.length > 0) {
    problems.forEach((problem) => traffic.note(`graphql: ${problem.message}`));
    return { status: 200, body: { errors: problems.map((problem) => problem.toJSON()) } };
  }
  const result = await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: { world, identity } satisfies GraphqlContext,
    rootValue: rootFields({ world, identity }),
    fieldResolver: resolveField(traffic),
  });
  const errors = result.errors?.map((error) => ({ ...error.extensions, ...error.toJSON(), extensions: undefined }));
  const answer = { data: result.data, ...(errors ? { errors } : {}) };
  if (JSON.stringify(answer).length > largestAnswer) {
    return {
      status: 502,
      body: { data: null, errors: [{ message: "Something went wrong while executing your query." }] },
    };
  }
  return { status: 200, body: answer };
}

/** The query's text, empty when the body is not one. */
export function graphqlQuery(body: unknown): string {
  return readBody(body).query;
}

function readBody(body: unknown): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const { query, variables } = typeof body === "object" && body !== null ? (body as Source) : {};
  return {
    query: typeof query === "string" ? query : "",
    variables: typeof variables === "object" && variables !== null ? { ...variables } : {},
  };
}

/** A field that the fake does not know is a gap of the fake: it must not look like GitHub's null. */
function resolveField(traffic: Traffic): GraphQLFieldResolver<Source, GraphqlContext> {
  return (source, parameters, context, info) => {
    if (!(info.fieldName in source)) {
      const message = `the fake GitHub has no answer for ${info.parentType.name}.${info.fieldName}`;
      traffic.note(`graphql: ${message}`);
      throw new GraphQLError(message);
    }
    const value = source[info.fieldName];
    return typeof value === "function" ? (value(parameters, context) as unknown) : value;
  };
}

function rootFields(context: GraphqlContext): Source {
  const { world, identity } = context;
  return {
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = findRepository(world, owner, name);
      if (!repository || !maySee(repository, identity)) {
        throw problem("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return showGraphqlRepository(context, repository);
    },
    viewer: () => showActor(world, identity.kind === "user" ? identity.account : world.app.bot),
    rateLimit: {
      cost: 1,
      limit: 5000,
      nodeCount: 0,
      remaining: 4999,
      used: 1,
      resetAt: new Date(world.now().getTime() + 3_600_000).toISOString(),
    },
  };
}

function showGraphqlRepository(context: GraphqlContext, repository: RepositoryRecord): Source {
  const { world } = context;
  return {
    __typename: "Repository",
    id: nodeId("Repository", repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${repository.owner.login}/${repository.name}`,
    owner: showActor(world, repository.owner),
    isPrivate: repository.isPrivate,
    mergeCommitAllowed: true,
    rebaseMergeAllowed: true,
    squashMergeAllowed: true,
    isFork: repository.parent !== undefined,
    isArchived: false,
    url: repositoryPage(world, repository),
    object: ({ expression, oid }: { expression?: string | null; oid?: string | null }) => {
      requireRead(context, repository, "contents");
      return showWithPulls(context, repository, expression ?? oid ?? "");
    },
    ref: ({ qualifiedName }: { qualifiedName: string }) => showRef(context, repository, qualifiedName),
    defaultBranchRef: () => showRef(context, repository, `refs/heads/${repository.defaultBranch}`),
    pullRequest: ({ number }: { number: number }) => {
      requireRead(context, repository, "pull_requests");
      const pull = repository.pulls.get(number);
      if (!pull) throw problem("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
      return showGraphqlPull(context, pull);
    },
  };
}

function requireRead({ identity }: GraphqlContext, repository: RepositoryRecord, permission: string): void {
  if (identity.kind !== "installation") return;
  if (!belongsTo(repository, identity) && !repository.isPrivate) return;
  if (!grants(identity.permissions, permission, "read"))
    throw problem("FORBIDDEN", "Resource not accessible by integration");
}

async function showRef(context: GraphqlContext, repository: RepositoryRecord, name: string): Promise<Source | null> {
  const full = [name, `refs/heads/${name}`].find((ref) => repository.git.readRef(ref) !== undefined);
  if (full === undefined) return null;
  const short = full.replace(/^refs\/\w+\//, "");
  const target = await showGraphqlObject(context, repository, repository.git.readRef(full) ?? "");
  return {
    __typename: "Ref",
    id: nodeId(full, repository.id),
    name: short,
    prefix: full.slice(0, -short.length),
    target,
    associatedPullRequests: ({ states }: { states?: readonly string[] | null }) => {
      const isWanted = (pull: PullRequestRecord) => states?.includes(stateOf(pull)) ?? true;
      const ofRef = pullsOf(repository, (pull) => pull.head.repository === repository && pull.head.ref === short);
      return connection(ofRef.filter(isWanted).map((pull) => showGraphqlPull(context, pull)));
    },
  };
}

function pullsOf(repository: RepositoryRecord, isOne: (pull: PullRequestRecord) => boolean) {
  return [...repository.pulls.values()].filter(isOne);
}

function stateOf(pull: PullRequestRecord): string {
  return pull.mergedAt ? "MERGED" : pull.state.toUpperCase();
}

/** An object of git; a commit knows its pull requests as well. */
async function showWithPulls(
  context: GraphqlContext,
  repository: RepositoryRecord,
  expression: string,
): Promise<Source | null> {
  const object = await showGraphqlObject(context, repository, expression);
  if (object?.["__typename"] !== "Commit") return object;
  const sha = String(object["oid"]);
  return {
    ...object,
    associatedPullRequests: async () => {
      const holding = await pullsWith(repository, sha);
      return connection(holding.map((pull) => showGraphqlPull(context, pull)));
    },
  };
}

function showGraphqlPull(context: GraphqlContext, pull: PullRequestRecord): Source {
  const { world } = context;
  const count = async (pick: "additions" | "deletions") =>
    (await contentOf(pull)).files.reduce((total, file) => total + file[pick], 0);
  return {
    __typename: "PullRequest",
    id: nodeId("PullRequest", pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? "",
    bodyText: pull.body ?? "",
    state: stateOf(pull),
    isDraft: pull.draft,
    closed: pull.state === "closed",
    merged: pull.mergedAt !== null,
    isCrossRepository: pull.head.repository.id !== pull.repository.id,
    author: showActor(world, pull.author),
    baseRefName: pull.base.ref,
    baseRefOid: pull.base.sha,
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    baseRef: () => showRef(context, pull.repository, `refs/heads/${pull.base.ref}`),
    headRef: () => showRef(context, pull.head.repository, `refs/heads/${pull.head.ref}`),
    baseRepository: () => showGraphqlRepository(context, pull.repository),
    headRepository: () => showGraphqlRepository(context, pull.head.repository),
    headRepositoryOwner: showActor(world, pull.head.repository.owner),
    mergeable: "UNKNOWN",
    locked: false,
    autoMergeRequest: null,
    authorAssociation: authorAssociation(pull.repository, pull.author),
    permalink: pullPage(world, pull),
    url: pullPage(world, pull),
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    reviewDecision: showDecision(pull),
    latestOpinionatedReviews: () => connection(showOpinions(world, pull)),
    additions: () => count("additions"),
    deletions: () => count("deletions"),
    changedFiles: async () => (await contentOf(pull)).files.length,
    labels: () => connection(pull.labels.map((name) => ({ __typename: "Label", name }))),
    commits: async () =>
      connection(
        (await contentOf(pull)).commits.map(({ sha }) => ({
          commit: () => showGraphqlObject(context, pull.repository, sha),
        })),
      ),
    files: async () =>
      connection(
        (await contentOf(pull)).files.map(({ path, additions, deletions, status }) => {
          const changeType = status === "removed" ? "DELETED" : status.toUpperCase();
          return { path, additions, deletions, changeType };
        }),
      ),
  };
}

function problem(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
