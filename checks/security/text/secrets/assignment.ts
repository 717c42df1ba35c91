/** A name and the text that it is set to, whatever language says so. */

import type { Range } from "../../../../core/text.ts";

export interface Assignment {
  readonly name: string;
  /** Unescaped, without quotes. */
  readonly value: string;
  /** Of the value; where it stands in quotes that a parser read, with them. */
  readonly range: Range;
  /** Found by marks in a text, so that it may be prose or code. */
  readonly isLoose?: true;
  /** Stands in something that holds nothing but secrets (a Kubernetes Secret), whatever its name. */
  readonly isDeclared?: true;
  /** Still in base64, as `data` of a Secret is. */
  readonly isEncoded?: true;
}
