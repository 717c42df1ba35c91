/** What strangers can write into the contexts of a run: titles, texts, names of branches, authors of commits. */

import { type Expression, pathOf } from "../../../../languages/github-expression/tree.ts";

/** In lower case; `*` stands for any one name. From GitHub's guide to script injection. */
const paths: readonly string[] = [
  "github.head_ref",
  "github.event.issue.title",
  "github.event.issue.body",
  "github.event.pull_request.title",
  "github.event.pull_request.body",
  "github.event.pull_request.head.ref",
  "github.event.pull_request.head.label",
  "github.event.pull_request.head.repo.default_branch",
  "github.event.pull_request.head.repo.description",
  "github.event.pull_request.head.repo.homepage",
  "github.event.comment.body",
  "github.event.review.body",
  "github.event.review_comment.body",
  "github.event.discussion.title",
  "github.event.discussion.body",
  "github.event.pages.*.page_name",
  "github.event.commits.*.message",
  "github.event.commits.*.author.email",
  "github.event.commits.*.author.name",
  "github.event.head_commit.message",
  "github.event.head_commit.author.email",
  "github.event.head_commit.author.name",
  "github.event.head_commit.committer.email",
  "github.event.head_commit.committer.name",
  "github.event.authors.name",
  "github.event.changes.title.from",
  "github.event.changes.body.from",
  "github.event.changes.head.ref.from",
  "github.event.workflow_run.head_branch",
  "github.event.workflow_run.display_title",
  "github.event.workflow_run.head_commit.message",
  "github.event.workflow_run.head_commit.author.email",
  "github.event.workflow_run.head_commit.author.name",
  "github.event.workflow_run.head_repository.description",
  "github.event.workflow_run.pull_requests.*.head.ref",
];

const parts = paths.map((path) => path.split("."));

/** The path as a message names it; `undefined` where no stranger writes it. A whole object with such a part in it counts. */
export function untrustedPath(node: Expression): string | undefined {
  const path = pathOf(node);
  if (path === undefined || path.length === 0) return undefined;
  // All of `github` is printed for debugging, and is not one text that somebody chose.
  const isUntrusted = path.length > 1 && parts.some((wanted) => agree(wanted, path));
  return isUntrusted ? path.join(".") : undefined;
}

function agree(wanted: readonly string[], path: readonly string[]): boolean {
  if (path.length > wanted.length) return false;
  return path.every((name, index) => name === wanted[index] || name === "*" || wanted[index] === "*");
}

/** The parts of an expression that its value may be, or be made of: of `a && b` it is `b`, of a comparison none. */
export function valuesOf(node: Expression): readonly Expression[] {
  switch (node.type) {
    case "binary":
      if (node.operator === "&&") return valuesOf(node.right);
      return node.operator === "||" ? [...valuesOf(node.left), ...valuesOf(node.right)] : [];
    case "not":
      return [];
    case "call":
      return texts.has(node.name) ? node.arguments.flatMap(valuesOf) : opaque.has(node.name) ? [node] : [];
    default:
      return [node];
  }
}

/** Functions whose text holds that of their arguments. */
const texts: ReadonlySet<string> = new Set(["format", "join", "tojson", "case"]);
const opaque: ReadonlySet<string> = new Set(["fromjson"]);
