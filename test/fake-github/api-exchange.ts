/** What an operation of the fake is handed and gives back, and the errors it may raise in GitHub's own form. */

import type { Account, Installation, RepositoryRecord, World } from "./world.ts";

/** Who asks. */
export type Identity =
  | { readonly kind: "anonymous" }
  | { readonly kind: "app" }
  | { readonly kind: "user"; readonly account: Account }
  | {
      readonly kind: "installation";
      readonly installation: Installation;
      readonly permissions: Installation["permissions"];
      /** Ids of the repositories the token was narrowed to. */
      readonly repositories?: ReadonlySet<number>;
    };

export interface ApiRequest<Body = unknown> {
  readonly world: World;
  /** As asked, without the query. */
  readonly path: string;
  readonly identity: Identity;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Has passed GitHub's schema of the operation. */
  readonly body: Body;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A request about a repository that the asker may see. */
export interface RepositoryRequest<Body = unknown> extends ApiRequest<Body> {
  readonly repository: RepositoryRecord;
}

export interface ApiResponse {
  readonly status: number;
  /** JSON unless `raw` is set. */
  readonly body?: unknown;
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ValidationError {
  readonly resource: string;
  readonly code: string;
  readonly field?: string;
  readonly message?: string;
}

/** An answer that is an error by GitHub's rules. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly (ValidationError | string)[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors: readonly (ValidationError | string)[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function errorResponse(error: ApiError): ApiResponse {
  const errors = error.errors.length > 0 ? { errors: error.errors } : {};
  const body = { message: error.message, ...errors, documentation_url: "https://docs.github.com/rest" };
  return { status: error.status, body: { ...body, status: String(error.status) }, headers: error.headers };
}

export const notFound = () => new ApiError(404, "Not Found");

/** @throws a 404 when there is nothing. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw notFound();
  return value;
}

export function unprocessable(...errors: (ValidationError | string)[]): ApiError {
  return new ApiError(422, "Validation Failed", errors);
}

/** Who writes: the App's bot for an installation, else the user. */
export function actorOf(request: ApiRequest): Account {
  return request.identity.kind === "user" ? request.identity.account : request.world.app.bot;
}

/** One page of a list with GitHub's `link` header. */
export function page<T>(request: ApiRequest, all: readonly T[], render: (item: T) => unknown): ApiResponse {
  const slice = pageOf(request, all);
  return { status: 200, body: slice.items.map(render), headers: slice.headers };
}

/** At most 100 a page, 30 unless asked. */
export function pageOf<T>(request: ApiRequest, all: readonly T[]) {
  const perPage = Math.min(100, Math.max(1, Number(request.query.get("per_page") ?? 30)));
  const number = Math.max(1, Number(request.query.get("page") ?? 1));
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const link = (target: number, relation: string) => {
    const query = new URLSearchParams(request.query);
    query.set("page", String(target));
    return `<${request.world.url}${request.path}?${query}>; rel="${relation}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, "prev"), link(1, "first")] : []),
    ...(number < last ? [link(number + 1, "next"), link(last, "last")] : []),
  ];
  const items = all.slice((number - 1) * perPage, number * perPage);
  return { items, headers: links.length > 0 ? { link: links.join(", ") } : ({} as Record<string, string>) };
}
