/** A file of nothing but findings brings the first of them, and says so. */

import { expect, test } from "@jest/globals";
import { bounded } from "../../engine/flood.ts";

const flood = (count: number) => ({ findings: Array.from({ length: count }, (_, index) => ({ message: `${index}` })) });

test("what people can have written stays whole", () => {
  const observation = flood(5_000);
  expect(bounded(observation)).toBe(observation);
});

test("beyond that the first are kept, and the rest is told", () => {
  const { findings, gaps } = bounded(flood(5_001));
  expect(findings).toHaveLength(5_000);
  expect(findings[0]?.message).toBe("0");
  expect(gaps).toEqual([{ reason: "holds 5001 findings; the first 5000 are compared", cause: "input" }]);
});
