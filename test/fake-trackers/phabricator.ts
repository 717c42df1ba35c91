/** A fake Phabricator: Conduit's searches for tasks and revisions, with its errors inside answers of status 200. */

import { openFakeTracker } from "./server.ts";
import type { FakeTracker, FakeTrackerOptions, Question, Reply } from "./server.ts";

export interface PhabricatorObject {
  readonly title: string;
  status: string;
  isClosed: boolean;
}

export interface FakePhabricator extends FakeTracker {
  /** By `T12` or `D12`. */
  readonly objects: Map<string, PhabricatorObject>;
}

export const conduitToken = "api-token-of-the-fake-phabricator";

export interface FakePhabricatorOptions extends FakeTrackerOptions {
  /** Before tasks bore the time of their closing. */
  readonly isOld?: boolean;
}

export async function openFakePhabricator(options: FakePhabricatorOptions = {}): Promise<FakePhabricator> {
  const objects = new Map<string, PhabricatorObject>();
  const server = await openFakeTracker((question) => answer(objects, question, options.isOld === true), options);
  return { ...server, objects };
}

function answer(objects: ReadonlyMap<string, PhabricatorObject>, question: Question, isOld: boolean): Reply {
  const { method, url, form } = question;
  if (method !== "POST" || form.get("api.token") !== conduitToken) {
    return conduit(null, "ERR-INVALID-AUTH", "API token is not valid.");
  }
  const letter = url.pathname === "/api/maniphest.search" ? "T" : "D";
  if (letter === "D" && url.pathname !== "/api/differential.revision.search") {
    return conduit(null, "ERR-CONDUIT-CALL", "API Method does not exist.");
  }
  const id = form.get("constraints[ids][0]") ?? "";
  const object = objects.get(`${letter}${id}`);
  if (object === undefined) return conduit({ data: [], maps: {} });
  const fields =
    letter === "D"
      ? { title: object.title, status: { value: object.status, closed: object.isClosed } }
      : {
          name: object.title,
          status: { value: object.status, name: object.status },
          ...(isOld ? {} : { dateClosed: object.isClosed ? 1_700_000_000 : null }),
        };
  return conduit({ data: [{ id: Number(id), type: letter === "T" ? "TASK" : "DREV", fields }] });
}

function conduit(result: unknown, code: string | null = null, info: string | null = null): Reply {
  return { status: 200, json: { result, error_code: code, error_info: info } };
}
