/** A machine that is in several states at once: it reads a path character by character and never goes back. */

export type Accepts = (character: string) => boolean;

/** With `accepts`, a state is left by taking one such character; without, it is left at once. */
interface State {
  readonly accepts?: Accepts;
  readonly next: number[];
}

/** A part of the machine: entered at one state, left at another. */
export interface Fragment {
  readonly start: number;
  readonly end: number;
}

export interface Machine {
  readonly states: readonly State[];
  readonly empty: () => Fragment;
  readonly character: (accepts: Accepts) => Fragment;
  readonly sequence: (first: Fragment, second: Fragment) => Fragment;
  readonly either: (options: readonly Fragment[]) => Fragment;
  readonly optional: (fragment: Fragment) => Fragment;
  /** None or more. */
  readonly many: (fragment: Fragment) => Fragment;
  readonly atLeastOnce: (fragment: Fragment) => Fragment;
}

export function newMachine(): Machine {
  const states: State[] = [];
  const add = (next: number[] = [], accepts?: Accepts): number =>
    states.push({ next, ...(accepts && { accepts }) }) - 1;
  const connect = (from: number, to: number): void => void states[from]?.next.push(to);
  const either = (options: readonly Fragment[]): Fragment => {
    const [start, end] = [add(options.map((option) => option.start)), add()];
    for (const option of options) connect(option.end, end);
    return { start, end };
  };
  const empty = (): Fragment => {
    const state = add();
    return { start: state, end: state };
  };
  return {
    states,
    empty,
    character(accepts) {
      const end = add();
      return { start: add([end], accepts), end };
    },
    sequence(first, second) {
      connect(first.end, second.start);
      return { start: first.start, end: second.end };
    },
    either,
    optional: (fragment) => either([fragment, empty()]),
    many(fragment) {
      const state = add([fragment.start]);
      connect(fragment.end, state);
      const end = add();
      connect(state, end);
      return { start: state, end };
    },
    atLeastOnce(fragment) {
      const end = add([fragment.start]);
      connect(fragment.end, end);
      const after = add();
      connect(end, after);
      return { start: fragment.start, end: after };
    },
  };
}

/** Whether the whole text leads from the fragment's start to its end. */
export function matches({ states }: Machine, { start, end }: Fragment, text: string): boolean {
  const reachedAt = new Int32Array(states.length).fill(-1);
  let step = 0;
  let current = reach([start]);
  for (const character of text) {
    if (current.length === 0) return false;
    step += 1;
    const taken = current.flatMap((state) => (states[state]?.accepts?.(character) ? (states[state]?.next ?? []) : []));
    current = reach(taken);
  }
  return reachedAt[end] === step;

  /** The states that wait for a character, after all that are left at once. */
  function reach(from: readonly number[]): number[] {
    const waiting: number[] = [];
    const open = [...from];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (reachedAt[state] === step) continue;
      reachedAt[state] = step;
      if (states[state]?.accepts) waiting.push(state);
      else open.push(...(states[state]?.next ?? []));
    }
    return waiting;
  }
}
