/** Names in a configuration that a host knows and the sandbox does not: each gets a stand-in, so that it fails no sound file. */

/** Whatever could be an account or a group; too many do no harm. */
export function accountsIn(text: string): readonly string[] {
  return [...new Set(text.match(/\b[a-z_][a-z0-9_-]{1,31}\b/gu) ?? [])];
}

/** Whatever could be the name of a host: words with dots between, but no address. */
export function hostsIn(text: string): readonly string[] {
  const words = text.match(/\b[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+\b/giu) ?? [];
  return [...new Set(words.filter((word) => /[a-z]/iu.test(word)))];
}
