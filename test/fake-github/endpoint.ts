/** How an operation of the API is registered: its function, and whether it is about one repository. */

import type { ApiRequest, ApiResponse, RepositoryRequest } from "./api-exchange.ts";
import type { DeliveryLog } from "./deliveries.ts";
import type { Tokens } from "./tokens.ts";

type Answer = ApiResponse | Promise<ApiResponse>;

export type Endpoint =
  | { readonly about: "app"; readonly answer: (request: ApiRequest, services: Services) => Answer }
  | { readonly about: "repository"; readonly answer: (request: RepositoryRequest) => Answer };

/** By GitHub's operation id. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** What only the App's own operations need. */
export interface Services {
  readonly tokens: Tokens;
  readonly deliveries: DeliveryLog;
}

/** The body has passed GitHub's schema of the operation, which is what makes its type true. */
export function aboutRepository<Body>(answer: (request: RepositoryRequest<Body>) => Answer): Endpoint {
  return { about: "repository", answer: (request) => answer(request as RepositoryRequest<Body>) };
}

export function aboutApp<Body>(answer: (request: ApiRequest<Body>, services: Services) => Answer): Endpoint {
  return { about: "app", answer: (request, services) => answer(request as ApiRequest<Body>, services) };
}

/** @returns the path parameter as GitHub would read it. */
export function parameter(request: ApiRequest, name: string): string {
  return request.parameters[name] ?? "";
}
