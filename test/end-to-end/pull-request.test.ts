/** A pull request from its opening to a concluded check run. */

import { afterEach, describe, expect, test } from "@jest/globals";
import { openStage } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

let stage: Stage;
async function open(options: StageOptions = {}): Promise<Stage> {
  stage = await openStage(options);
  return stage;
}

afterEach(async () => {
  await stage.close();
});

const broken = "kind: Deployment\nmetadata:\n  name: api\n   labels: none\n";

describe("a pull request is opened", () => {
  test("with YAML that does not parse: one failing run on its line", async () => {
    const { app, github, repository, run, runs } = await open();
    const pull = await repository.openPullRequest({
      head: "scale-api",
      title: "OPS-12: scale the api",
      files: { "k8s/deploy.yaml": broken },
    });
    await app.settled();

    console.log(
      stage.logged.join(""),
      run(pull).title,
      run(pull).summary,
      github.log.map((e) => `${e.method} ${e.path} ${e.status}`).join("\n"),
    );
    expect(runs(pull)).toHaveLength(1);
    expect(run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(run(pull).annotations).toMatchObject([{ path: "k8s/deploy.yaml", annotation_level: "failure" }]);
    github.assertClean();
  });
});
