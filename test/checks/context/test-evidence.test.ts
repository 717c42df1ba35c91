/** What shows that a change was tried, and what only takes its place. */

import { describe, expect, test } from "@jest/globals";
import testEvidence from "../../../checks/context/test-evidence.ts";
import { cpuTime } from "../../cpu-time.ts";
import { differentialSaying } from "./saying.ts";
import type { Saying } from "./saying.ts";

type Options = Parameters<typeof testEvidence.look>[1]["options"];
const defaults: Options = {
  accept: ["words", "output", "picture", "link", "tests"],
  tests: ["**/tests/**", "*.tftest.hcl"],
  exemptBots: true,
  exemptLabels: [],
};

const look = (saying: Saying, options: Partial<Options> = {}) =>
  testEvidence.look(differentialSaying(saying), { options: { ...defaults, ...options }, schemas: {}, paths: ["a"] });

const plan = "```\nTerraform will perform the following actions:\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n```";

describe("is content with", () => {
  test.each<[string, Saying, string]>([
    ["a line", { body: "Tested: on staging, twice." }, "`Tested:` in the description"],
    [
      "a bold line, Windows line ends",
      { body: "Hello.\r\n\r\n**Test plan:** rolled out to one host.\r\n" },
      "`Test plan:` in the description",
    ],
    ["a trailer", { body: "Adds it.\n\nTested-by: Grace <grace@shop.example>" }, "`Tested:` in the description"],
    [
      "a section",
      { body: "## Why\nSlow.\n\n## How was this tested?\n\n1. Applied on staging\n" },
      "`How was this tested?` in the description",
    ],
    [
      "a ticked box of one's own",
      { body: "### Testing\n- [x] rolled out to one host\n- [ ] and another" },
      "`Testing` in the description",
    ],
    [
      "a sentence",
      { body: "Adds it. \nTested on staging with the old clients." },
      "a word about it in the description",
    ],
    ["a plan", { body: `Why: slow.\n\n<details>\n\n${plan}\n\n</details>` }, "a Terraform plan in the description"],
    [
      "an Ansible recap",
      { body: "~~~\nweb1 : ok=12 changed=1 unreachable=0 failed=0\n~~~" },
      "an Ansible recap in the description",
    ],
    [
      "a dry run",
      { body: "```\nservice/api configured (server dry run)\n```" },
      "a Kubernetes dry run in the description",
    ],
    [
      "a configuration test",
      { body: "```console\nnginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n```" },
      "a configuration test in the description",
    ],
    ["a picture", { body: "![before and after](https://shop.example/p.png)" }, "a picture"],
    [
      "a link to a run",
      { body: "See https://github.com/shop/infra/actions/runs/123456" },
      "a link to a run in the description",
    ],
    [
      "a test that changes along",
      { files: { "modules/net/tests/net.tftest.hcl": ["a", "b"] } },
      "`modules/net/tests/net.tftest.hcl` changes along",
    ],
    [
      "words right to left under a heading",
      { body: "## Test plan\nהוחל על סביבת הבדיקה" },
      "`Test plan` in the description",
    ],
  ])("%s", async (_, saying, note) => {
    expect(await look(saying)).toEqual({ findings: [], note });
  });
});

describe("asks where there is", () => {
  const template = "## Test plan\n\n- [ ] tested on staging\n\nSay how you tested it on which host.\n";

  test.each<[string, Saying]>([
    ["nothing", { body: "" }],
    ["another subject", { body: "Opens the test port.\n\nThe tests of last week were slow." }],
    ["a placeholder", { body: "Tested: TODO" }],
    ["a refusal", { body: "Test plan: none.\n\n## Testing\nN/A" }],
    ["an empty section", { body: "## Test plan\n\n## Rollback\nApply the old one." }],
    ["open boxes", { body: "## Test plan\n- [ ] apply on staging" }],
    ["the template", { body: template, template }],
    ["the template with ticks", { body: template.replace("[ ]", "[x]"), template }],
    ["a comment", { body: `<!-- Tested: on staging\n${plan} -->` }],
    ["a quote", { body: "> Tested: on staging" }],
    ["code that is no output", { body: "```hcl\nresource a b {}\n```" }],
    ["a test that is taken away", { files: { "tests/a.tftest.hcl": ["a", undefined] } }],
    ["a link to somewhere", { body: "See https://shop.example/runs" }],
  ])("%s", async (_, saying) => {
    const { findings } = await look(saying);
    expect(findings).toMatchObject([{ message: "nothing shows that this was tried.", evidence: "missing" }]);
  });

  test("only what the rule does not accept", async () => {
    expect((await look({ body: "Tested: on staging" }, { accept: ["output"] })).findings).toEqual([
      {
        message: "nothing shows that this was tried.",
        advice: "Add the output of the plan or the test in a code block to the description, no push needed.",
        evidence: "missing",
      },
    ]);
  });
});

test("a revert puts back what was there; a back-port was tried where it comes from", async () => {
  const earlier = { number: 12, title: "Open SSH", body: "" };
  expect((await look({ inherited: [{ ...earlier, kind: "revert" }] })).note).toBe("`#12`, which this reverts");
  expect((await look({ inherited: [{ ...earlier, kind: "back-port" }] })).findings).toHaveLength(1);
  expect((await look({ inherited: [{ ...earlier, kind: "back-port", body: plan }] })).note).toContain("#12");
});

test("hostile bodies take no time", async () => {
  const bodies = [
    "```\n".repeat(250_000),
    "<!--".repeat(250_000),
    `![${"a".repeat(500_000)}`,
    `${"https://a/".repeat(100_000)}`,
    `**${"test ".repeat(200_000)}`,
    `\`\`\`\n${"# a ".repeat(250_000)}`,
    "Tested: \0",
  ];
  for (const body of bodies) {
    const before = cpuTime();
    await look({ body });
    expect(cpuTime() - before).toBeLessThan(3_000);
  }
});
