/** Takes in what the CI of a repository has its tools say of a commit: known by its token, kept before it is answered. */

import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Hono } from "hono";
import { readToolReport, type ToolReport } from "../core/tool-report.ts";
import type { Reporter, TakenReport } from "../service/tool-reports.ts";
import { type Arriving, readBody } from "./body.ts";
import { isReportToken, repositoryOfToken } from "./report-token.ts";
import type { IdentifyWorkflow } from "./workflow-identity.ts";

export interface ReportOptions {
  /** Of the App, the newest first: tokens are made from it. */
  readonly secrets: readonly (string | undefined)[];
  readonly identifyWorkflow: IdentifyWorkflow;
  /** Durable when it resolves. */
  readonly take: (reporter: Reporter, sha: string, report: ToolReport) => Promise<TakenReport>;
  /** Told what became of each request, for counting. */
  readonly onOutcome?: (outcome: ReportOutcome) => void;
  /** In bytes: as sent, and unpacked. */
  readonly limits?: { readonly sent: number; readonly unpacked: number };
}

export type ReportOutcome = "joins" | "early" | "late" | "refused" | "malformed" | "too-large" | "busy";

interface Answer {
  readonly status: 202 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 503;
  readonly outcome: ReportOutcome;
  /** One sentence for whoever reads the log of the CI. */
  readonly message: string;
}

/** GitHub's code scanning takes as much. */
const usualLimits = { sent: 10 * 1024 * 1024, unpacked: 32 * 1024 * 1024 };
const unpack = promisify(gunzip);

export function reportRoutes(options: ReportOptions): Hono {
  const arriving: Arriving = { bytes: 0, most: 3 * usualLimits.sent };
  return new Hono().post("/api/reports", async (context) => {
    const { status, outcome, message } = await takeIn(context.req.raw, options, arriving);
    options.onOutcome?.(outcome);
    return context.json({ status: outcome, message }, status);
  });
}

async function takeIn(request: Request, options: ReportOptions, arriving: Arriving): Promise<Answer> {
  const reporter = await identify(request, options);
  if ("status" in reporter) return reporter;
  const sent = await contentOf(request, options, arriving);
  if ("status" in sent) return sent;
  const { repository, sha, formatVersion } = sent.data;
  if (formatVersion !== 1) return malformed("`formatVersion` is not 1");
  if (typeof sha !== "string" || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(sha)) {
    return malformed("`sha` is no full commit id");
  }
  const own = `${reporter.owner}/${reporter.repo}`;
  if (typeof repository !== "string" || repository.toLowerCase() !== own.toLowerCase()) {
    return { status: 403, outcome: "refused", message: "this token is for another repository" };
  }
  const report = readToolReport(sent.data);
  if (typeof report === "string") return malformed(report);
  return answerOf(await options.take(reporter, sha, report), report.tool, reporter);
}

/** Before anything of the body is read. */
async function identify(
  { headers }: Request,
  { secrets, identifyWorkflow }: ReportOptions,
): Promise<Reporter | Answer> {
  const token = /^Bearer ([\w.~+/=-]{1,8192})$/iu.exec(headers.get("authorization") ?? "")?.[1];
  const unknown = { status: 401, outcome: "refused", message: "this token is not known" } as const;
  if (token === undefined) return { ...unknown, message: "a report needs a token" };
  if (isReportToken(token)) {
    const repository = repositoryOfToken(token, secrets);
    return repository === undefined ? unknown : { ...repository, about: { kind: "any" } };
  }
  const found = await identifyWorkflow(token);
  if (found === "unreachable") {
    return { status: 503, outcome: "busy", message: "GitHub's keys could not be read; try again" };
  }
  return found === "invalid" ? unknown : found;
}

interface Content {
  readonly data: Readonly<Record<string, unknown>>;
}

async function contentOf(
  request: Request,
  { limits = usualLimits }: ReportOptions,
  arriving: Arriving,
): Promise<Content | Answer> {
  const { headers } = request;
  const tooLarge = { status: 413, outcome: "too-large", message: "the report is too large" } as const;
  const encoding = headers.get("content-encoding") ?? "identity";
  if (headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    return { status: 415, outcome: "malformed", message: "reports come as application/json" };
  }
  if (!["gzip", "identity"].includes(encoding)) {
    return { status: 415, outcome: "malformed", message: "only gzip is unpacked" };
  }
  if (Number(headers.get("content-length") ?? 0) > limits.sent) return tooLarge;
  const body = await readBody(request, limits.sent, arriving);
  if (body === "too-large") return tooLarge;
  if (body === "busy") return { status: 503, outcome: "busy", message: "too much is arriving at once; try again" };
  try {
    const text = encoding === "gzip" ? await unpack(body, { maxOutputLength: limits.unpacked }) : body;
    const data: unknown = JSON.parse(text.toString("utf8"));
    if (typeof data !== "object" || data === null || Array.isArray(data))
      return malformed("the body is no JSON object");
    return { data: { ...data } };
  } catch (error) {
    const isBomb =
      typeof error === "object" && error !== null && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isBomb ? tooLarge : malformed("the body is no JSON object");
  }
}

function malformed(message: string): Answer {
  return { status: 400, outcome: "malformed", message };
}

function answerOf(taken: TakenReport, tool: string, { owner, repo, about }: Reporter): Answer {
  switch (taken.kind) {
    case "joins": {
      const names = taken.subjects.map((subject) =>
        subject.replace(/^pull\//u, "#").replace(/^group\/.*/u, "the merge queue"),
      );
      return {
        status: 202,
        outcome: "joins",
        message: `the results of ${tool} join the check run of ${names.join(", ")}`,
      };
    }
    case "early":
      return {
        status: 202,
        outcome: "early",
        message: `kept: no pull request of ${owner}/${repo} has this commit as its head so far`,
      };
    case "late":
      return { status: 202, outcome: "late", message: "kept, but a newer commit has taken this one's place" };
    case "unknown-repository":
      return { status: 404, outcome: "refused", message: `no pull request of ${owner}/${repo} has been seen here` };
    case "not-theirs": {
      const own = about.kind === "pull" ? `pull request #${about.number}` : "its own commit";
      return { status: 403, outcome: "refused", message: `this workflow may speak of ${own} alone` };
    }
    case "full":
      return { status: 409, outcome: "refused", message: "too many tools have reported on this commit" };
  }
}
