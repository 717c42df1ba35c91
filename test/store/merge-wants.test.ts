/** Two wants become one that loses nothing of either. */

import { expect, test } from "@jest/globals";
import { mergeWants, newerHead } from "../../store/merge-wants.ts";
import type { Want } from "../../store/store.ts";

const full: Want = { scope: "full", reruns: [] };
const older = { sha: "old", at: "2026-11-22T10:00:01Z" };
const newer = { sha: "new", at: "2026-11-22T10:00:02Z" };

test("the newer head, the wider scope, everybody who asked, the earlier time", () => {
  const rerun = { by: "ada", rules: [], comment: 5 };
  const edit: Want = { scope: "text", reruns: [rerun], head: newer, since: 7_000 };
  const merged = { scope: "full", reruns: [rerun], head: newer, since: 3_000 };
  expect(mergeWants({ ...full, head: older, since: 3_000 }, edit)).toEqual(merged);
  expect(mergeWants(edit, { ...full, head: older, since: 3_000 })).toEqual(merged);
});

test("an older head that comes late is not the newest; of two in one second the later arrival is", () => {
  expect(newerHead(newer, older)).toBe(newer);
  expect(newerHead(older, { ...newer, at: older.at })).toMatchObject({ sha: "new" });
  expect(newerHead(undefined, older)).toBe(older);
});

test("a merge group that is asked for again is no longer gone", () => {
  const gone: Want = { ...full, gone: true };
  const asked: Want = { ...full, group: { baseSha: "b" } };
  expect(mergeWants(gone, asked).gone).toBeUndefined();
  expect(mergeWants(asked, gone).gone).toBe(true);
  expect(mergeWants(gone, full).gone).toBe(true);
});
