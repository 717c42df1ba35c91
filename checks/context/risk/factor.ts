/** A factor of risk: one question to a change, answered with evidence or not at all. */

import type { ChangedFile, Differential, Tree } from "../../../core/differential.ts";
import type { Document } from "../../../core/document.ts";
import type { Gap } from "../../../core/finding.ts";
import type { RiskEvidence, RiskFactorName, RiskSettings, TouchedEnvironment } from "../../../core/risk.ts";
import type { TerraformModule } from "../../../languages/hcl/module/module.ts";
import type { ObjectChange } from "./touched/kubernetes.ts";

/** What every factor is handed: read and parsed once. */
export interface RiskChange {
  readonly differential: Differential;
  readonly head: Tree;
  /** Changed files that the rule set does not ignore; a text for people is none. */
  readonly files: readonly ChangedFile[];
  /** At head, by path. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly settings: RiskSettings;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Terraform modules that the change touches, by folder. */
  readonly modulesBefore: ReadonlyMap<string, TerraformModule>;
  readonly modulesAfter: ReadonlyMap<string, TerraformModule>;
  readonly objects: readonly ObjectChange[];
  /** Terraform resources and Kubernetes objects. */
  readonly resources: readonly ResourceChange[];
  readonly environments: readonly TouchedEnvironment[];
}

export interface ResourceChange {
  /** Terraform's type or Kubernetes' kind. */
  readonly type: string;
  /** `aws_instance.web`, `StatefulSet/db`. */
  readonly address: string;
  readonly action: "added" | "changed" | "removed";
  readonly path: string;
  /** At head; missing where it is gone. */
  readonly line?: number;
  readonly holds?: string;
}

/** What a factor found; nothing found is no evidence. */
export interface FactorAnswer {
  readonly evidence: readonly RiskEvidence[];
  readonly gaps?: readonly Gap[];
}

export interface Factor {
  readonly name: RiskFactorName;
  /** For the manual: what it looks for, in one sentence. */
  readonly looksFor: string;
  /** For the manual: why that is a risk, in one sentence. */
  readonly why: string;
  readonly look: (change: RiskChange) => FactorAnswer | Promise<FactorAnswer>;
}

const actionWords = { added: "is new", changed: "changes", removed: "is removed" } as const;

export function evidenceOf({ address, action, path, line }: ResourceChange): RiskEvidence {
  return { path, ...(line === undefined ? {} : { line }), words: `\`${address}\` ${actionWords[action]}` };
}
