/** Keeps one rule's crash or slowness from costing a file its other rules. */

import type { Rule as EslintRule } from "eslint";
import type { StyleCheck } from "../languages/style-check.ts";

/** What happened to the rules of one run over one document. */
export interface GuardRun {
  /** Milliseconds, any origin. */
  readonly now: () => number;
  /** Milliseconds that one rule may spend on one document. */
  readonly budget: number;
  /** Why a rule was stopped, by rule name. */
  readonly stopped: Map<string, string>;
  readonly spent: Map<string, number>;
}

export function newGuardRun(now: () => number, budget: number): GuardRun {
  return { now, budget, stopped: new Map(), spent: new Map() };
}

type Listener = (...args: readonly unknown[]) => unknown;

/**
 * The check as an ESLint rule that never throws: after an error or past its budget it is dead for this document.
 * `current` gives the run in progress; rule objects outlive runs because ESLint configurations are reused.
 */
export function guard(rule: string, check: StyleCheck, current: () => GuardRun): EslintRule.RuleModule {
  function attempt(listener: Listener, args: readonly unknown[]): unknown {
    const run = current();
    if (run.stopped.has(rule)) return undefined;
    const started = run.now();
    try {
      return listener(...args);
    } catch (error) {
      run.stopped.set(rule, `crashed: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    } finally {
      const spent = (run.spent.get(rule) ?? 0) + run.now() - started;
      run.spent.set(rule, spent);
      if (spent > run.budget) run.stopped.set(rule, `took longer than ${run.budget} ms on this file`);
    }
  }

  const create = (context: unknown): Record<string, Listener> => {
    const listeners = attempt(check.create.bind(check) as Listener, [context]) as Record<string, Listener> | undefined;
    const guarded: Record<string, Listener> = {};
    for (const [selector, listener] of Object.entries(listeners ?? {})) {
      guarded[selector] = (...args) => attempt(listener, args);
    }
    return guarded;
  };
  // ESLint's own types describe JavaScript rules only; its Linter runs any language's.
  return { meta: check.meta, create } as unknown as EslintRule.RuleModule;
}
