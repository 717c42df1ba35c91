/** The fake's web pages: readable, linked, and deaf to whatever markup a pull request brings. */

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { markdownToHtml } from "./markdown-html.ts";
import { octokitForInstallation } from "./octokit-for.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

let github: FakeGitHub;
let address: string;

beforeAll(async () => {
  github = await startFakeGitHub();
  const network = await github.createRepository({ name: "network", files: { "a.yaml": "a: <b>1</b>\n" } });
  const title = "Open <script>alert(1)</script>";
  const pull = await network.openPullRequest({ head: "open", title, files: { "a.yaml": "a: 2\n" } });
  const octokit = await octokitForInstallation(github, "acme");
  await octokit.rest.checks.create({
    owner: "acme",
    repo: "network",
    name: "plumbline",
    head_sha: pull.headSha(),
    conclusion: "failure",
    output: {
      title: "1 to mend",
      summary: "### Mend\n- [ ] `a` <img src=x onerror=alert(1)>",
      annotations: [
        { path: "a.yaml", start_line: 1, end_line: 1, annotation_level: "failure", message: "a < b", title: "Key" },
      ],
    },
  });
  address = pull.url;
});
afterAll(() => github.stop());

async function page(url: string): Promise<string> {
  return (await fetch(url)).text();
}

test("the checks page shows title, summary and annotations, and escapes all of it", async () => {
  const html = await page(`${address}/checks`);
  expect(html).toContain("plumbline: 1 to mend");
  expect(html).toContain("<h3>Mend</h3>");
  expect(html).toContain('<input type="checkbox" disabled>');
  expect(html).toContain("a &lt; b");
  expect(html).toMatch(/href="\/acme\/network\/blob\/[0-9a-f]{40}\/a.yaml#L1"/);
  expect(html).not.toMatch(/<script|<img/);
});

test("files are shown at their commit, and nothing else answers 404", async () => {
  expect(await page(`${github.url}/acme/network/blob/main/a.yaml`)).toContain("a: &lt;b&gt;1&lt;/b&gt;");
  expect(await page(github.url)).toContain('href="/acme/network"');
  expect((await fetch(`${github.url}/acme/network/pull/99`)).status).toBe(404);
  expect((await fetch(`${github.url}/%E0%A4%A`)).status).toBe(404);
});

test.each([
  ["[x](javascript:alert(1))", '<p><a href="#">x</a></p>'],
  [
    "<details><summary>More</summary>\n\n**bold**\n\n</details>",
    "<details><summary>More</summary><p><strong>bold</strong></p></details>",
  ],
  ["| a |\n|---|\n| `1` |", "<table><tr><th>a</th></tr><tr><td><code>1</code></td></tr></table>"],
  ["<details onclick=x>", "&lt;details onclick=x&gt;"],
])("Markdown %j becomes safe HTML", (markdown, html) => {
  expect(markdownToHtml(markdown)).toBe(html);
});
