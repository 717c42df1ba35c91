/** A clock for tests that hold an algorithm to a bound: it stands still while other processes have the machine. */

/** Milliseconds that this process has had a processor for. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
