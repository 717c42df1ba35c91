/** Audits of workflows: what each finds, what it leaves alone, and what zizmor's comments silence. */

import { describe, expect, it } from "@jest/globals";
import type { FileCheck } from "../../../core/check.ts";
import { openDocument } from "../../../core/open-document.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";
import { told } from "./told.ts";

async function look(name: string, text: string, options: object = {}): Promise<readonly string[]> {
  const module: { readonly default: FileCheck<object, YamlDocument> } = await import(`../../../checks/${name}.ts`);
  return told(module.default, text, { options });
}

function steps(lines: string, on = "push"): string {
  return `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${lines}`;
}

const security = "security/workflow";

describe("what it finds", () => {
  it.each<readonly [string, string, string]>([
    [
      `${security}/template-injection`,
      steps("      - run: echo ${{ github.head_ref || 'main' }}\n"),
      "github.head_ref",
    ],
    [
      `${security}/template-injection`,
      steps("      - run: echo ${{ format('{0}', github.event.comment.body) }}\n"),
      "comment.body",
    ],
    [
      `${security}/template-injection`,
      steps("      - run: echo ${{ github.event.commits.*.message }}\n"),
      "commits.*.message",
    ],
    [
      `${security}/template-injection`,
      steps("      - run: echo '${{ toJSON(github.event.issue) }}'\n"),
      "github.event.issue",
    ],
    [
      `${security}/template-injection`,
      steps(
        "      - uses: actions/github-script@v7\n        with:\n          script: log('${{ github.event.issue.title }}')\n",
      ),
      "issue.title",
    ],
    [
      `${security}/untrusted-checkout`,
      steps(
        "      - uses: actions/checkout@v4\n        with: { ref: 'refs/pull/${{ github.event.number }}/merge' }\n",
        "pull_request_target",
      ),
      "refs/pull",
    ],
    [`${security}/unpinned-uses`, steps("      - uses: octo-org/deploy@v2\n"), "octo-org/deploy@v2"],
    [
      `${security}/all-secrets`,
      steps("      - run: make\n        env: { ALL: '${{ toJSON(secrets) }}' }\n"),
      "every secret",
    ],
    [`${security}/environment-file`, steps('      - run: echo "A=$TITLE" >> $GITHUB_ENV\n', "issues"), "GITHUB_ENV"],
    [`${security}/cache-poisoning`, steps("      - uses: actions/setup-go@v5\n", "release"), "restores a cache"],
    [
      `${security}/trusted-publishing`,
      steps("      - run: |\n          cargo \\\n            publish\n"),
      "publishes with a token",
    ],
    [`${security}/misspelt-owner`, steps("      - uses: cations/checkout@v4\n"), "one letter away"],
    [`${security}/obfuscation`, steps("      - run: echo ${{ format('{0}', 'abc') }}\n"), "same on every run"],
  ])("%s %#", async (name, text, part) => {
    expect((await look(name, text)).join("\n")).toContain(part);
  });
});

describe("what it leaves alone", () => {
  it.each<readonly [string, string]>([
    [`${security}/template-injection`, steps("      - run: echo ${{ contains(github.event.issue.title, 'a') }}\n")],
    [
      `${security}/template-injection`,
      steps("      - run: echo ${{ github.event.issue.title == 'a' && 'b' || 'c' }}\n"),
    ],
    [
      `${security}/template-injection`,
      steps("      - run: echo\n        env: { TITLE: '${{ github.event.issue.title }}' }\n"),
    ],
    [`${security}/template-injection`, steps("      - run: echo '${{ toJSON(github) }}'\n")],
    [
      `${security}/untrusted-checkout`,
      steps("      - uses: actions/checkout@v4\n        with: { ref: '${{ github.head_ref }}' }\n", "pull_request"),
    ],
    [`${security}/untrusted-checkout`, steps("      - uses: actions/checkout@v4\n", "pull_request_target")],
    [`${security}/unpinned-uses`, steps("      - uses: ./deploy\n      - uses: docker://alpine\n")],
    [
      `${security}/all-secrets`,
      steps("      - run: make\n        env: { A: '${{ secrets.A }}', B: '${{ secrets[''B''] }}' }\n"),
    ],
    [`${security}/environment-file`, steps('      - run: echo "A=1" >> $GITHUB_ENV\n', "issues")],
    [
      `${security}/cache-poisoning`,
      steps("      - uses: actions/setup-go@v5\n        with: { cache: false }\n", "release"),
    ],
    [`${security}/cache-poisoning`, steps("      - uses: actions/cache@v4\n")],
    [`${security}/trusted-publishing`, steps("      - run: cargo publish --dry-run\n")],
    [`${security}/misspelt-owner`, steps("      - uses: octo-org/checkout@v4\n")],
    [`${security}/dangerous-triggers`, steps("      - uses: actions/labeler@v5\n", "pull_request_target")],
  ])("%s %#", async (name, text) => {
    expect(await look(name, text)).toEqual([]);
  });

  it("takes a trusted repository and a version where the options say so", async () => {
    const text = steps("      - uses: actions/checkout@v4\n      - uses: octo-org/deploy@main\n");
    const found = await look(`${security}/unpinned-uses`, text, { accept: "commit", trusted: ["actions/*"] });
    expect(found.map((line) => line.slice(0, 20))).toEqual(["octo-org/deploy@main"]);
    expect(
      await look(`${security}/unpinned-uses`, steps("      - uses: octo-org/deploy@v2\n"), {
        accept: "version",
        trusted: [],
      }),
    ).toEqual([]);
  });

  it("leaves artifacts alone that hold no hidden files", async () => {
    const text = (version: string) =>
      steps(
        `      - uses: actions/checkout@v4\n      - uses: actions/upload-artifact@${version}\n        with: { name: all, path: . }\n`,
      );
    expect(await look(`${security}/persisted-credentials`, text("v4"), { uploadedOnly: true })).toEqual([]);
    expect(await look(`${security}/persisted-credentials`, text("v3"), { uploadedOnly: true })).toHaveLength(1);
  });
});

it("names all that strangers write into one script at once", async () => {
  const text = steps("      - run: echo ${{ github.event.issue.title }} ${{ github.event.issue.body }}\n");
  expect(await look(`${security}/template-injection`, text)).toEqual([
    "github.event.issue.title: `github.event.issue.title` and `github.event.issue.body` become parts of this script before it runs, and whoever writes them writes commands.",
  ]);
});

it("reads a comment of zizmor as a waiver of the step around it", () => {
  const text = steps(
    "      - name: publish # zizmor: ignore[use-trusted-publishing] the registry has none\n        run: cargo publish\n      - run: make\n",
  );
  const { waivers } = parseYamlDocument(
    openDocument(".github/workflows/ci.yml", { kind: "text", text, byteOrderMark: false }),
  );
  expect(waivers.map(({ rules, covers, origin }) => ({ rules, covers, origin }))).toEqual([
    { rules: [`${security}/trusted-publishing`], covers: [6, 7], origin: "zizmor" },
  ]);
});
