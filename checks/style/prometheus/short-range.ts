/**
 * Ranges that are too short for the interval at which the series are scraped.
 *
 * Why: between two scrapes there is one sample at most, and of one sample there is no rate, so the result comes and goes.
 *
 * The interval is that of the nearest `prometheus.yml` above the rule file, where it sets one for all jobs.
 *
 * Bad:
 * ```text
 * === head prometheus.yml
 * global:
 *   scrape_interval: 1m
 * === head rules/api.rules.yml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:rate
 *         expr: sum by (job) (rate(errors_total[1m]))
 * ```
 *
 * Good:
 * ```text
 * === head prometheus.yml
 * global:
 *   scrape_interval: 1m
 * === head rules/api.rules.yml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:rate
 *         expr: sum by (job) (rate(errors_total[5m]))
 * ```
 *
 * Mend: look back four times the interval or more.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/short-range -- reason`
 */

import type { Facts, Trees } from "../../../core/check.ts";
import type { Document } from "../../../core/document.ts";
import { parseDuration, writeDuration } from "../../../languages/promql/duration.ts";
import { everyNode } from "../../../languages/promql/tree.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

/** They need two samples at least. */
const needTwo = new Set([
  "rate",
  "irate",
  "increase",
  "delta",
  "idelta",
  "deriv",
  "predict_linear",
  "changes",
  "resets",
]);

export default prometheusCheck(
  ({ expression }, { facts }) => {
    const tree = expression?.tree;
    const [interval, path] = [facts?.["interval"], facts?.["path"]];
    if (!tree || typeof interval !== "number" || typeof path !== "string") return [];
    return [...everyNode(tree)].flatMap((node) => {
      if (node.type !== "PromqlCall" || !needTwo.has(node.name.text)) return [];
      const range = node.arguments.find((each) => each.type === "PromqlRange");
      const seconds = range?.type === "PromqlRange" ? range.duration.seconds : undefined;
      if (range?.type !== "PromqlRange" || seconds === undefined || seconds >= 2 * interval) return [];
      return [
        {
          place: expression.at(range.duration),
          message: `\`${node.name.text}\` over ${writeDuration(seconds)} often finds no two samples: \`${path}\` scrapes every ${writeDuration(interval)}.`,
          advice: `Look back ${writeDuration(4 * interval)} or more.`,
        },
      ];
    });
  },
  { gather },
);

/** The scrape interval of the `prometheus.yml` that is nearest above a rule file; nothing where jobs set their own. */
async function gather(documents: readonly Document[], { own }: Trees): Promise<ReadonlyMap<string, Facts>> {
  const contents = await own.read([...new Set(documents.flatMap(({ path }) => candidates(path)))]);
  const facts = new Map<string, Facts>();
  for (const { path } of documents) {
    const found = candidates(path).find((candidate) => contents.get(candidate)?.kind === "text");
    const content = found === undefined ? undefined : contents.get(found);
    const interval = content?.kind === "text" ? intervalIn(content.text) : undefined;
    if (interval !== undefined) facts.set(path, { interval, path: found });
  }
  return facts;
}

function candidates(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const above = folders.map((_, index) => `${folders.slice(0, folders.length - index).join("/")}/`);
  return [...above, ""].slice(0, 4).flatMap((folder) => [`${folder}prometheus.yml`, `${folder}prometheus.yaml`]);
}

/** Seconds. Lines are read, nothing is parsed: a file with several intervals says nothing about all jobs. */
function intervalIn(text: string): number | undefined {
  const written = [
    ...text.slice(0, 200_000).matchAll(/^[ \t]*scrape_interval:[ \t]*["']?(\w+)["']?[ \t]*(?:#.*)?$/gmu),
  ];
  const intervals = new Set(written.map(([, value = ""]) => parseDuration(value)));
  const [interval] = intervals;
  return intervals.size === 1 && /^global:/mu.test(text) ? interval : undefined;
}
