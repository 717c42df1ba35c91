/** What the environment says of the sandbox: `PLUMBLINE_SANDBOX` and `PLUMBLINE_TOOL_ROOT`. */

import type { SandboxMode, SandboxOptions } from "./tool-runner.ts";

const modes: readonly SandboxMode[] = ["bubblewrap", "limits-only", "off"];

/** A word nobody knows switches config tests off: a typing error must not weaken anything. */
export function readSandboxSettings(
  env: Readonly<Record<string, string | undefined>>,
): SandboxOptions & { readonly mode: SandboxMode } {
  const said = env["PLUMBLINE_SANDBOX"]?.trim() ?? "";
  const toolRoot = env["PLUMBLINE_TOOL_ROOT"]?.trim() ?? "";
  const mode = said === "" ? "bubblewrap" : (modes.find((each) => each === said) ?? "off");
  return { mode, ...(toolRoot === "" ? {} : { toolRoot }) };
}
