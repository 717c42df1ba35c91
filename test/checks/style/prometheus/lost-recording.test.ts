/** Alerts whose recorded series goes away, ranges shorter than the scrape interval: what needs more than one file. */

import { expect, test } from "@jest/globals";
import lostRecording from "../../../../checks/style/prometheus/lost-recording.ts";
import shortRange from "../../../../checks/style/prometheus/short-range.ts";
import type { ChangedFile, Differential } from "../../../../core/differential.ts";
import { treeOf } from "../../tree-of.ts";
import { alert, group, judged, yamlDocument } from "./judged.ts";

const recording = group("- record: job:errors:rate5m\n  expr: sum by (job) (rate(errors_total[5m]))");
const user = alert('"job:errors:rate5m > 1"');

async function told(base: Record<string, string>, head: Record<string, string>): Promise<string[]> {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter((path) => base[path] !== head[path]);
  const statusOf = (path: string): ChangedFile["status"] =>
    !(path in head) ? "removed" : path in base ? "modified" : "added";
  const differential: Differential = {
    repository: "shop/rules",
    base: treeOf(base),
    head: treeOf(head),
    files: paths.map((path) => ({ path, status: statusOf(path), kind: "file", additions: 1, deletions: 1 })),
    commits: [],
  };
  const { findings } = await lostRecording.look(differential, { options: {}, schemas: {} });
  return findings.map(({ at, message }) => `${at?.path ?? ""}: ${message}`);
}

test("a user in a file that the change leaves alone is told", async () => {
  const users = { "alerts/api.yml": user };
  expect(await told({ ...users, "rules/api.yml": recording }, users)).toEqual([
    "alerts/api.yml: Alert `ApiFails` uses `job:errors:rate5m`, which this change no longer records, so it finds nothing.",
  ]);
});

test("what is recorded elsewhere, moved, or used by nobody is fine", async () => {
  const users = { "alerts/api.yml": user };
  expect(await told({ ...users, "rules/a.yml": recording }, { ...users, "rules/b.yml": recording })).toEqual([]);
  const both = { ...users, "rules/b.yml": recording };
  expect(await told({ ...both, "rules/a.yml": recording }, both)).toEqual([]);
  expect(await told({ "rules/a.yml": recording }, {})).toEqual([]);
  expect(await told({ ...users, "rules/a.yml": recording }, { ...users, "rules/a.yml": "groups: [" })).toEqual([]);
});

test.each([
  ["global:\n  scrape_interval: 1m\n", 1],
  ["global:\n  scrape_interval: 15s\n", 0],
  ["global:\n  scrape_interval: 1m\nscrape_configs:\n  - job_name: a\n    scrape_interval: 5s\n", 0],
  ["scrape_interval: 1m\n", 0],
])("a range of a minute beside %j", async (configuration, count) => {
  const tree = treeOf({ "prometheus/prometheus.yml": configuration });
  const text = alert("rate(errors_total[1m]) > 1");
  const facts = await shortRange.gather?.(
    [yamlDocument(text)],
    { own: tree, base: tree },
    { options: {}, schemas: {} },
  );
  const own = facts?.get("prometheus/api.rules.yml");
  expect(await judged(shortRange, text, { ...(own && { facts: own }) })).toHaveLength(count);
});
