/** The fake GitHub seen by a plain client: tokens, permissions, repositories, contents, GraphQL. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { FakeRepository } from "./actors.ts";
import type { FakePullRequest } from "./pull-request-actor.ts";
import { appJwt, octokitForApp, octokitForInstallation, octokitWith } from "./octokit-for.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

let github: FakeGitHub;
let network: FakeRepository;
let pull: FakePullRequest;

beforeAll(async () => {
  github = await startFakeGitHub();
  network = await github.createRepository({
    owner: "acme",
    name: "network",
    files: {
      "k8s/deploy.yaml": "kind: Deployment\nreplicas: 2\n",
      "network/sg.tf": "# group\n",
      "bin/blob": new Uint8Array([0, 1, 2]),
    },
  });
  pull = await network.openPullRequest({
    head: "open-ssh",
    title: "Open SSH",
    body: "For the on-call.",
    files: { "k8s/deploy.yaml": "kind: Deployment\nreplicas: 3\n", "docs/why.md": "# Why\n" },
    rename: { "network/sg.tf": "network/groups.tf" },
  });
});
afterAll(() => github.stop());
afterEach(() => github.assertClean());

describe("tokens", () => {
  test("the App's JWT lists installations and buys a token that reads", async () => {
    const { data } = await octokitForApp(github).rest.apps.listInstallations();
    expect(data.map((one) => one.account?.node_id)).toHaveLength(1);
    const octokit = await octokitForInstallation(github, "acme");
    const repositories = await octokit.rest.apps.listReposAccessibleToInstallation();
    expect(repositories.data.repositories.map((one) => one.full_name)).toEqual(["acme/network"]);
  });

  test("a JWT that lives longer than ten minutes is refused", async () => {
    const octokit = octokitWith(github, appJwt(github, 3600));
    await expect(octokit.rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  test("an unknown token is refused, and strangers see no private repository", async () => {
    await expect(
      octokitWith(github, "ghs_unknown").rest.repos.get({ owner: "acme", repo: "network" }),
    ).rejects.toMatchObject({
      status: 401,
    });
    await expect(
      octokitWith(github, undefined).rest.repos.get({ owner: "acme", repo: "network" }),
    ).rejects.toMatchObject({
      status: 404,
    });
  });

  test("a narrowed token names the permission it lacks", async () => {
    const octokit = await octokitForInstallation(github, "acme", { permissions: { contents: "read" } });
    const creating = octokit.rest.checks.create({
      owner: "acme",
      repo: "network",
      name: "plumbline",
      head_sha: network.sha(),
    });
    await expect(creating).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining("Resource not accessible by integration"),
      response: { headers: { "x-accepted-github-permissions": "checks=write" } },
    });
  });
});

describe("pull requests and trees", () => {
  test("a pull request tells its files with patches, renames and numbers", async () => {
    const octokit = await octokitForInstallation(github, "acme");
    const place = { owner: "acme", repo: "network", pull_number: pull.number };
    const { data } = await octokit.rest.pulls.get(place);
    expect(data).toMatchObject({
      title: "Open SSH",
      mergeable: true,
      commits: 1,
      changed_files: 3,
      additions: 2,
      deletions: 1,
    });
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, { ...place, per_page: 2 });
    expect(files.map(({ filename, status, previous_filename }) => [filename, status, previous_filename])).toEqual([
      ["docs/why.md", "added", undefined],
      ["k8s/deploy.yaml", "modified", undefined],
      ["network/groups.tf", "renamed", "network/sg.tf"],
    ]);
    expect(files[1]?.patch).toBe("@@ -1,2 +1,2 @@\n kind: Deployment\n-replicas: 2\n+replicas: 3");
    expect((await octokit.rest.pulls.listCommits(place)).data.map((one) => one.commit.message)).toEqual(["Open SSH"]);
  });

  test("trees, contents, comparison, blobs and history come from the real repository", async () => {
    const octokit = await octokitForInstallation(github, "acme");
    const place = { owner: "acme", repo: "network" };
    const tree = await octokit.rest.git.getTree({ ...place, tree_sha: pull.headSha(), recursive: "1" });
    expect(tree.data.tree.filter((one) => one.type === "blob").map((one) => one.path)).toEqual([
      "bin/blob",
      "docs/why.md",
      "k8s/deploy.yaml",
      "network/groups.tf",
    ]);
    const raw = await octokit.rest.repos.getContent({
      ...place,
      path: "k8s/deploy.yaml",
      mediaType: { format: "raw" },
    });
    expect(raw.data).toBe("kind: Deployment\nreplicas: 2\n");
    const folder = await octokit.rest.repos.getContent({ ...place, path: "k8s", ref: "open-ssh" });
    expect(Array.isArray(folder.data) && folder.data.map((one) => one.name)).toEqual(["deploy.yaml"]);
    await expect(octokit.rest.repos.getContent({ ...place, path: "none.yml" })).rejects.toMatchObject({ status: 404 });
    const compared = await octokit.rest.repos.compareCommitsWithBasehead({ ...place, basehead: "main...open-ssh" });
    expect(compared.data).toMatchObject({ status: "ahead", ahead_by: 1, merge_base_commit: { sha: network.sha() } });
    const history = await octokit.rest.repos.listCommits({ ...place, sha: "open-ssh", path: "docs/why.md" });
    expect(history.data.map((one) => one.sha)).toEqual([pull.headSha()]);
    const permission = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...place, username: "ada" });
    expect(permission.data).toMatchObject({ permission: "write", role_name: "write" });
  });

  test("one GraphQL query reads many objects under aliases", async () => {
    const octokit = await octokitForInstallation(github, "acme");
    const answer = await octokit.graphql<{ repository: Record<string, unknown>; rateLimit: unknown }>(
      `query ($a: String!, $b: String!, $c: String!) {
        repository(owner: "acme", name: "network") {
          a: object(expression: $a) { ...file }
          b: object(expression: $b) { ...file }
          c: object(expression: $c) { ...file }
        }
        rateLimit { cost remaining }
      }
      fragment file on Blob { text isBinary isTruncated byteSize oid }`,
      { a: `${pull.headSha()}:k8s/deploy.yaml`, b: "main:bin/blob", c: "main:none.yml" },
    );
    expect(answer.repository).toMatchObject({
      a: { text: "kind: Deployment\nreplicas: 3\n", isBinary: false, isTruncated: false, byteSize: 29 },
      b: { text: null, isBinary: true },
      c: null,
    });
  });
});
