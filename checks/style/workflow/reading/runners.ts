/** The labels of runners that GitHub offers, and those that it once offered. */

/** In lower case, from GitHub's documentation of hosted and larger runners. */
export const offeredLabels: ReadonlySet<string> = new Set([
  "ubuntu-latest",
  "ubuntu-26.04",
  "ubuntu-24.04",
  "ubuntu-22.04",
  "ubuntu-slim",
  "ubuntu-26.04-arm",
  "ubuntu-24.04-arm",
  "ubuntu-22.04-arm",
  "windows-latest",
  "windows-2025",
  "windows-2025-vs2026",
  "windows-2022",
  "windows-11-arm",
  "windows-latest-8-cores",
  "ubuntu-latest-4-cores",
  "ubuntu-latest-8-cores",
  "ubuntu-latest-16-cores",
  ...["macos-latest", "macos-26", "macos-15", "macos-14"].flatMap((label) => [
    label,
    `${label}-large`,
    `${label}-xlarge`,
  ]),
  "macos-15-intel",
  "macos-26-intel",
]);

export const retiredLabels: ReadonlySet<string> = new Set([
  "ubuntu-20.04",
  "ubuntu-18.04",
  "ubuntu-16.04",
  "windows-2019",
  "windows-2016",
  "macos-13",
  "macos-13-large",
  "macos-13-xlarge",
  "macos-12",
  "macos-12-large",
  "macos-12-xlarge",
  "macos-11",
  "macos-11.0",
  "macos-10.15",
]);

/** Those that every runner of one's own may have. */
export const selfHostedLabels: ReadonlySet<string> = new Set([
  "self-hosted",
  "linux",
  "windows",
  "macos",
  "x64",
  "arm",
  "arm64",
]);

export function systemOf(label: string): string {
  return label.split("-")[0] ?? label;
}

/** Walks patterns in time that grows with pattern times label. */
export function labelMatcher(patterns: readonly string[]): (label: string) => boolean {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  return (label) => lower.some((pattern) => fits(pattern, label.toLowerCase()));
}

function fits(pattern: string, label: string): boolean {
  let reached = new Set([0]);
  for (const sign of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (sign === "*") for (let end = at; end <= label.length; end += 1) next.add(end);
      else if (at < label.length && (sign === "?" || sign === label[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(label.length);
}
