/** Check runs and suites: created by the App, appended to by PATCH, listed, asked for again. */

import { actorOf, ApiError, found, page, pageOf, type RepositoryRequest } from "./api-exchange.ts";
import { addRun, announceRun, announceSuite, refreshSuite, resetSuite, runsOf, suiteOf } from "./check-records.ts";
import { requireCheckRules, type CheckRunBody } from "./check-rules.ts";
import { aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { showAnnotation, showCheckRun, showCheckSuite } from "./show-checks.ts";
import { timestamp, type CheckRunRecord, type CheckSuiteRecord } from "./world.ts";

export const checkEndpoints: Endpoints = {
  "checks/create": aboutRepository<CheckRunBody>(async (request) => {
    const { world, repository, body } = request;
    requireCheckRules(body);
    const sha = body.head_sha ?? "";
    if (!(await repository.git.readCommit(sha))) throw new ApiError(422, `No commit found for SHA: ${sha}`);
    const suite = suiteOf(world, repository, sha);
    const run: CheckRunRecord = {
      id: world.nextId(),
      suite,
      headSha: sha,
      name: body.name ?? "",
      status: "queued",
      conclusion: null,
      startedAt: timestamp(world),
      completedAt: null,
      externalId: "",
      detailsUrl: null,
      title: null,
      summary: null,
      text: null,
      annotations: [],
      actions: [],
    };
    addRun(repository, run);
    applyBody(request, run);
    announceRun(world, repository, run, "created", actorOf(request));
    await tellCompletion(request, run, false);
    return { status: 201, body: showCheckRun(world, repository, run) };
  }),

  "checks/update": aboutRepository<CheckRunBody>(async (request) => {
    const { world, repository, body } = request;
    const run = askedRun(request);
    requireCheckRules(body);
    const wasCompleted = run.status === "completed";
    applyBody(request, run);
    await tellCompletion(request, run, wasCompleted);
    return { status: 200, body: showCheckRun(world, repository, run) };
  }),

  "checks/get": aboutRepository((request) => ({
    status: 200,
    body: showCheckRun(request.world, request.repository, askedRun(request)),
  })),

  "checks/list-annotations": aboutRepository((request) => {
    const run = askedRun(request);
    return page(request, run.annotations, (one) => showAnnotation(request.world, request.repository, run.headSha, one));
  }),

  "checks/list-for-ref": aboutRepository(async (request) => {
    const sha = await askedCommit(request);
    return listRuns(request, (run) => run.headSha === sha);
  }),

  "checks/list-for-suite": aboutRepository((request) => {
    const suite = askedSuite(request);
    return listRuns(request, (run) => run.suite === suite);
  }),

  "checks/get-suite": aboutRepository(async (request) => ({
    status: 200,
    body: await showSuite(request, askedSuite(request)),
  })),

  "checks/list-suites-for-ref": aboutRepository(async (request) => {
    const sha = await askedCommit(request);
    const suites = isForeignApp(request)
      ? []
      : [...request.repository.suites.values()].filter((one) => one.headSha === sha);
    const { items, headers } = pageOf(request, suites);
    const shown = await Promise.all(items.map((suite) => showSuite(request, suite)));
    return { status: 200, headers, body: { total_count: suites.length, check_suites: shown } };
  }),

  "checks/rerequest-run": aboutRepository((request) => {
    const run = askedRun(request);
    resetSuite(request.world, run.suite);
    announceRun(request.world, request.repository, run, "rerequested", actorOf(request));
    return { status: 201, body: {} };
  }),

  "checks/rerequest-suite": aboutRepository(async (request) => {
    const suite = askedSuite(request);
    resetSuite(request.world, suite);
    await announceSuite(request.world, request.repository, suite, "rerequested", actorOf(request));
    return { status: 201, body: {} };
  }),
};

function applyBody(request: RepositoryRequest<CheckRunBody>, run: CheckRunRecord): void {
  const { world, repository, body } = request;
  run.name = body.name ?? run.name;
  run.externalId = body.external_id ?? run.externalId;
  run.detailsUrl = body.details_url ?? run.detailsUrl;
  run.startedAt = body.started_at ?? run.startedAt;
  run.actions = body.actions ?? run.actions;
  run.title = body.output?.title ?? run.title;
  run.summary = body.output?.summary ?? run.summary;
  run.text = body.output?.text ?? run.text;
  run.annotations.push(...(body.output?.annotations ?? []));
  run.status = body.status ?? run.status;
  if (body.conclusion !== undefined) {
    run.status = "completed";
    run.conclusion = body.conclusion;
    run.completedAt = body.completed_at ?? timestamp(world);
  } else if (run.status !== "completed") {
    run.conclusion = null;
    run.completedAt = null;
  }
  refreshSuite(world, repository, run.suite);
}

async function tellCompletion(request: RepositoryRequest, run: CheckRunRecord, wasCompleted: boolean): Promise<void> {
  if (run.status !== "completed" || wasCompleted) return;
  const { world, repository } = request;
  announceRun(world, repository, run, "completed", actorOf(request));
  if (run.suite.status === "completed")
    await announceSuite(world, repository, run.suite, "completed", actorOf(request));
}

function listRuns(request: RepositoryRequest, isWanted: (run: CheckRunRecord) => boolean) {
  const { world, repository, query } = request;
  const [name, status] = [query.get("check_name"), query.get("status")];
  const filter = query.get("filter") === "all" ? "all" : "latest";
  const runs = runsOf(
    repository,
    (run) => isWanted(run) && (name === null || run.name === name) && (status === null || run.status === status),
    filter,
  );
  const visible = isForeignApp(request) ? [] : runs;
  const { items, headers } = pageOf(request, visible);
  const shown = items.map((run) => showCheckRun(world, repository, run));
  return { status: 200, headers, body: { total_count: visible.length, check_runs: shown } };
}

/** Every run here was written by the one App of this GitHub. */
function isForeignApp(request: RepositoryRequest): boolean {
  const id = request.query.get("app_id");
  return id !== null && Number(id) !== request.world.app.id;
}

function askedRun(request: RepositoryRequest): CheckRunRecord {
  return found(request.repository.checkRuns.get(Number(parameter(request, "check_run_id"))));
}

function askedSuite(request: RepositoryRequest): CheckSuiteRecord {
  return found(request.repository.suites.get(Number(parameter(request, "check_suite_id"))));
}

async function askedCommit(request: RepositoryRequest): Promise<string> {
  const ref = parameter(request, "ref");
  const sha = await request.repository.git.resolve(ref);
  if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return sha;
}

async function showSuite({ world, repository }: RepositoryRequest, suite: CheckSuiteRecord) {
  return showCheckSuite(world, repository, suite, found(await repository.git.readCommit(suite.headSha)));
}
