/**
 * Commits whose author nobody can find.
 *
 * Why: `git blame` answers with this name and this address, years later, to somebody who has a question.
 *
 * Accounts of a machine (`root@web-1`, `ada@localhost`, `ubuntu@ip-10-0-0-1.internal`) and addresses of examples always
 * count as nobody. `domains` names where authors write from (`shop.example`, `*.shop.example`); list
 * `users.noreply.github.com`, too, where people hide their address. Bots have no address and are left alone.
 *
 * Bad:
 * ```text
 * === head k8s/service.yaml
 * port: 80
 *
 * === commit root <root@web-1>
 * Open the port
 * ```
 *
 * Good:
 * ```text
 * === head k8s/service.yaml
 * port: 80
 *
 * === commit Ada <ada@shop.example>
 * Open the port
 * ```
 *
 * Mend: set `git config user.name` and `user.email`, then `git rebase --exec 'git commit --amend --no-edit --reset-author'` onto the base.
 *
 * Waive: in `.github/plumbline.yml`, set `context/commit-author: off`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Commit, CommitAuthor, Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { matchName } from "../../core/glob.ts";
import { exemptBotsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, ownCommits } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    domains: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 253 },
      default: [],
      uniqueItems: true,
      description: "Domains that authors write from, with `*`; none = any.",
    },
    exemptBots: exemptBotsOption,
  },
  required: ["domains", "exemptBots"],
  additionalProperties: false,
} as const;
type CommitAuthorOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<CommitAuthorOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(
  differential: Differential,
  { options }: DifferentialContext<CommitAuthorOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const byAuthor = new Map<string, { readonly author: CommitAuthor; readonly commits: Commit[] }>();
  for (const commit of ownCommits(differential)) {
    if (commit.author === undefined || isBot(commit.author)) continue;
    const identity = `${commit.author.name}\0${commit.author.email.toLowerCase()}`;
    const known = byAuthor.get(identity);
    if (known) known.commits.push(commit);
    else byAuthor.set(identity, { author: commit.author, commits: [commit] });
  }
  if (byAuthor.size === 0) return { findings: [], skipped: "no commits of people here" };

  const matchers = options.domains.map((domain) => matchName(domain.toLowerCase()));
  const findings = [...byAuthor.values()].flatMap(({ author, commits }) => judge(author, commits, matchers, options));
  if (findings.length > 0) return { findings };
  return {
    findings,
    note: [...byAuthor.values()]
      .slice(0, 3)
      .map(({ author }) => inCode(author.name))
      .join(", "),
  };
}

function isBot({ name, email, login }: CommitAuthor): boolean {
  return [name, login ?? "", email.split("@")[0] ?? ""].some((each) => each.endsWith("[bot]"));
}

function judge(
  author: CommitAuthor,
  commits: readonly Commit[],
  domains: readonly ((domain: string) => boolean)[],
  { domains: asked }: CommitAuthorOptions,
): readonly Finding[] {
  const domain = author.email.slice(author.email.lastIndexOf("@") + 1).toLowerCase();
  const identity = inCode(`${author.name} <${author.email}>`);
  const first = commits[0]?.sha.slice(0, 7) ?? "";
  const which = commits.length === 1 ? `commit ${first} is` : `${commits.length} commits (the first is ${first}) are`;
  const why = nobody(author, domain);
  const isElsewhere = domains.length > 0 && !domains.some((matches) => matches(domain));
  if (why === undefined && !isElsewhere) return [];
  return [
    {
      message: `${which} by ${identity}, ${why ?? `which is not an address of ${asked.map((each) => inCode(each)).join(" or ")}`}.`,
      advice:
        "Set `git config user.name` and `user.email`, run `git rebase --exec 'git commit --amend --no-edit --reset-author'` onto the base, and push.",
      evidence: `${author.name} ${author.email}`,
    },
  ];
}

/** Domains that no mail reaches (RFC 2606, RFC 6761, names that only a machine's own network knows). */
const unreachable =
  /^(?:localhost|example\.(?:com|org|net)|\(none\))$|\.(?:local|localdomain|localhost|internal|lan|invalid)$/;

/** Why nobody answers to this identity, as the end of a sentence. */
function nobody({ name, email }: CommitAuthor, domain: string): string | undefined {
  if (!email.includes("@")) return "which has no address";
  if (unreachable.test(domain)) return "an address that no mail reaches";
  // A machine's own name has no dot: `root@web-1`.
  if (!domain.includes(".")) return "the account of a machine";
  if (/^(?:root|ubuntu|ec2-user|admin|administrator|user|unknown|your name)$/i.test(name.trim())) {
    return "a name that is nobody's own";
  }
  return undefined;
}
