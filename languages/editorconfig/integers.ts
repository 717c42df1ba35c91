/** The integers of a range as a machine that reads their digits: `{3..120}` is 60, and neither 060 nor 121. */

import type { Fragment, Machine } from "../../core/path-machine.ts";

/** Both ends are in it. */
export function integersBetween(low: number, high: number, machine: Machine): Fragment {
  const forms: Fragment[] = [];
  if (high >= 0) forms.push(...naturals(Math.max(low, 0), high, machine));
  if (low < 0) {
    const minus = machine.character((character) => character === "-");
    const below = naturals(Math.max(1, -high), -low, machine);
    forms.push(machine.sequence(minus, machine.either(below)));
  }
  return machine.either(forms);
}

/** A form for each run of numbers that share their first digits and take any digit behind them. */
function naturals(low: number, high: number, machine: Machine): readonly Fragment[] {
  const forms: Fragment[] = [];
  for (let start = low; start <= high;) {
    let step = 1;
    while (start % (step * 10) === 0 && start > 0 && start + step * 10 - 1 <= high && grows(start, step * 10))
      step *= 10;
    forms.push(form(String(start).slice(0, String(start).length - zeros(step)), zeros(step), machine));
    start += step;
  }
  return forms;
}

/** Whether all of a run have as many digits as its first. */
function grows(start: number, step: number): boolean {
  return String(start).length === String(start + step - 1).length;
}

function zeros(step: number): number {
  return String(step).length - 1;
}

function form(first: string, free: number, machine: Machine): Fragment {
  let whole = machine.empty();
  for (const digit of first) {
    whole = machine.sequence(
      whole,
      machine.character((character) => character === digit),
    );
  }
  for (let count = 0; count < free; count += 1) {
    whole = machine.sequence(
      whole,
      machine.character((character) => character >= "0" && character <= "9"),
    );
  }
  return whole;
}
