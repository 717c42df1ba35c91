/** Which words name a design document, and what is read in one that lies in the repository. */

import { describe, expect, test } from "@jest/globals";
import designDocument from "../../../checks/context/design-document.ts";
import { templates } from "../../../checks/generated/templates.ts";
import { lookAt, placesIn } from "./looking.ts";

const change = "=== head network/routes.yaml\nroutes: []\n";

function saying(body: string, files = ""): string {
  return `${change}\n${files}=== request\ntitle: Route the new office\nbranch: routes\n\n${body}\n`;
}

const complete = `# Design: routes of the new office

## 1. Background
The office moves in May.

### People
Owner: network team, Ada.

## 2) Proposed change
Two static routes.

## Alternatives considered
BGP, for two routes too much.

## Risks and mitigations
A wrong route takes the office off the net; the probe \`office-up\` tells.

## Roll out
First the test rack, a day later the office.

## Back-out plan
\`\`\`
revert the commit
\`\`\`
`;

describe("a design document counts", () => {
  test.each<[string, string, string]>([
    [
      "as a Google document",
      "See https://docs.google.com/document/d/1a2b/edit.",
      "`https://docs.google.com/document/d/1a2b/edit.` in the description",
    ],
    [
      "in Confluence",
      "<https://shop.atlassian.net/wiki/spaces/NET/pages/12>",
      "`https://shop.atlassian.net/wiki/spaces/NET/pages/12` in the description",
    ],
    [
      "in Notion",
      "[design](https://www.notion.so/shop/Routes-12ab)",
      "`https://www.notion.so/shop/Routes-12ab` in the description",
    ],
    ["in a wiki", "https://wiki.example.com/net/routes", "`https://wiki.example.com/net/routes` in the description"],
    [
      "in an RFC repository",
      "https://github.com/shop/rfcs/pull/12",
      "`https://github.com/shop/rfcs/pull/12` in the description",
    ],
    [
      "anywhere, where the line says what it is",
      "Design: https://docs.example.com/d/12",
      "`https://docs.example.com/d/12` in the description",
    ],
  ])("%s", async (_, body, note) => {
    expect(await lookAt(designDocument, saying(body))).toEqual({ findings: [], gaps: [], note });
  });

  test("when the change adds it", async () => {
    const files = `=== head docs/design/routes.md\n${complete}\n`;
    const note = "`docs/design/routes.md` added by this change";
    expect(await lookAt(designDocument, saying("Two routes.", files))).toEqual({ findings: [], gaps: [], note });
  });

  test.each([
    ["by its path", "As in docs/design/routes.md."],
    ["by a link", "As in [the design](./docs/design/routes.md)."],
    ["by its address", "https://github.com/shop/infrastructure/blob/main/docs/design/routes.md#risks"],
    ["wherever it lies", "RFC: docs/design/routes.md"],
  ])("when it is there and named %s", async (_, body) => {
    const files = `=== base docs/design/routes.md\n${complete}\n`;
    const note = "`docs/design/routes.md` in the description";
    expect(await lookAt(designDocument, saying(body, files))).toEqual({ findings: [], gaps: [], note });
  });

  test("by an owner's own form", async () => {
    const options = { addresses: ["go/[a-z-]+"] };
    expect((await lookAt(designDocument, saying("See go/routes"), options)).note).toBe(
      "`go/routes` in the description",
    );
    expect((await lookAt(designDocument, saying("https://wiki.example.com/x/y"), options)).findings).toHaveLength(1);
  });
});

describe("nothing else does", () => {
  test.each([
    ["no word of it", "Two routes."],
    ["another link", "See https://grafana.example.com/d/12 and README.md"],
    ["inside a comment", "<!-- Design: https://docs.google.com/document/d/1a2b -->"],
    ["inside a code block", "```\nhttps://docs.google.com/document/d/1a2b\n```"],
    ["in a quote", "> https://docs.google.com/document/d/1a2b"],
    ["above the repository", "Design: ../../docs/design/routes.md"],
    ["an empty line", "Design:"],
  ])("%s", async (_, body) => {
    const { findings } = await lookAt(designDocument, saying(body));
    expect(findings).toEqual([
      {
        message: "none in title, body or branch `routes`, and this change adds none.",
        advice:
          "Any of these works, no push needed for the first two: a line `Design: https://…` with its address in the description · a line `Design: docs/design/….md` with its path in this repository · `plumbline new design-doc` and a push.",
        evidence: "missing",
      },
    ]);
  });

  test("a path where nothing lies", async () => {
    const { findings } = await lookAt(designDocument, saying("See docs/design/gone.md"));
    expect(findings[0]?.message).toBe(
      "`docs/design/gone.md`, named in the description, is in the tree neither at head nor at base.",
    );
  });
});

describe("a document in the repository is read", () => {
  async function judge(text: string, template = "") {
    const files = `=== head docs/design/routes.md\n${text}\n`;
    const own = template === "" ? "" : `=== base docs/our-template.md\n${template}\n`;
    return lookAt(
      designDocument,
      saying("Two routes.", own + files),
      template === "" ? {} : { template: "docs/our-template.md" },
    );
  }

  test("the untouched template says nothing in any section", async () => {
    const text = templates.get("design-doc") ?? "";
    const observation = await judge(text);
    expect(placesIn(text, observation)).toEqual([
      ...["Owners", "Context", "Proposal", "Alternatives", "Risks", "Roll-out", "Rollback"].map((title) => [
        `## ${title}`,
        `The section \`${title}\` still holds what the template says, so nobody knows whether it was thought about.`,
      ]),
      ...["<what changes, in a few words>", "<day, hours and time zone>", "<what is said, where and when>"].map(
        (words) => [words, `\`${words}\` is still to be filled in, and a reader cannot tell what was meant.`],
      ),
    ]);
  });

  test("missing sections are one finding at the title", async () => {
    const text = complete.replace(/## Alternatives[\s\S]*?(?=## Risks)/, "").replace(/## Back-out[\s\S]*/, "");
    expect(placesIn(text, await judge(text))).toEqual([
      [
        "# Design: routes of the new office",
        "This design document has no sections `Alternatives`, `Rollback`, and whoever runs the change looks for them.",
      ],
    ]);
  });

  test.each([
    ["nothing", ""],
    ["a comment", "<!-- who -->"],
    ["a bare N/A", "N/A"],
    ["three dots", "..."],
  ])("a section that holds %s is empty", async (_, content) => {
    const text = complete.replace("BGP, for two routes too much.", content);
    expect(placesIn(text, await judge(text))).toEqual([
      [
        "## Alternatives considered",
        "The section `Alternatives considered` says nothing, so nobody knows whether it was thought about.",
      ],
    ]);
  });

  test("a reason is an answer", async () => {
    const text = complete.replace("BGP, for two routes too much.", "None: the provider takes static routes only.");
    expect((await judge(text)).findings).toEqual([]);
  });

  test.each(["TODO", "TBD", "<team, person>", "YYYY-MM-DD", "[fill in]", "Lorem ipsum"])(
    "%s is to be filled in",
    async (words) => {
      const text = complete.replace("two routes too much", `two routes too much, ${words}`);
      expect(placesIn(text, await judge(text))).toEqual([
        [words, `\`${words}\` is still to be filled in, and a reader cannot tell what was meant.`],
      ]);
    },
  );

  test.each([
    "`<name>`",
    "<br>",
    "<https://example.com>",
    "a <b>bold</b> word",
    "our todo list",
    "x < y and y > z",
    "<ada@example.com>",
  ])("%s is not", async (words) => {
    const text = complete.replace("two routes too much", `two routes too much, ${words}`);
    expect((await judge(text)).findings).toEqual([]);
  });

  test("against the organisation's own template", async () => {
    const template = "# T\n\n## Kosten\n<!-- also: Budget -->\n\n## Zeitplan\n<!-- optional -->\n\n## Betrieb\n";
    const text = "# Routes\n\n## Budget\n\n12 EUR\n";
    expect(placesIn(text, await judge(text, template))).toEqual([
      ["# Routes", "This design document has no section `Betrieb`, and whoever runs the change looks for it."],
    ]);
  });

  test("ours stands in for a template that cannot be read, and that is said", async () => {
    const files = `=== head docs/design/routes.md\n${complete}\n`;
    const { findings, gaps } = await lookAt(designDocument, saying("x", files), { template: "docs/none.md" });
    expect(findings).toEqual([]);
    expect(gaps).toEqual([{ path: "docs/none.md", reason: "the template is not a text at base", cause: "input" }]);
  });
});

describe("broken input", () => {
  test("a pattern that cannot be read never fires", async () => {
    const { findings, gaps } = await lookAt(designDocument, saying("x"), { addresses: ["(?<=x)y"] });
    expect([findings, gaps?.length]).toEqual([[], 1]);
  });

  test("a document too long to be read is told, not judged", async () => {
    const files = `=== head docs/design/long.md\n${"words ".repeat(60_000)}\n\n`;
    const { findings, gaps } = await lookAt(designDocument, saying("x", files));
    expect([findings, gaps?.[0]?.cause]).toEqual([[], "input"]);
  });

  test.each([
    ["NUL bytes", "\0".repeat(1_000)],
    ["marks", "<".repeat(50_000)],
    ["headings", "# __proto__\n".repeat(400)],
    ["bold", "**a".repeat(80_000)],
    ["comments", "<!-- a -->TODO".repeat(15_000)],
    ["tables", "|".repeat(20_000)],
  ])("%s end in a finding", async (_, text) => {
    const files = `=== head docs/design/odd.md\n${text}\n\n`;
    const { findings } = await lookAt(designDocument, saying("x", files));
    expect(findings.length).toBeGreaterThan(0);
  });

  test("a megabyte of paths and addresses is read", async () => {
    for (const body of ["https://a/".repeat(100_000), "a/".repeat(500_000), "x.md".repeat(250_000)]) {
      expect((await lookAt(designDocument, saying(body))).findings).toHaveLength(1);
    }
  });
});

test("without a request nothing is missing, only unknown", async () => {
  expect((await lookAt(designDocument, change)).skipped).toMatch(/^no pull request text here/);
});
