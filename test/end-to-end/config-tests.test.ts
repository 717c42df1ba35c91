/** A pull request with rules of Prometheus, a site of nginx, a zone and a unit: four tests, one failure, at its line. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { openToolRunner } from "../../engine/sandbox/tool-runner.ts";
import { missingTools } from "../engine/sandbox/inside.ts";
import { describeWith } from "../required.ts";
import { openStage, toolbox } from "./stage.ts";
import type { Stage } from "./stage.ts";

const files = {
  "prometheus/api.rules.yml":
    'groups:\n  - name: api\n    rules:\n      - alert: ApiDown\n        expr: up{job="api"} == 0\n        for: 5m\n',
  "nginx/sites/api.conf":
    "server {\n  listen 80;\n  server_name api.example.com;\n  location / {\n    proxy_pas http://api.internal:8080;\n  }\n}\n",
  "dns/example.com.zone": "$TTL 3600\n@ IN SOA ns1 admin 1 3600 600 86400 300\n@ IN NS ns1\nns1 IN A 10.0.0.30\n",
  "hosts/api.service": "[Service]\nExecStart=/usr/bin/true\n[Install]\nWantedBy=multi-user.target\n",
};

const missing = missingTools("promtool", "nginx", "named-checkzone", "systemd-analyze");

describeWith("tools", missing, "with a sandbox", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ toolbox: { ...toolbox, tools: openToolRunner() } });
  });
  afterEach(() => stage.github.assertClean());
  afterAll(() => stage.close());

  test("four tests, one failure at its line, figures in the summary", async () => {
    const pull = await stage.repository.openPullRequest({ head: "edge", title: "Open the edge", files });
    await stage.app.settled();
    const run = stage.run(pull);
    expect(run.conclusion).toBe("failure");
    expect(run.annotations).toMatchObject([
      { path: "nginx/sites/api.conf", start_line: 5, annotation_level: "failure" },
    ]);
    expect(run.annotations[0]?.message).toContain("unknown directive");
    expect(run.summary).toContain("### Config tests\n4 config tests: 3 passed, 1 failed");
    expect(run.summary).not.toContain("inconclusive");
  });

  test("mended, it passes", async () => {
    const mended = {
      ...files,
      "nginx/sites/api.conf": files["nginx/sites/api.conf"].replace("proxy_pas ", "proxy_pass "),
    };
    const pull = await stage.repository.openPullRequest({ head: "mended", title: "Open the edge well", files: mended });
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ conclusion: "success", annotations: [] });
    expect(stage.run(pull).summary).toContain("4 config tests: 4 passed");
  });
});

test("without one, everything else is checked, and what was not is told once for each tool", async () => {
  const stage = await openStage({ toolbox: { ...toolbox, tools: openToolRunner({ mode: "off" }) } });
  try {
    const pull = await stage.repository.openPullRequest({ head: "edge", title: "Open the edge", files });
    await stage.app.settled();
    const run = stage.run(pull);
    expect(run).toMatchObject({ conclusion: "success", annotations: [] });
    expect(run.summary).toContain("4 config tests: 4 inconclusive");
    const told = run.summary?.match(/config test inconclusive: sandbox unavailable/gu) ?? [];
    expect(told).toHaveLength(1);
  } finally {
    await stage.close();
  }
});
