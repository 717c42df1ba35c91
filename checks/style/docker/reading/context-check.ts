/** Makes a tree check of a question about folders that are built: of head, and of base where head has an answer, so that only what is new is told. */

import type { TreeCheck } from "../../../../core/check.ts";
import type { Differential, Tree } from "../../../../core/differential.ts";
import type { Finding } from "../../../../core/finding.ts";
import { folderOf } from "../../../../languages/kustomize/paths.ts";
import { languageOf } from "../../../../core/kinds.ts";
import type { BuildContext } from "./build-context.ts";

/** A finding that is the same before and after has the same `evidence`. */
export type ContextJudge<Options> = (
  context: BuildContext,
  tree: Tree,
  options: Options,
) => Promise<readonly Finding[]> | readonly Finding[];

/** Dockerfiles of one change that are looked at. */
const mostDockerfiles = 100;
const ignoreFile = /(?:^|\/)[^/]*\.dockerignore$/u;

export function contextCheck<Options = object>(judge: ContextJudge<Options>, options?: object): TreeCheck<Options> {
  return {
    scope: "tree",
    paths: ["[Dd]ockerfile*", "*.[Dd]ockerfile", "[Cc]ontainerfile*", "*.[Cc]ontainerfile", "*.dockerignore"],
    ...(options && { options }),
    async look(differential, context) {
      const dockerfiles = await concerned(differential);
      if (dockerfiles.length === 0) return { findings: [], skipped: "no Dockerfile is concerned" };
      const asked = dockerfiles.slice(0, mostDockerfiles);
      const { buildContexts } = await import("./build-context.ts");
      const findingsIn = async (tree: Tree): Promise<readonly Finding[]> => {
        const contexts = await buildContexts(tree, asked);
        return (await Promise.all(contexts.map((each) => judge(each, tree, context.options)))).flat();
      };
      const after = await findingsIn(differential.head);
      const before = after.length === 0 ? [] : await findingsIn(differential.base);
      const older = new Set(before.map(({ evidence }) => evidence));
      const findings = after.filter(({ evidence }) => !older.has(evidence));
      if (dockerfiles.length <= mostDockerfiles) return { findings };
      const reason = `more than ${mostDockerfiles} Dockerfiles are concerned: the others were left out`;
      return { findings, gaps: [{ reason, cause: "unsupported" }] };
    },
  };
}

/** Changed ones, and those in and below the folder of a changed ignore file. */
async function concerned({ files, head }: Differential): Promise<readonly string[]> {
  const left = files.filter(({ status, kind }) => status !== "removed" && kind === "file").map(({ path }) => path);
  const changed = left.filter((path) => languageOf(path) === "dockerfile");
  const folders = files
    .flatMap(({ path, previousPath }) => [path, ...(previousPath ? [previousPath] : [])])
    .flatMap((path) => (ignoreFile.test(path) ? [folderOf(path)] : []));
  if (folders.length === 0) return changed;
  const below = (path: string): boolean => folders.some((folder) => folder === "" || path.startsWith(`${folder}/`));
  const others = (await head.list("")).flatMap(({ path, kind }) =>
    kind === "file" && languageOf(path) === "dockerfile" && below(path) ? [path] : [],
  );
  return [...new Set([...changed, ...others])];
}
