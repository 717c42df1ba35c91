/** Which trackers are connected, read from the environment: the only place that names hosts and holds credentials. */

export interface TrackerSettings {
  readonly tracker: "jira" | "phabricator";
  /** With the path that the tracker lives under, without final slash. */
  readonly url: URL;
  readonly token: string;
  /** Of Jira's cloud: the account's address, whose token it is. */
  readonly user?: string;
}

export interface TrackerEnvironment {
  readonly settings: readonly TrackerSettings[];
  /** One sentence for each variable that is missing or wrong. */
  readonly problems: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `JIRA_URL`, `JIRA_TOKEN`, `JIRA_USER`, `PHABRICATOR_URL`, `PHABRICATOR_TOKEN`. */
export function readTrackerSettings(env: Environment): TrackerEnvironment {
  const problems: string[] = [];
  const settings = (["jira", "phabricator"] as const).flatMap((tracker) => {
    const prefix = tracker.toUpperCase();
    const address = given(env, `${prefix}_URL`);
    const token = given(env, `${prefix}_TOKEN`);
    if (address === undefined && token === undefined) return [];
    if (address === undefined || token === undefined) {
      const [there, lacking] = address === undefined ? ["TOKEN", "URL"] : ["URL", "TOKEN"];
      problems.push(`${prefix}_${lacking} is missing: ${prefix}_${there} is set, and neither is of use alone`);
      return [];
    }
    const url = urlOf(address);
    if (typeof url === "string") {
      problems.push(`${prefix}_URL ${url}`);
      return [];
    }
    const user = tracker === "jira" ? given(env, "JIRA_USER") : undefined;
    return [{ tracker, url, token, ...(user === undefined ? {} : { user }) }];
  });
  return { settings, problems };
}

/** The address, or what is wrong with it. */
function urlOf(address: string): URL | string {
  if (!URL.canParse(address)) return "is no address";
  const url = new URL(address);
  const isLocal = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) {
    return "does not begin with https: the token would travel unprotected";
  }
  if (url.username !== "" || url.password !== "") return "holds credentials, which belong into a variable of their own";
  url.pathname = url.pathname.replace(/\/+$/, "");
  url.search = "";
  url.hash = "";
  return url;
}

function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}
