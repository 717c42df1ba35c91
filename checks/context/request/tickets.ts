/** Finds tickets of well-known trackers in a text, and tells them from what only looks like one. */

import type { RequestText } from "./places.ts";

/** The first ticket in a text, as it was written; `undefined` when there is none. */
export function findTicket({ place, text }: RequestText, pullRequest: number | undefined): string | undefined {
  const own = place === "title" || place === "commits" ? withoutMergeNumbers(text) : text;
  return (
    findUrl(own) ??
    findJira(own, place === "branch") ??
    (place === "branch" ? findInBranch(own) : undefined) ??
    findNumbered(own, pullRequest) ??
    findPhabricator(own) ??
    findServiceDesk(own)
  );
}

/** `Open SSH (#45)`: GitHub writes the number of the pull request itself there. */
function withoutMergeNumbers(text: string): string {
  const end = text.indexOf("\n");
  const subject = (end === -1 ? text : text.slice(0, end)).trimEnd();
  const own = subject.replace(/\(#\d+\)$/, "").replace(/^Merge pull request #\d+/, "");
  return end === -1 ? own : own + text.slice(end);
}

/** Pages of an issue in GitHub, GitLab, Jira, Linear, Azure, Asana, Trello, Shortcut, YouTrack, Sentry. */
const issueUrl =
  /https:\/\/[\w.-]+(?::\d+)?\/(?:[\w.~-]+\/)*(?:issues\/[1-9]\d*|-\/(?:issues|work_items)\/[1-9]\d*|browse\/[A-Z][A-Z0-9_]+-[1-9]\d*|issue\/[A-Z][A-Z0-9]*-[1-9]\d*|_workitems\/edit\/[1-9]\d*|story\/[1-9]\d*)/;
const trackerUrl =
  /https:\/\/(?:app\.asana\.com\/\d+\/|trello\.com\/c\/|[\w-]+\.monday\.com\/boards\/\d|app\.clickup\.com\/t\/)[\w/-]*/;

function findUrl(text: string): string | undefined {
  return (issueUrl.exec(text) ?? trackerUrl.exec(text))?.[0];
}

/** Not part of a longer word, a version (`TLS-1.3`), a date or another number (`CVE-2024-1`). */
const jiraKey = /(?<![A-Za-z0-9.-])([A-Z][A-Z0-9]{1,11})-([1-9]\d{0,6})(?![A-Za-z0-9]|\.\d|-\d)/g;
const jiraKeyInBranch = /(?<![A-Za-z0-9.])([A-Z][A-Z0-9]{1,11})-([1-9]\d{0,6})(?![A-Za-z0-9])/g;

function findJira(text: string, isBranch: boolean): string | undefined {
  for (const [whole, project = "", number = ""] of text.matchAll(isBranch ? jiraKeyInBranch : jiraKey)) {
    if (!isLookAlike(project) && !isPlaceholder(project, number)) return whole;
  }
  return undefined;
}

/** `ada/ops-12-open-ssh`: trackers that name branches write their keys small. */
function findInBranch(branch: string): string | undefined {
  for (const [, whole = "", project = "", number = ""] of branch.matchAll(
    /(?:^|\/)(([a-z][a-z0-9]{1,9})-([1-9]\d{0,6}))(?=[-_/]|$)/g,
  )) {
    const key = project.toUpperCase();
    if (!isLookAlike(key) && !branchWords.has(project) && !isPlaceholder(key, number)) return whole;
  }
  return undefined;
}

/** `#12`, `owner/repository#12`, `GH-12` (read as Jira's), `AB#12`; not the pull request itself, not "our #1 priority". */
const numbered = /(?<![\w&#/.-])((?:[\w.-]+\/)?[\w.-]+)?#([1-9]\d{0,8})(?![\w#])/g;

function findNumbered(text: string, pullRequest: number | undefined): string | undefined {
  for (const match of text.matchAll(numbered)) {
    const [whole, repository, number] = match;
    if (repository === undefined && Number(number) === pullRequest) continue;
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    if (repository === undefined && /\b(?:our|the|is|are|number|pull request|PR|MR) $/i.test(before)) continue;
    return whole;
  }
  return undefined;
}

/** `T123`; with fewer digits (machine types are called so) only behind a word that says it is a task. */
function findPhabricator(text: string): string | undefined {
  const plain = /(?<![\w.-])T[1-9]\d{2,6}(?![\w-]|\.\d)/.exec(text);
  if (plain) return plain[0];
  return /(?:fix(?:es)?|refs?|bugs?|tasks?|close[sd]?|resolve[sd]?|ticket|issue)s?:? +(T[1-9]\d{0,6})(?![\w-]|\.\d)/i.exec(
    text,
  )?.[1];
}

/** Change, incident and problem numbers of service desks, `bug 1234`. */
function findServiceDesk(text: string): string | undefined {
  return /\b(?:CHG|CHANGE|INC|PRB|RITM|REQ|CTASK|SCTASK|STRY)\d{5,10}\b|\b[Bb]ug[ :#]{0,3}[1-9]\d{2,8}\b/.exec(
    text,
  )?.[0];
}

/** What stands in a template or an example for a real key: `ABC-123`, `PROJ-1`, `XXX-9`. */
function isPlaceholder(project: string, number: string): boolean {
  if (/^X{2,}$/.test(project)) return true;
  return placeholderProjects.has(project) && /^(?:0+|1|12|123|1234|12345|9+)$/.test(number);
}

const placeholderProjects = setOf(
  "ABC ABCD AAA XYZ PROJ PROJECT JIRA TICKET KEY ISSUE TASK FOO BAR EXAMPLE TEST TEAM NNN YYY",
);

/** Standards, algorithms, versions, times, places: a name, a hyphen and a number, and no ticket. */
function isLookAlike(project: string): boolean {
  return (
    lookAlikes.has(project) ||
    /^[QHFV]\d{1,2}$/.test(project) ||
    /^(?:SHA|UTF|IP|AES|RSA|MD|TLS|EC|MP|S|X)\d+$/.test(project)
  );
}

const lookAlikes = setOf(`
  UTF UCS ISO IEC ANSI ASCII LATIN KOI CP WINDOWS BASE CRC SHA HMAC MD AES RSA DSA DES ECDSA ED CURVE SECP PBKDF ARGON
  PKCS X509 ES HS RS PS HTTP HTTPS TLS SSL SSH FTP SMTP IMAP QUIC GRPC TCP UDP IP IPV BGP DNS WPA VPN
  RFC BCP STD IEEE ECMA SQL PEP JEP KEP JSR CVE CWE CVSS GHSA USN DSA DLA RHSA CIS PCI SOC NIST FIPS STIG BSI OWASP TOP
  GPL LGPL AGPL BSD MIT MPL EPL EUPL CC APACHE
  RHEL EL CENTOS FEDORA UBUNTU DEBIAN SLES WIN MACOS IOS NODE JAVA JDK PYTHON PY PHP GO RUBY RUST GCC ARM AMD INTEL
  POSTGRES POSTGRESQL MYSQL REDIS KAFKA K8S KUBERNETES TERRAFORM HELM ETCD
  GPT LLAMA COVID RTX GTX GPU CPU DDR USB PCIE RAID FAT NTFS EXT LTO
  EAST WEST NORTH SOUTH CENTRAL NORTHEAST SOUTHEAST NORTHWEST SOUTHWEST EU US AP SA CA AF ME AZ ZONE REGION RACK ROW
  HOST SERVER RC BETA ALPHA VERSION RELEASE STEP PHASE PART TIER LEVEL LAYER SEV PRIO PRIORITY STAGE ROUND SPRINT WEEK
  DAY FY CY YEAR JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC UTC GMT CET CEST EST PST EDT PDT
`);

/** How branches begin that bear a number which is no ticket. */
const branchWords = setOf(`
  patch fix hotfix bugfix feature feat chore test wip try draft temp tmp update upgrade bump revert backport release rc
  version sprint phase step part stage round day week node worker master main dev staging prod production renovate
  dependabot copilot snyk pr pull mr merge cherry pick group batch attempt take deploy rollout cluster server host
  nginx grafana prometheus loki tempo vault consul nomad istio envoy cilium calico argo flux ansible puppet docker
  npm pip cargo maven gradle composer gomod docker actions
  mongo mongodb elastic elasticsearch opensearch rabbitmq cassandra clickhouse log4j alpine chart provider module
`);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
