/** The positioned tree of a Dockerfile: instructions with their flags and words, stages, here-documents. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface DockerfileFile {
  readonly type: "DockerfileFile";
  readonly range: Range;
  readonly instructions: readonly DockerfileInstruction[];
  readonly stages: readonly DockerfileStage[];
  /** `# syntax=`, `# escape=`, `# check=` at the top, names in lower case. */
  readonly directives: readonly DockerfileDirective[];
  readonly comments: readonly Comment[];
}

export interface DockerfileDirective {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

export interface DockerfileInstruction {
  readonly type: "DockerfileInstruction";
  readonly range: Range;
  /** In upper case: `RUN`. */
  readonly keyword: string;
  readonly keywordRange: Range;
  readonly flags: readonly DockerfileFlag[];
  /** `json`: its arguments are a JSON list of strings. */
  readonly form: "json" | "plain";
  readonly words: readonly DockerfileWord[];
  /** Everything behind keyword and flags; empty at the keyword's end where there is nothing. */
  readonly body: Range;
  /** Text of `body`, as long as it: comment lines blanked, line ends escaped by backslashes whatever the escape character is. */
  readonly bodyText: string;
  readonly hereDocuments: readonly DockerfileHereDocument[];
  /** What `ONBUILD` puts off. */
  readonly trigger?: DockerfileInstruction;
  /** Zero-based; missing before the first `FROM`. */
  readonly stage?: number;
}

export interface DockerfileFlag {
  readonly type: "DockerfileFlag";
  readonly range: Range;
  /** Without dashes. */
  readonly name: string;
  readonly value?: string;
}

export interface DockerfileWord {
  readonly type: "DockerfileWord";
  readonly range: Range;
  /** Without the quotes around it; variables are not expanded. */
  readonly value: string;
}

export interface DockerfileHereDocument {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  /** The lines between. */
  readonly body: Range;
}

export interface DockerfileStage {
  readonly index: number;
  readonly from: DockerfileInstruction;
  /** Lower case, as `COPY --from` finds it; missing where the stage has none. */
  readonly name?: string;
  readonly nameRange?: Range;
  /** The image's name with its build arguments filled in; missing where one has no known value. */
  readonly image?: string;
  /** The stage that it begins with; missing where that is an image. */
  readonly parent?: number;
  /** Those behind its `FROM`. */
  readonly instructions: readonly DockerfileInstruction[];
}

export type DockerfileNode = DockerfileFile | DockerfileInstruction | DockerfileFlag | DockerfileWord;
