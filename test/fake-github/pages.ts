/** Web pages for people: a pull request and its check run about as GitHub lays them out, and files at a commit. */

import type { ServerResponse } from "node:http";
import { runsOf } from "./check-records.ts";
import { escapeHtml, markdownToHtml } from "./markdown-html.ts";
import { pageStyle } from "./page-style.ts";
import { findRepository, fullName } from "./world.ts";
import type { AnnotationRecord, CheckRunRecord, PullRequestRecord, RepositoryRecord, World } from "./world.ts";

interface Page {
  readonly title: string;
  readonly body: string;
}

/** Private repositories are shown too: whoever runs this GitHub owns everything in it. */
export async function answerPage(world: World, path: string, response: ServerResponse): Promise<void> {
  const page = await pageAt(world, path);
  const shown = page ?? { title: "Not found", body: `<p>Nothing lies at <code>${escapeHtml(path)}</code>.</p>` };
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(shown.title)}</title><style>${pageStyle}</style>`;
  response.writeHead(page ? 200 : 404, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(`${head}<main>${shown.body}</main>`);
}

async function pageAt(world: World, path: string): Promise<Page | undefined> {
  const [owner = "", name = "", kind, ...rest] = decodePath(path);
  if (owner === "") return homePage(world);
  const repository = findRepository(world, owner, name);
  if (!repository) return undefined;
  if (kind === undefined) return repositoryPage(repository);
  if (kind === "pull") {
    const pull = repository.pulls.get(Number(rest[0]));
    return pull && pullRequestPage(pull);
  }
  if (kind === "runs") {
    const run = repository.checkRuns.get(Number(rest[0]));
    return run && { title: run.name, body: header(repository, run.name) + showRun(repository, run) };
  }
  return kind === "blob" ? filePage(repository, rest) : undefined;
}

function decodePath(path: string): string[] {
  try {
    return path.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return [" "];
  }
}

function homePage(world: World): Page {
  const links = [...world.repositories.values()].map(
    (one) => `<li><a href="/${escapeHtml(fullName(one))}">${escapeHtml(fullName(one))}</a></li>`,
  );
  return { title: "Fake GitHub", body: `<h1>Repositories</h1><ul>${links.join("")}</ul>` };
}

function repositoryPage(repository: RepositoryRecord): Page {
  const pulls = [...repository.pulls.values()].map((pull) => `<li>${pullLink(pull)}</li>`);
  const name = fullName(repository);
  return { title: name, body: `<h1>${escapeHtml(name)}</h1><h2>Pull requests</h2><ul>${pulls.join("")}</ul>` };
}

function pullRequestPage(pull: PullRequestRecord): Page {
  const { repository } = pull;
  const runs = runsOf(repository, (run) => run.headSha === pull.head.sha);
  const comments = [...repository.comments.values()].filter((one) => one.issueNumber === pull.number);
  const shownComments = comments.map(({ author, body, reactions }) => {
    const marks = reactions.map((one) => `<span class="mark">${escapeHtml(one.content)}</span>`).join(" ");
    return `<article><h3>${escapeHtml(author.login)}</h3>${markdownToHtml(body)}${marks}</article>`;
  });
  const title = `${pull.title} #${pull.number}`;
  const facts = `${pull.author.login} wants to merge ${pull.head.ref} into ${pull.base.ref} · ${pull.draft ? "draft" : pull.state}`;
  const body = [
    header(repository, title),
    `<p class="quiet">${escapeHtml(facts)}</p>`,
    `<article>${markdownToHtml(pull.body ?? "*No description provided.*")}</article>`,
    ...shownComments,
    ...runs.map((run) => showRun(repository, run)),
  ];
  return { title, body: body.join("") };
}

async function filePage(repository: RepositoryRecord, rest: readonly string[]): Promise<Page | undefined> {
  const [revision = "", ...segments] = rest;
  const sha = await repository.git.resolve(revision);
  const file = sha === undefined ? undefined : await repository.git.find(sha, segments.join("/"));
  const object = file && (await repository.git.read(file.id));
  if (object?.type !== "blob") return undefined;
  const lines = object.data.toString("utf8").split("\n");
  const shown = lines.map(
    (line, index) => `<tr id="L${index + 1}"><td>${index + 1}</td><td><pre>${escapeHtml(line)}</pre></td></tr>`,
  );
  const title = segments.join("/");
  return { title, body: `${header(repository, title)}<table class="file">${shown.join("")}</table>` };
}

function showRun(repository: RepositoryRecord, run: CheckRunRecord): string {
  const state = run.conclusion ?? run.status;
  const annotations = run.annotations.map((one) => showAnnotation(repository, run, one));
  return [
    `<section class="run ${escapeHtml(state)}"><h2>${escapeHtml(run.name)}: ${escapeHtml(run.title ?? state)}</h2>`,
    `<p class="quiet">${escapeHtml(state)} · ${escapeHtml(run.headSha.slice(0, 7))} · ${annotations.length} annotations</p>`,
    markdownToHtml(run.summary ?? ""),
    markdownToHtml(run.text ?? ""),
    annotations.length > 0 ? `<h3>Annotations</h3><table>${annotations.join("")}</table>` : "",
    "</section>",
  ].join("");
}

function showAnnotation(repository: RepositoryRecord, run: CheckRunRecord, one: AnnotationRecord): string {
  const file = one.path.split("/").map(encodeURIComponent).join("/");
  const address = `/${fullName(repository)}/blob/${run.headSha}/${file}#L${one.start_line}`;
  const place = `${one.path}:${one.start_line}${one.start_column === undefined ? "" : `:${one.start_column}`}`;
  const details = one.raw_details === undefined ? "" : `<pre>${escapeHtml(one.raw_details)}</pre>`;
  return [
    `<tr class="${one.annotation_level}"><td>${one.annotation_level}</td>`,
    `<td><a href="${escapeHtml(address)}">${escapeHtml(place)}</a></td>`,
    `<td><strong>${escapeHtml(one.title ?? "")}</strong><p class="message">${escapeHtml(one.message)}</p>${details}</td></tr>`,
  ].join("");
}

function header(repository: RepositoryRecord, title: string): string {
  const name = escapeHtml(fullName(repository));
  return `<p class="quiet"><a href="/${name}">${name}</a></p><h1>${escapeHtml(title)}</h1>`;
}

function pullLink(pull: PullRequestRecord): string {
  const address = `/${fullName(pull.repository)}/pull/${pull.number}/checks`;
  return `<a href="${escapeHtml(address)}">#${pull.number} ${escapeHtml(pull.title)}</a> <span class="quiet">${pull.state}</span>`;
}
