/** Who is let off, and who only looks like it: bots by what they change, labels by their reason, requests by what they take up. */

import { describe, expect, test } from "@jest/globals";
import description from "../../../checks/context/description.ts";
import { exemptionOf } from "../../../checks/context/request/exemption.ts";
import { textsOf } from "../../../checks/context/request/places.ts";
import { differentialSaying } from "./saying.ts";
import type { Saying } from "./saying.ts";

describe("a bot that only raises versions", () => {
  const skipped = async (files: Saying["files"], author = "renovate[bot]") =>
    (await exemptionOf(differentialSaying({ author, ...(files && { files }) }), { exemptBots: true }))?.skipped;

  const module = (source: string, version: string) =>
    `module "net" {\n  source  = "${source}"\n  version = "${version}"\n}\n`;
  const image = (image: string, replicas = 2) => `spec:\n  replicas: ${replicas}\n  image: ${image}\n`;
  const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

  test.each<[string, Saying["files"]]>([
    ["an image's tag", { "k8s/api.yaml": [image("shop/api:1.4.2"), image("shop/api:1.5.0-alpine")] }],
    ["an image's digest", { "k8s/api.yaml": [image(`shop/api@${digest("a")}`), image(`shop/api@${digest("b")}`)] }],
    ["a values file's tag", { "values.yaml": ['tag: "1.4"\n', 'tag: "1.5"\n'] }],
    ["a module's version", { "main.tf": [module("shop/net/aws", "~> 5.1"), module("shop/net/aws", "~> 5.2")] }],
    [
      "a module's ref",
      { "main.tf": ['source = "git::https://x/y?ref=v1.2.3"\n', 'source = "git::https://x/y?ref=v1.3.0"\n'] },
    ],
    [
      "an action's commit",
      {
        ".github/workflows/a.yml": [`uses: a/b@${"1".repeat(40)} # v4.1.0\n`, `uses: a/b@${"2".repeat(40)} # v4.2.0\n`],
      },
    ],
    ["a base image", { Dockerfile: ["FROM node:20.1-slim AS build\n", "FROM node:22.3-slim AS build\n"] }],
    ["a lock file, whatever is in it", { ".terraform.lock.hcl": ["a", "b"], "package-lock.json": [undefined, "{}"] }],
    ["a manifest", { "package.json": ['{"dependencies":{"a":"^1.0.0"}}', '{"dependencies":{"a":"^2.0.0"}}'] }],
  ])("%s: not asked", async (_, files) => {
    expect(await skipped(files)).toBe("`renovate[bot]`, a bot, only raises versions");
  });

  test.each<[string, Saying["files"]]>([
    ["replicas beside an image", { "k8s/api.yaml": [image("shop/api:1.4.2"), image("shop/api:1.4.3", 20)] }],
    ["another image", { "k8s/api.yaml": [image("shop/api:1.4.2"), image("evil/api:1.4.2")] }],
    ["a network", { "production/network.tf": ['cidr = "10.0.0.0/8"\n', 'cidr = "0.0.0.0/0"\n'] }],
    ["a port", { "k8s/svc.yaml": ["port: 80\n", "port: 22\n"] }],
    ["a cluster's version", { "eks.tf": ['cluster_version = "1.29"\n', 'cluster_version = "1.30"\n'] }],
    [
      "a cluster's version called so",
      { "eks.tf": ['role_arn = "a"\nversion = "1.29"\n', 'role_arn = "a"\nversion = "1.30"\n'] },
    ],
    [
      "a branch in place of a version",
      { "main.tf": ['source = "git::https://x/y?ref=v1"\n', 'source = "git::https://x/y?ref=main"\n'] },
    ],
    ["a new file", { "k8s/api.yaml": [undefined, image("shop/api:1")] }],
    ["a file that is gone", { "k8s/api.yaml": [image("shop/api:1"), undefined] }],
    ["a line more", { "k8s/api.yaml": [image("shop/api:1"), `${image("shop/api:2")}  hostNetwork: true\n`] }],
    ["nothing at all", {}],
  ])("%s: asked", async (_, files) => {
    expect(await skipped(files)).toBeUndefined();
  });

  test("people are asked, and so are bots where the rule says so", async () => {
    const files = { "go.sum": ["a", "b"] } as const;
    expect(await skipped(files, "ada")).toBeUndefined();
    const asked = exemptionOf(differentialSaying({ author: "renovate[bot]", files }), { exemptBots: false });
    expect(await asked).toBeUndefined();
  });

  test("a line of five million characters is data", async () => {
    const line = `image: a:${"1.".repeat(2_500_000)}`;
    expect(await skipped({ "k8s/api.yaml": [line, `${line}2`] })).toBeUndefined();
  });
});

describe("a label with a reason", () => {
  const exemption = (body: string, labels = ["No-Ticket"], more: Saying = {}) =>
    exemptionOf(differentialSaying({ ...more, body, labels }), { exemptBots: true, exemptLabels: ["no-ticket"] });

  test.each([
    "no-ticket: the outage of 12 May, see the timeline",
    "Hello.\r\n\r\n- **No-Ticket:** the outage of 12 May, see the timeline\r\n",
    "`no-ticket`: the outage of 12 May, see the timeline",
  ])("%j lets it off, and is kept", async (body) => {
    expect(await exemption(body)).toEqual({
      findings: [],
      skipped: "label `No-Ticket`: `the outage of 12 May, see the timeline`",
      exemption: { label: "No-Ticket", reason: "the outage of 12 May, see the timeline" },
    });
  });

  test.each([
    "",
    "no-ticket:",
    "no-ticket: TODO",
    "<!-- no-ticket: an outage -->",
    "> no-ticket: an outage",
    "no-tickets: x",
  ])("%j says nothing: the reason is asked for", async (body) => {
    expect((await exemption(body))?.findings).toEqual([
      {
        message: "the label `No-Ticket` lets this change off, and nothing says why.",
        advice: "Add a line `No-Ticket: the reason` to the description, no push needed.",
        evidence: "label without reason",
      },
    ]);
  });

  test("other labels, and reasons without the label, let nobody off", async () => {
    expect(await exemption("no-ticket: an outage", ["network"])).toBeUndefined();
    expect(await exemption("no-ticket: an outage", [])).toBeUndefined();
  });

  test("a label whose name holds a colon, and a hostile reason", async () => {
    const body = `exempt:ticket: @everyone \`<img src=x>\` ${"x".repeat(500_000)}`;
    const differential = differentialSaying({ body, labels: ["exempt:ticket"] });
    const exempt = await exemptionOf(differential, { exemptBots: true, exemptLabels: ["exempt:ticket"] });
    expect(exempt?.skipped).toMatch(/^label `exempt:ticket`: `@everyone '<img src=x>' x+…`$/);
  });
});

describe("what a request takes up again", () => {
  const inherited = [
    {
      kind: "revert",
      number: 12,
      title: "OPS-12: open SSH",
      body: "The new office needs it since the move.",
      branch: "open-ssh",
    },
  ] as const;

  test("its words count, and are named as what they are", async () => {
    const texts = await textsOf(differentialSaying({ title: "Revert", inherited }), ["title", "body", "branch"]);
    expect(texts.map(({ name }) => name)).toEqual([
      "the title",
      "the title of `#12`, which this reverts",
      "the description of `#12`, which this reverts",
      "the branch of `#12`, which this reverts",
    ]);
  });

  test("a revert needs no description of its own; its original must have one", async () => {
    const options = { words: 5, exemptBots: true, exemptLabels: [] };
    const look = (saying: Saying) =>
      description.look(differentialSaying({ body: "Reverts shop/infrastructure#12", ...saying }), {
        schemas: {},
        paths: ["a"],
        options,
      });
    expect(await look({ inherited })).toEqual({ findings: [], note: "the description of `#12`, which this reverts" });
    expect((await look({ inherited: [{ ...inherited[0], body: "" }] })).findings).toHaveLength(1);
    expect((await look({})).findings).toHaveLength(1);
  });
});
