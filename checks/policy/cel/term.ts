/** A policy's expression after it was read: a small tree in which every name and function is known to exist. */

/** Offsets are UTF-16 units of the expression. */
export type Term =
  | { readonly type: "constant"; readonly value: null | boolean | bigint | number | string; readonly offset: number }
  | { readonly type: "name"; readonly name: string; readonly offset: number }
  | { readonly type: "select"; readonly operand: Term; readonly field: string; readonly offset: number }
  /** `has(operand.field)` */
  | { readonly type: "has"; readonly operand: Term; readonly field: string; readonly offset: number }
  | { readonly type: "index"; readonly operand: Term; readonly key: Term; readonly offset: number }
  | { readonly type: "logic"; readonly decides: boolean; readonly terms: readonly Term[]; readonly offset: number }
  | {
      readonly type: "choice";
      readonly condition: Term;
      readonly consequent: Term;
      readonly alternative: Term;
      readonly offset: number;
    }
  | { readonly type: "call"; readonly name: string; readonly values: readonly Term[]; readonly offset: number }
  | { readonly type: "list"; readonly items: readonly Term[]; readonly offset: number }
  | {
      readonly type: "mapping";
      readonly entries: readonly { readonly key: Term; readonly value: Term }[];
      readonly offset: number;
    }
  | Fold;

/** What `all`, `exists`, `exists_one`, `filter` and `map` stand for. */
export interface Fold {
  readonly type: "fold";
  readonly range: Term;
  readonly item: string;
  readonly result: string;
  readonly start: Term;
  /** Checked before each step; `false` ends the fold early. `undefined` = never ends early. */
  readonly goesOn: Term | undefined;
  readonly step: Term;
  readonly outcome: Term;
  readonly offset: number;
}
