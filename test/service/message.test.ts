/** What a log says of an error: enough to act on, nothing of what was sent or read. */

import { expect, test } from "@jest/globals";
import { messageOf } from "../../service/message.ts";

const secret = "hunter2-hunter2";

function refusal(status: number, message: string): Error {
  return Object.assign(new Error(message), { status });
}

test.each([
  ["a refusal that quotes what it refuses", refusal(422, `Validation Failed: {"value":"${secret}"} - https://docs`)],
  ["a schema's complaint over several lines", refusal(422, `Invalid request.\n\n"${secret}" is not a string.`)],
  ["a parser that quotes what it cannot parse", new SyntaxError(`Unexpected token 'h', "${secret}" is not valid JSON`)],
  [
    "GraphQL's errors",
    Object.assign(new Error(`Request failed:\n - ${secret}`), {
      name: "GraphqlResponseError",
      errors: [{ type: "NOT_FOUND", message: secret }],
    }),
  ],
  ["something thrown that is no error", { secret }],
])("%s", (_what, error) => {
  expect(messageOf(error)).not.toContain(secret);
  expect(messageOf(error)).not.toBe("");
});

test("says what GitHub said", () => {
  expect(messageOf(refusal(403, "Resource not accessible by integration"))).toBe(
    "GitHub answered with status 403: Resource not accessible by integration",
  );
});
