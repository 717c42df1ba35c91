/** What every check over Compose files is made of: a judge of the file or of each service, and how it says what it saw. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Finding } from "../../../../core/finding.ts";
import type { Range } from "../../../../core/text.ts";
import { type ComposeFile, composeOf, type ComposeService } from "../../../../languages/compose/services.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";

/** What is wrong, as a whole sentence, and what to do. */
export interface ComposeRemark {
  readonly place: Range;
  readonly says: string;
  readonly mend: string;
  /** The place holds a secret. */
  readonly secret?: { readonly evidence: string };
}

const mostFindings = 500;

export function composeCheck(judge: (file: ComposeFile) => Iterable<ComposeRemark>): FileCheck<object, YamlDocument> {
  return {
    scope: "file",
    languages: ["yaml"],
    kinds: ["compose"],
    look(document) {
      const remarks = [...judge(composeOf(document))].slice(0, mostFindings);
      const findings = remarks.map(({ place, says, mend, secret }): Finding => ({
        message: says,
        advice: mend,
        at: { path: document.path, range: place },
        ...(secret && { secret: true, evidence: secret.evidence }),
      }));
      return { findings: findings.sort((one, other) => (one.at?.range[0] ?? 0) - (other.at?.range[0] ?? 0)) };
    },
  };
}

export function onServices(
  judge: (service: ComposeService, file: ComposeFile) => Iterable<ComposeRemark>,
): FileCheck<object, YamlDocument> {
  return composeCheck((file) => file.services.flatMap((service) => [...judge(service, file)]));
}
