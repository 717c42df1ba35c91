/** What the operator reads holds: every metric is described, and no alert waits for one that is not there. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { kindOf } from "../../core/kinds.ts";
import { packageRoot } from "../../engine/package-root.ts";
import { createMetrics } from "../../web/metrics.ts";

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const path = "docs/alerts/plumbline.rules.yml";
let manual: string;
let rulesText: string;
let alerts: readonly Alert[];
let exported: readonly string[];

beforeAll(async () => {
  manual = await readFile(join(packageRoot(), "docs/operations.md"), "utf8");
  rulesText = await readFile(join(packageRoot(), path), "utf8");
  const file = parse(rulesText) as { readonly groups: readonly { readonly rules: readonly Alert[] }[] };
  alerts = file.groups.flatMap((group) => group.rules);
  const nothing = async () => ({ deliveries: { count: 0 }, subjects: { count: 0 } });
  const metrics = createMetrics({ version: "0.0.0", waiting: nothing, now: () => 0 });
  exported = [...(await metrics.text()).matchAll(/^# TYPE (plumbline_\S+)/gm)].map(([, name = ""]) => name);
});

test("every metric of ours is described", () => {
  const own = exported.filter((name) => !/^plumbline_(?:process|nodejs)_/.test(name));
  expect(own.length).toBeGreaterThan(15);
  expect(own.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
  const described = [...manual.matchAll(/^\| `(plumbline_\w+)`/gm)].map(([, name = ""]) => name);
  expect(described.filter((name) => !own.includes(name))).toEqual([]);
});

describe("alerts", () => {
  test("are a Prometheus rule file by our own lights", () => {
    expect(kindOf(path, rulesText, "yaml")).toBe("prometheus-rules");
    expect(alerts.length).toBeGreaterThan(5);
  });

  test("ask only for metrics that there are", () => {
    for (const { alert, expr } of alerts) {
      const names = [...expr.matchAll(/plumbline_\w+/g)].map(([name]) => name.replace(/_(?:bucket|sum|count)$/, ""));
      expect([alert, names.length > 0]).toEqual([alert, true]);
      expect([alert, names.filter((name) => !exported.includes(name))]).toEqual([alert, []]);
    }
  });

  test("say how bad it is, and lead to a section that says what to do", () => {
    const sections = [...manual.matchAll(/^### (.+)$/gm)].map(([, title = ""]) =>
      title.toLowerCase().replaceAll(" ", "-"),
    );
    for (const { alert, labels, annotations } of alerts) {
      expect([alert, labels["severity"]]).toEqual([alert, expect.stringMatching(/^(?:page|ticket)$/)]);
      expect([alert, annotations["summary"]]).toEqual([alert, expect.stringMatching(/\.$/)]);
      expect(sections).toContain(annotations["runbook"]?.split("#")[1]);
    }
  });
});
