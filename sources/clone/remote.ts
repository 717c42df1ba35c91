/** How git reaches a server for a clone: everything by environment, so that neither token nor address is ever on a command line or on disk. */

export interface Remote {
  /** `https://github.com/owner/name.git`; `http:` only where the server itself is reached so. */
  readonly url: string;
  readonly token: string;
}

/**
 * Git's configuration for one fetch, as `GIT_CONFIG_*` variables. The remote is a promisor for this one command only:
 * on disk the repository is a plain one, so that whoever reads it is told that a blob is missing and never fetches
 * blob by blob.
 */
export function remoteEnvironment({ url, token }: Remote): Readonly<Record<string, string>> {
  const { origin, protocol } = new URL(url);
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return configured([
    ["remote.origin.url", url],
    ["remote.origin.promisor", "true"],
    ["remote.origin.partialclonefilter", "blob:none"],
    [`http.${origin}/.extraHeader`, `Authorization: Basic ${basic}`],
    ["http.followRedirects", "false"],
    // Slower than 1,000 bytes a second for 20 seconds is a line that is dead.
    ["http.lowSpeedLimit", "1000"],
    ["http.lowSpeedTime", "20"],
    ["credential.helper", ""],
    ["protocol.allow", "never"],
    [`protocol.${protocol === "http:" ? "http" : "https"}.allow`, "always"],
    ["transfer.fsckObjects", "true"],
    // Old trees written by old tools: harmless, and GitHub serves them.
    ["fetch.fsck.zeroPaddedFilemode", "warn"],
    ["fetch.fsck.badTimezone", "warn"],
    ["gc.auto", "0"],
    ["maintenance.auto", "false"],
  ]);
}

/** For reading: no protocol at all is allowed. */
export const localEnvironment: Readonly<Record<string, string>> = configured([["protocol.allow", "never"]]);

function configured(settings: readonly (readonly [key: string, value: string])[]): Readonly<Record<string, string>> {
  const numbered = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  const ownCertificates = process.env.GIT_SSL_CAINFO;
  return {
    ...Object.fromEntries(numbered),
    GIT_CONFIG_COUNT: String(settings.length),
    // Nobody's own configuration may send us elsewhere (`url.….insteadOf`).
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...(ownCertificates === undefined ? {} : { GIT_SSL_CAINFO: ownCertificates }),
  };
}
