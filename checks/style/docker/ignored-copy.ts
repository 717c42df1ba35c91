/**
 * `COPY` of something that the folder's `.dockerignore` leaves out.
 *
 * Why: the builder is never sent the file, and stops with "not found" although it lies there for everybody to see.
 *
 * Asked where the tree tells in which folder a Dockerfile is built: its sources lie there.
 *
 * Bad:
 * ```text
 * === head Dockerfile
 * FROM eclipse-temurin:21.0.5
 * COPY settings/ /settings/
 * COPY target/api.jar /api.jar
 * === head settings/log.properties
 * level=info
 * === head .dockerignore
 * .git
 * target
 * ```
 *
 * Good:
 * ```text
 * === head Dockerfile
 * FROM eclipse-temurin:21.0.5
 * COPY settings/ /settings/
 * COPY target/api.jar /api.jar
 * === head settings/log.properties
 * level=info
 * === head .dockerignore
 * .git
 * target
 * !target/api.jar
 * ```
 *
 * Mend: take the pattern away, or add an exception below it: `!target/api.jar`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/ignored-copy -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import type { CopiedSource } from "../../../languages/dockerfile/copied.ts";
import { type IgnorePattern, isLiteral } from "../../../languages/dockerfile/ignore-file.ts";
import type { BuildContext, IgnoreFile } from "./reading/build-context.ts";
import { contextCheck } from "./reading/context-check.ts";

export default contextCheck((context) => {
  const { ignoreFile, sources } = context;
  if (!ignoreFile) return [];
  return sources.flatMap((source) => {
    const by = source.path === "" ? undefined : whollyLeftOut(source.path, ignoreFile, context.files);
    return by ? [findingOf(source, by, ignoreFile, context)] : [];
  });
});

/** The pattern that leaves all of it out; `undefined` where something of it may be sent. */
function whollyLeftOut(
  path: string,
  { leftOut, patterns }: IgnoreFile,
  files: readonly string[],
): IgnorePattern | undefined {
  if (files.includes(path)) return leftOut(path);
  const by = leftOut(path);
  const inside = files.filter((file) => file.startsWith(`${path}/`));
  if (inside.length > 0) return inside.every((file) => leftOut(file)) ? (by ?? leftOut(inside[0] ?? "")) : undefined;
  // It is made before the build: an exception may speak of what will lie in it.
  return by && !patterns.some((pattern) => pattern.isException && mayLieIn(pattern, path)) ? by : undefined;
}

function mayLieIn(pattern: IgnorePattern, folder: string): boolean {
  if (isLiteral(pattern)) return pattern.path.startsWith(`${folder}/`);
  const fixed = /^[^*?[\\]*/u.exec(pattern.path)?.[0] ?? "";
  return fixed.startsWith(`${folder}/`) || `${folder}/`.startsWith(fixed);
}

function findingOf(
  { path, range, instruction: { keyword } }: CopiedSource,
  by: IgnorePattern,
  ignoreFile: IgnoreFile,
  { document }: BuildContext,
): Finding {
  const where = `\`${ignoreFile.path}\``;
  return {
    message: `\`${keyword}\` does not find \`${path}\`: \`${by.text}\` in ${where} leaves it out of the build.`,
    advice: `Take that pattern away, or write \`!${path}\` below it.`,
    at: { path: document.path, range },
    related: [{ path: ignoreFile.path, range: by.range, message: "left out here" }],
    evidence: `${document.path} ${path}`,
  };
}
