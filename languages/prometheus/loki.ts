/** Loki keeps its rules in files of the same form as Prometheus', with another language in them. */

/** By its path; files of a mixin are Prometheus' rules about Loki. */
export function isOfLoki(path: string): boolean {
  return /loki/iu.test(path) && !/mixin/iu.test(path);
}
