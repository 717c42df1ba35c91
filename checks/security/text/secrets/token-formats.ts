/** Formats of tokens that name themselves: a prefix nobody writes by chance, then characters that are chance. */

import { hasBase62Checksum, hasBech32Checksum, hasHexChecksum } from "./check-digits.ts";
import { characterClasses, entropyOf } from "./randomness.ts";

export interface TokenFormat {
  /** With its article: "a GitHub token". */
  readonly name: string;
  /** A text without any of these holds no such token: the quick look before the regular expression. */
  readonly literals: readonly string[];
  /** Group `value` is the secret (else the whole match), group `random` the part that must look made by chance. */
  readonly pattern: RegExp;
  /** Least Shannon entropy of the random part, in bits per character. */
  readonly entropy: number;
  readonly isReal?: (value: string, match: RegExpExecArray) => boolean;
  /** What people are shown instead of the value's first four characters, where these would give too much away. */
  readonly shown?: (match: RegExpExecArray) => string;
}

const start = String.raw`(?<![A-Za-z0-9_-])`;
const end = String.raw`(?![A-Za-z0-9_-])`;

function format(name: string, literals: readonly string[], body: string, entropy = 3): TokenFormat {
  return { name, literals, pattern: new RegExp(`${start}(?<value>${body})${end}`, "g"), entropy };
}

/** With check digits that its service puts in. */
function checked(plain: TokenFormat, isReal: (value: string) => boolean): TokenFormat {
  return { ...plain, isReal };
}

/** Microsoft's emulator has this one key everywhere. */
const azuriteKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

export const tokenFormats: readonly TokenFormat[] = [
  format("an AWS access key id", ["AKIA", "ASIA"], "(?:AKIA|ASIA)(?<random>[A-Z2-7]{16})"),
  {
    name: "an AWS secret access key",
    literals: ["secret_access_key", "SECRET_ACCESS_KEY", "SecretAccessKey", "secretAccessKey"],
    pattern:
      /secret_?access_?key["']?[ \t]{0,20}[:=][ \t]{0,20}["']?(?<value>(?<random>[A-Za-z0-9/+]{40}))(?![A-Za-z0-9/+=])/gi,
    entropy: 4,
    isReal: (value) => characterClasses(value) >= 3,
  },
  checked(
    format("a GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], "gh[pousr]_(?<random>[A-Za-z0-9]{36})"),
    (value) => hasBase62Checksum(value.slice(4)),
  ),
  format(
    "a GitHub token",
    ["ghs_"],
    String.raw`ghs_\d{1,12}_eyJ[\w-]{10,4000}\.[\w-]{10,4000}\.(?<random>[\w-]{20,4000})`,
  ),
  format("a GitHub token", ["github_pat_"], "github_pat_(?<random>[A-Za-z0-9]{22}_[A-Za-z0-9]{59})"),
  format(
    "a GitLab token",
    ["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-", "glagent-", "glft-"],
    String.raw`gl(?:pat|dt|rt|ptt|cbt|soat|agent|ft)-(?<random>[\w-]{20,300}(?:\.[0-9a-z]{2}\.[0-9a-z]{7,9})?)`,
  ),
  format(
    "a Slack token",
    ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-"],
    "xox[bpars]-(?:\\d{8,14}-){1,3}(?<random>[A-Za-z0-9]{20,64})",
  ),
  format("a Slack app token", ["xapp-"], String.raw`xapp-\d-[A-Z0-9]{9,13}-\d{10,14}-(?<random>[a-f0-9]{64})`),
  {
    name: "a Slack webhook",
    literals: ["hooks.slack.com/"],
    pattern:
      /(?<value>hooks\.slack\.com\/(?:services|workflows)\/T[A-Z0-9]{7,12}\/[AB][A-Z0-9]{7,12}\/(?<random>[A-Za-z0-9]{20,30}))/g,
    entropy: 3,
  },
  format("a Google API key", ["AIza"], String.raw`AIza(?<random>[\w-]{35})`, 3.5),
  format("a Stripe live key", ["k_live_"], "[sr]k_live_(?<random>[A-Za-z0-9]{24,120})"),
  checked(format("an npm token", ["npm_"], "npm_(?<random>[A-Za-z0-9]{36})"), (value) =>
    hasBase62Checksum(value.slice(4)),
  ),
  format(
    "a PyPI token",
    ["pypi-AgE"],
    String.raw`pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)(?<random>[\w-]{50,400})`,
  ),
  format("a SendGrid key", ["SG."], String.raw`SG\.[\w-]{22}\.(?<random>[\w-]{43})`),
  format("a Terraform Cloud token", [".atlasv1."], String.raw`[A-Za-z0-9]{14}\.atlasv1\.(?<random>[\w-]{60,80})`),
  format("a Vault token", ["hvs.", "hvb.", "hvr."], String.raw`hv[sbr]\.(?<random>[\w-]{24,300})`, 3.5),
  {
    name: "an Azure storage key",
    literals: ["AccountKey="],
    pattern: /AccountKey=(?<value>(?<random>[A-Za-z0-9+/]{86})==)/g,
    entropy: 4,
    isReal: (value) => value !== azuriteKey,
  },
  format("a DigitalOcean token", ["dop_v1_", "doo_v1_", "dor_v1_"], "do[opr]_v1_(?<random>[a-f0-9]{64})"),
  format("a Docker Hub token", ["dckr_pat_", "dckr_oat_"], String.raw`dckr_[po]at_(?<random>[\w-]{27,40})`),
  checked(format("a Grafana token", ["glsa_"], "glsa_(?<random>[A-Za-z0-9]{32})_[a-f0-9]{8}"), hasHexChecksum),
  format("a Databricks token", ["dapi"], "dapi(?<random>[a-f0-9]{32})(?:-\\d)?"),
  format("an Anthropic key", ["sk-ant-"], String.raw`sk-ant-(?:api|admin)\d{2}-(?<random>[\w-]{80,120})`),
  format("a Hugging Face token", ["hf_"], "hf_(?<random>[A-Za-z]{34})", 3.5),
  format("a Pulumi token", ["pul-"], "pul-(?<random>[a-f0-9]{40})"),
  format("a Doppler token", ["dp.pt."], String.raw`dp\.pt\.(?<random>[A-Za-z0-9]{43})`, 3.5),
  format("a New Relic key", ["NRAK-"], "NRAK-(?<random>[A-Z0-9]{27})"),
  format("a Postman key", ["PMAK-"], "PMAK-(?<random>[a-f0-9]{24}-[a-f0-9]{34})"),
  format("a RubyGems key", ["rubygems_"], "rubygems_(?<random>[a-f0-9]{48})"),
  format("a Linear key", ["lin_api_"], "lin_api_(?<random>[A-Za-z0-9]{40})", 3.5),
  format("a Shopify token", ["shpat_", "shpca_", "shppa_", "shpss_"], "shp(?:at|ca|pa|ss)_(?<random>[a-fA-F0-9]{32})"),
  checked(
    format("an age secret key", ["AGE-SECRET-KEY-1"], "AGE-SECRET-KEY-1(?<random>[02-9AC-HJ-NP-Z]{58})"),
    hasBech32Checksum,
  ),
  {
    name: "a password in a URL",
    literals: ["://"],
    pattern:
      /:\/\/(?<user>[^\s:@/?#"'`<>]{0,100}):(?<value>(?<random>[^\s:@/"'`<>]{8,200}))@(?<host>[A-Za-z0-9.-]{1,200})/g,
    entropy: 2.75,
    isReal: isRealPassword,
    shown: ({ groups = {} }) => `://${groups["user"] ?? ""}:…@${groups["host"] ?? ""}`,
  },
];

const nearHost =
  /^(?:localhost|127\.|0\.0\.0\.0|::1|example\.|host$|hostname$)|\.(?:example|test|invalid|localhost)$|example\.(?:com|org|net)$/i;
const commonWord =
  /admin|guest|root|user|pass|secret|token|postgres|mysql|redis|rabbit|mongo|local|default|dev|hunter2|letmein|foo|bar|s[e3]cr[e3]t|p[a@4][s$5]{2}w[o0]rd/i;

/** A password is made by people: it counts where it looks made by chance and lies beyond this machine. */
function isRealPassword(value: string, match: RegExpExecArray): boolean {
  const { user = "", host = "" } = match.groups ?? {};
  if (nearHost.test(host) || value === user || commonWord.test(value) || /[{}$[\]()]/.test(value)) return false;
  return characterClasses(value) >= 3 || (characterClasses(value) === 2 && entropyOf(value) >= 3.3);
}
