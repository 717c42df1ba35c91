/** A check: code that looks and says what it saw. Its name is its path under `checks/` without extension. */

import type { Differential, Tree } from "./differential.ts";
import type { Document, DocumentKind, LanguageName } from "./document.ts";
import type { Finding, Gap } from "./finding.ts";
import type { RiskAssessment } from "./risk.ts";
import type { ToolReport } from "./tool-report.ts";
import type { ToolRunner } from "./tool-run.ts";
import type { LookUpTicket } from "./tracker.ts";

/** What one look brought. */
export interface Observation {
  readonly findings: readonly Finding[];
  readonly gaps?: readonly Gap[];
  /** What was found in order, for the checklist: "`OPS-123` in the title". */
  readonly note?: string;
  /** Set when the question does not arise here, and why: "no Prettier configuration found". */
  readonly skipped?: string;
  /** With `skipped`: it is about something else altogether, and no reader would ask for it here. */
  readonly aside?: true;
  /** With `skipped`: somebody let this change off, and said why; listed like a waiver. */
  readonly exemption?: Exemption;
  /** When the answer may become another one though nobody does anything (milliseconds since 1970): asked again then. */
  readonly again?: number;
  /** Set where another program was asked: how its tests went. */
  readonly tests?: TestFigures;
  /** Set where tools of the repository's own CI have reported: what each of them said. */
  readonly reported?: readonly ReportFigures[];
}

/** Results that a tool reported. */
export interface ReportFigures {
  readonly tool: string;
  readonly version?: string;
  /** On lines that the change touches, each told once. */
  readonly inChange: number;
  readonly outside: number;
}

/** Tests of configuration by the tool that reads it; one test is one file, or one set of files that are read together. */
export interface TestFigures {
  /** The tool, as people call it: `nginx`. */
  readonly tool: string;
  readonly passed: number;
  readonly failed: number;
  /** Neither: the tool is missing, or its surroundings are, or its answer could be forged. */
  readonly inconclusive: number;
}

/** A label that lets a change off a requirement. */
export interface Exemption {
  readonly label: string;
  /** In the words of whoever asked for it. */
  readonly reason: string;
}

/** Plain JSON data that a file check needs beside the document: options of a formatter, a schema's text. */
export type Facts = { readonly [key: string]: unknown };

interface CheckCommon {
  /** JSON Schema (TypeBox) of the options; `undefined` = takes none. Every property has a default. */
  readonly options?: object;
  /** Its findings carry safe fixes, which `plumbline fix` applies. */
  readonly fixable?: boolean;
}

/** Looks at one document at a time, in a worker. `D` is the parsed document of a language. */
export interface FileCheck<Options = never, D extends Document = Document> extends CheckCommon {
  readonly scope: "file";
  /** Languages it reads; `undefined` = any text. */
  readonly languages?: readonly LanguageName[];
  readonly kinds?: readonly DocumentKind[];
  /** Collects facts per path before the look, on the main thread, in batches. Reads text, never parses hostile input deeply. */
  readonly gather?: (
    documents: readonly Document[],
    trees: Trees,
    context: CheckContext<Options>,
  ) => Promise<ReadonlyMap<string, Facts>>;
  readonly look: (document: D, context: FileContext<Options>) => Observation | Promise<Observation>;
}

/** Needs the tree at head (and at base, to say what is new). Reads only the units the change touches. */
export interface TreeCheck<Options = never> extends CheckCommon {
  readonly scope: "tree";
  /** Globs: where no changed file matches one, there is nothing to ask and the check is not even loaded. */
  readonly paths?: readonly string[];
  readonly look: (differential: Differential, context: CheckContext<Options>) => Promise<Observation>;
}

/** Looks at the request, the commits and the list of files. */
export interface DifferentialCheck<Options = never> extends CheckCommon {
  readonly scope: "differential";
  readonly look: (
    differential: Differential,
    context: DifferentialContext<Options>,
  ) => Observation | Promise<Observation>;
}

export interface Trees {
  /** The tree that the documents are of. */
  readonly own: Tree;
  /** The merge base: whatever can silence a rule is read here. */
  readonly base: Tree;
}

export interface CheckContext<Options> {
  readonly options: Options;
  /** `schemas:` of the rule set: URL -> path in the tree. */
  readonly schemas: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Changed files that the rule's paths and the rule set's `ignore` leave; missing for a check of one file. */
  readonly paths?: readonly string[];
  /** Missing where no other program may be run. */
  readonly tools?: ToolRunner;
  /** What tools of the repository's own CI said of head; missing where nobody takes it in. */
  readonly reports?: readonly ToolReport[];
}

export interface FileContext<Options> {
  readonly options: Options;
  readonly facts: Facts | undefined;
}

export interface DifferentialContext<Options> extends CheckContext<Options> {
  /** Missing where no tracker is connected. */
  readonly lookUpTicket?: LookUpTicket;
  /** Changed files that the rule's paths and the rule set's `ignore` leave. */
  readonly paths: readonly string[];
  /** Missing where nothing of this rule set asks for it. */
  readonly risk?: RiskAssessment;
  /** Why this is asked, where the rule has a condition: "risk high: loss of data, `db.tf:3`". The report says it beside the finding. */
  readonly because?: string;
  /** Milliseconds since 1970; missing where nobody hands a clock in. */
  readonly time?: number;
}

/** A check as `review` meets it, whatever its options. */
export type AnyCheck = FileCheck<never, never> | TreeCheck<never> | DifferentialCheck<never>;

/** What the catalogue knows of a check without loading it; generated from the file. */
export interface CheckEntry {
  readonly name: string;
  readonly scope: "file" | "tree" | "differential";
  readonly languages?: readonly LanguageName[];
  readonly kinds?: readonly DocumentKind[];
  /** Of a tree check: globs of the files that it is about. */
  readonly paths?: readonly string[];
  /** First sentence of its opening comment. */
  readonly summary: string;
  readonly fixable: boolean;
  /** Has a `gather` step: facts are collected before it looks. */
  readonly gathers: boolean;
}
