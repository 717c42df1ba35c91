/**
 * Instructions that the builder refuses, or takes for something else.
 *
 * Why: the build stops there, or goes on with a file, a port or a variable that nobody meant.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * EXPOSE 80800
 * COPY package.json server.js app
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * EXPOSE 8080
 * COPY package.json server.js app/
 * ```
 *
 * Mend: write what the instruction takes.
 *
 * Waive: `# plumbline-disable-next-line style/docker/invalid-instruction -- reason`
 */

import { judgeInstruction } from "./reading/instruction-forms.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ document }) =>
  document.tree.instructions.flatMap((instruction) => judgeInstruction(instruction, document.text)),
);
