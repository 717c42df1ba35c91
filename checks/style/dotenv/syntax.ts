/**
 * Lines of dotenv files from which no reader gets a setting.
 *
 * Why: Compose refuses the whole file, and a shell runs the line as a command or swallows the lines below.
 *
 * A name alone is left alone: Docker takes its value from the surroundings. So are places to be filled in, `<…>`, and files
 * with commands in them, which are scripts.
 *
 * Bad (deploy/.env):
 * ```sh
 * REGION=eu-west-1
 * LOG LEVEL debug
 * ```
 *
 * Good (deploy/.env):
 * ```sh
 * REGION=eu-west-1
 * LOG_LEVEL=debug
 * ```
 *
 * Bad (deploy/.env):
 * ```sh
 * GREETING="hello
 * REGION="eu-west-1"
 * ```
 *
 * Mend: write `NAME=value`, with quotes that are closed.
 *
 * Waive: `# plumbline-disable-next-line style/dotenv/syntax -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { DotenvDocument } from "../../../languages/parsed.ts";

const check: FileCheck<object, DotenvDocument> = {
  scope: "file",
  languages: ["dotenv"],
  kinds: ["dotenv"],
  look({ path, problems, unread }) {
    if (unread !== undefined) return { findings: [], gaps: [{ path, reason: unread, cause: "unsupported" }] };
    return {
      findings: problems.map(({ message, advice, range }) => ({
        message,
        ...(advice !== undefined && { advice }),
        at: { path, range },
      })),
    };
  },
};
export default check;
