/** Runs the real App in this process against a fake GitHub, as an operator would start it: by its environment. */

import type { FakeGitHub } from "./server.ts";

/** What `web/serve.ts` promises: a listening App that can say when it has nothing left to do. */
export interface RunningApp {
  readonly url: string;
  stop(): Promise<void>;
  /** Resolves when all jobs are done. */
  idle(): Promise<void>;
}

export type Serve = (options: { readonly env: Readonly<Record<string, string | undefined>> }) => Promise<RunningApp>;

export interface AppUnderTest {
  readonly url: string;
  stop(): Promise<void>;
  /** Resolves when every webhook is answered and the App has finished all that followed from it. */
  settled(): Promise<void>;
}

/** @param env added to (or taking the place of) what the App needs to find this GitHub. */
export async function startApp(
  github: FakeGitHub,
  serve: Serve,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<AppUnderTest> {
  const app = await serve({
    env: { ...github.environment(), HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", ...env },
  });
  github.webhooks.connect(`${app.url}/api/github/webhooks`);
  return {
    url: app.url,
    async settled() {
      // The App's writes cause webhooks, which may cause work: quiet is when a round brought nothing new.
      for (let before = -1; before !== activity(github);) {
        before = activity(github);
        await github.settled();
        await app.idle();
        await github.settled();
      }
    },
    async stop() {
      await github.settled();
      await app.stop();
    },
  };
}

function activity(github: FakeGitHub): number {
  return github.log.length + github.webhooks.all().length;
}
