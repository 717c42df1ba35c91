/** Runs the command line in this process, with everything it writes caught. */

import { catalogue } from "../../checks/generated/catalogue.ts";
import { main } from "../../cli/main.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunSettings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly isTTY?: boolean;
  /** Width of that terminal. */
  readonly columns?: number;
}

export async function run(
  args: readonly string[],
  { cwd, env = {}, stdin = "", isTTY = false, columns }: RunSettings,
): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const code = await main(args, {
    stdout: { write: (text) => (stdout += text), isTTY, ...(columns !== undefined && { columns }) },
    stderr: { write: (text) => (stderr += text), isTTY: false },
    stdin: pieces(stdin),
    env,
    cwd: () => cwd,
  });
  return { code, stdout, stderr };
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** One check after the other: jest cannot link one package for two imports at a time. */
export async function loadEveryCheck(): Promise<void> {
  for (const check of catalogue.values()) await check.load();
}
