/** What well-known actions take and give, looked up by what `uses` names. */

import { knownActionLines } from "./known-actions-data.ts";
import { majorOf, readUses } from "./uses.ts";

export interface KnownAction {
  /** `node20`, `composite`, `docker`. */
  readonly runtime: string;
  readonly inputs: readonly KnownInput[];
  /** `undefined`: nobody lists them. */
  readonly outputs: readonly string[] | undefined;
}

export interface KnownInput {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
}

/** Their outputs are named by what they are given. */
const freeOutputs: ReadonlySet<string> = new Set([
  "actions/github-script",
  "dorny/paths-filter",
  "ruby/setup-ruby",
  "hashicorp/setup-terraform",
]);

let table: ReadonlyMap<string, string> | undefined;

/** By version; `undefined` for other actions, other versions, commits and branches. */
export function knownAction(text: string): KnownAction | undefined {
  const uses = readUses(text);
  if (uses?.kind !== "repository" || uses.ref === undefined) return undefined;
  const major = majorOf(uses.ref);
  const version = major === undefined ? uses.ref : `v${major}`;
  const name = uses.path === "" ? uses.slug : `${uses.slug}/${uses.path.toLowerCase()}`;
  table ??= new Map(knownActionLines.map((line) => [line.slice(0, line.indexOf(" ")).toLowerCase(), line]));
  const line = table.get(`${name}@${version}`);
  return line === undefined ? undefined : readLine(line, uses.slug);
}

function readLine(line: string, slug: string): KnownAction {
  const [head = "", inputs = "", outputs = "*"] = line.split(" | ");
  const given = outputs === "*" || freeOutputs.has(slug) ? undefined : outputs.split(" ");
  return {
    runtime: head.slice(head.indexOf(" ") + 1),
    inputs: inputs
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => ({
        name: word.replace(/[!~]+$/u, ""),
        isRequired: /!~?$/u.test(word),
        isDeprecated: word.endsWith("~"),
      })),
    outputs: given,
  };
}
