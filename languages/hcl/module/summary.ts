/** What one file says to its module: declarations and references, as plain data that can be kept and sent. */

import type { Range } from "../../../core/text.ts";
import type { HclExpression } from "../tree.ts";

export interface FileSummary {
  readonly path: string;
  readonly text: string;
  /** `override.tf` and its kin: changes what the other files declare, declares nothing of its own. */
  readonly isOverride: boolean;
  readonly syntax: "native" | "json";
  /** In the order of the text; data sources inside a `check` block follow their block. */
  readonly declarations: readonly Declaration[];
  readonly references: readonly Reference[];
  readonly calls: readonly FunctionCall[];
  /** The file does not parse: what it declares and refers to is not wholly known. */
  readonly isBroken: boolean;
}

export type DeclarationKind =
  | "variable"
  | "local"
  | "output"
  | "resource"
  | "data"
  | "ephemeral"
  | "module"
  | "provider"
  | "terraform"
  | "moved"
  | "import"
  | "removed"
  | "check"
  | "other";

export interface Declaration {
  readonly kind: DeclarationKind;
  /** Type of a resource, a data source or an ephemeral resource. */
  readonly type?: string;
  /** Last label; the name of a local value. Empty where there is none. */
  readonly name: string;
  readonly labels: readonly string[];
  /** Its header (`resource "aws_vpc" "main"`), or the name of a local value. */
  readonly place: Range;
  /** Everything, from its header to its closing brace. */
  readonly whole: Range;
  readonly attributes: readonly SummaryAttribute[];
  readonly blocks: readonly SummaryBlock[];
  /** Index of the `check` block that it stands in. */
  readonly within?: number;
}

/** `name = expression` directly in a body. A local value is one attribute of itself. */
export interface SummaryAttribute {
  readonly name: string;
  readonly place: Range;
  readonly whole: Range;
  readonly expression: HclExpression;
}

/** A block inside a declaration. */
export interface SummaryBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly place: Range;
  readonly whole: Range;
  readonly attributes: readonly SummaryAttribute[];
  readonly blocks: readonly SummaryBlock[];
}

export interface Reference {
  /** `var`, `local`, `module`, `data`, `each`, `aws_vpc` … */
  readonly root: string;
  /** What follows the root, as far as it is spelt out: a name, a literal key, `null` for anything else. */
  readonly path: readonly (string | null)[];
  readonly place: Range;
  /** Index of the declaration that it stands in; -1 for none. */
  readonly owner: number;
  /** Blocks and attributes on the way from the owner to it, dotted: `lifecycle.replace_triggered_by`. */
  readonly within: string;
  /**
   * `value`: an expression. `provider`: names a provider's configuration. `address`: names a thing without reading it
   * (`depends_on`, `moved`). `mention`: found in text that was not parsed as HCL, good only to say that something is used.
   */
  readonly use: "value" | "provider" | "address" | "mention";
  /** Inside `try` or `can`: what it names need not be there when it is evaluated. */
  readonly isTried?: true;
}

export interface FunctionCall {
  readonly name: string;
  readonly place: Range;
  readonly owner: number;
  readonly within: string;
}
