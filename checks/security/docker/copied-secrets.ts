/**
 * A `COPY` of the whole folder that takes keys and passwords along.
 *
 * Why: whoever can pull the image can read them, and what a later line deletes is still in the earlier layer.
 *
 * Told are files of the tree that hold keys by their names, and a `.env` that git is told to leave out but Docker is not, at
 * the top of the repository or beside an example of it.
 * With `history: true` also `.git`, which holds whatever was ever deleted.
 *
 * Bad:
 * ```text
 * === head Dockerfile
 * FROM node:22.11.0
 * COPY . /srv/api
 * === head .gitignore
 * .env
 * ```
 *
 * Good:
 * ```text
 * === head Dockerfile
 * FROM node:22.11.0
 * COPY . /srv/api
 * === head .gitignore
 * .env
 * === head .dockerignore
 * .env
 * ```
 *
 * Mend: name such files in `.dockerignore`, or copy only what the image needs.
 *
 * Waive: `# plumbline-disable-next-line security/docker/copied-secrets -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { Tree } from "../../../core/differential.ts";
import type { Finding } from "../../../core/finding.ts";
import { joined } from "../../../languages/kustomize/paths.ts";
import type { DockerfileStage } from "../../../languages/dockerfile/tree.ts";
import { ignoredByGit } from "../../style/kustomize/reading/ignored-by-git.ts";
import type { BuildContext } from "../../style/docker/reading/build-context.ts";
import { contextCheck } from "../../style/docker/reading/context-check.ts";
import { finalStages } from "../../style/docker/reading/dockerfile-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    history: {
      type: "boolean",
      default: false,
      description: "Also tell where the repository's history (`.git`) is copied.",
    },
  },
  required: ["history"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

/** By their names alone; certificates and public halves are none. */
const secretNames =
  /^(?:\.env(?:\.(?:local|production|prod|staging|development|dev))?|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.pgpass|\.htpasswd|.*\.(?:p12|pfx|jks|keystore|ppk|tfstate)|.*(?:key|private)[^/]*\.pem|.*\.key)$/iu;
const harmless = /(?:^|\/)(?:tests?|spec|fixtures?|testdata|examples?|samples?|docs?)(?:\/|$)|pub(?:lic)?[^/]*$/iu;
const mostNamed = 3;

export default contextCheck<Options>(async (context, tree, { history }) => {
  const wholes = context.sources.filter(
    ({ path, instruction }) => path === "" && isInImage(instruction.stage, context),
  );
  const [first] = wholes;
  if (!first) return [];
  const secrets = await secretsOf(context, tree, history);
  if (secrets.length === 0) return [];
  const shown = secrets.slice(0, mostNamed).map((path) => `\`${path}\``);
  const more = secrets.length > mostNamed ? ` and ${secrets.length - mostNamed} more` : "";
  const finding: Finding = {
    message: `\`${first.instruction.keyword}\` of the whole folder takes ${shown.join(", ")}${more} into the image.`,
    advice: `Name ${secrets.length === 1 ? "it" : "them"} in \`${context.ignoreFile?.path ?? joined(context.folder, ".dockerignore")}\`.`,
    at: { path: context.document.path, range: first.range },
    evidence: `${context.document.path} ${secrets.join(" ")}`,
  };
  return [finding];
}, optionsSchema);

function isInImage(index: number | undefined, { document }: BuildContext): boolean {
  const stages: readonly DockerfileStage[] = finalStages(document.tree.stages);
  return stages.some((stage) => stage.index === index);
}

/** Counted from the folder that is built. */
async function secretsOf(
  { folder, files, ignoreFile }: BuildContext,
  tree: Tree,
  history: boolean,
): Promise<readonly string[]> {
  const isSent = (path: string): boolean => ignoreFile?.leftOut(path) === undefined;
  const named = files.filter(
    (path) => secretNames.test(path.slice(path.lastIndexOf("/") + 1)) && !harmless.test(path) && isSent(path),
  );
  // A line of `.gitignore` at the top speaks of every folder, and one needs to have such a file only where it says so.
  const isUsual = folder === "" || files.some((path) => /^\.env[._-](?:example|sample|template|dist)$/u.test(path));
  const untracked = files.includes(".env") || !isSent(".env") || !isUsual ? [] : [".env"];
  const ignored = untracked.length === 0 ? new Set() : await ignoredByGit([joined(folder, ".env")], tree);
  return [
    ...named,
    ...(ignored.size > 0 ? untracked : []),
    ...(history && folder === "" && isSent(".git/config") ? [".git"] : []),
  ];
}
