/**
 * Whatever a policy of the repository's owners says of its documents.
 *
 * Why: what a team agreed on (tags, registries, names, sizes) is kept only where somebody, or something, looks every time.
 *
 * A policy is an expression in CEL over the data of a document: of a manifest, of a block, or of each item that a key path
 * leads to. `policies:` of a rule set writes them down; `docs/policies.md` tells how. A value that nobody knows before the
 * change is applied never breaks a policy, and a policy that cannot be evaluated is told to its owner, never to an author.
 *
 * Bad (network/firewall.tf):
 * ```hcl
 * resource "aws_security_group" "web" {
 *   ingress {
 *     from_port   = 22
 *     to_port     = 22
 *     cidr_blocks = ["0.0.0.0/0"]
 *   }
 * }
 * ```
 *
 * Good (network/firewall.tf):
 * ```hcl
 * resource "aws_security_group" "web" {
 *   ingress {
 *     from_port   = 22
 *     to_port     = 22
 *     cidr_blocks = ["10.0.0.0/8"]
 *   }
 * }
 * ```
 *
 * Mend: do what the message says, or ask the owners of the policy.
 *
 * Waive: `# plumbline-disable-next-line NAME-OF-THE-POLICY -- reason`
 */

import type { FileCheck, FileContext, Observation } from "../../core/check.ts";
import type { Finding, Gap } from "../../core/finding.ts";
import { untemplatedKinds } from "../../core/kinds.ts";
import type { LineIndex, Range } from "../../core/text.ts";
import { askPolicy } from "./assertion/ask.ts";
import { assertionOptionsSchema, type AssertionOptions } from "./assertion/options.ts";
import { messageFor } from "./assertion/message.ts";
import { subjectsOf, type Structured, type Subject } from "./assertion/subjects.ts";
import { mostSubjects, reachNearest, readKeyPath } from "./assertion/key-path.ts";

const check: FileCheck<AssertionOptions, Structured> = {
  scope: "file",
  languages: ["yaml", "json", "jsonc", "hcl"],
  kinds: untemplatedKinds,
  options: assertionOptionsSchema,
  look,
};
export default check;

const elsewhere: Observation = { findings: [], skipped: "nothing that the policy is about", aside: true };

async function look(document: Structured, { options }: FileContext<AssertionOptions>): Promise<Observation> {
  const { path, language, problems } = document;
  if (options.language !== "" && options.language !== language.replace("jsonc", "json")) return elsewhere;
  if (options.blocks.length > 0 && language !== "hcl") return elsewhere;
  if (document.unread !== undefined) return lacking({ reason: document.unread, cause: "unsupported" });
  if (problems.length > 0) return lacking({ path, reason: "waits until it parses", cause: "input" });
  const subjects = subjectsOf(document, options);
  if (subjects.length === 0) return elsewhere;

  const { broken, obstacle } = await askPolicy(options.assert, subjects.slice(0, mostSubjects), path);
  const findings = broken.map((subject) => findingFor(subject, document, options));
  const where = options.source === "" ? "the policy" : `the policy at \`${options.source}\``;
  const reasons = [
    ...(obstacle === undefined ? [] : [`${where} cannot be evaluated: ${obstacle}`]),
    ...(subjects.length > mostSubjects ? [`${where} is asked about the first ${mostSubjects} things of a file`] : []),
  ];
  const gaps = reasons.map((reason): Gap => ({ path, reason, cause: "unsupported" }));
  return gaps.length === 0 ? { findings } : { findings, gaps };
}

function lacking(gap: Gap): Observation {
  return { findings: [], gaps: [gap] };
}

function findingFor(subject: Subject, { path, lines }: Structured, options: AssertionOptions): Finding {
  const at = reachNearest(subject, readKeyPath(options.at) ?? [], subject.data);
  const place = subject.data.locate(at.pointer);
  const whole = place?.value ?? [0, 0];
  const range = isOneLine(whole, lines) ? whole : firstLine(place?.key ?? whole, lines);
  return {
    message: messageFor(options.message === "" ? "This breaks a policy." : options.message, subject),
    ...(options.advice === "" ? {} : { advice: options.advice }),
    at: { path, range },
  };
}

function isOneLine([start, end]: Range, lines: LineIndex): boolean {
  return end > start && lines.position(start).line === lines.position(end).line;
}

/** A finding about something long is shown where it begins. */
function firstLine([start, end]: Range, lines: LineIndex): Range {
  return [start, Math.min(end, lines.line(lines.position(start).line)[1])];
}
