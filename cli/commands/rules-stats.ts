/** `plumbline rules stats`: what became of each rule's findings by the time pull requests were merged, from the service's store. */

import { visible } from "../../reporters/visible.ts";
import type { RuleStatistic } from "../../store/store.ts";
import type { Call, ExitCode } from "../command.ts";
import { withKeeper } from "../store-place.ts";

export async function showStatistics({ terminal, text }: Call): Promise<ExitCode> {
  const statistics = await withKeeper(terminal, (keeper) => keeper.ruleStatistics());
  const written = text("format") === "json" ? `${JSON.stringify(statistics, undefined, 2)}\n` : tableOf(statistics);
  terminal.stdout.write(written);
  return 0;
}

const titles = ["shown", "mended", "waived", "overridden", "ignored"] as const;

function tableOf(statistics: readonly RuleStatistic[]): string {
  if (statistics.length === 0) return "No pull request was merged since the service counts.\n";
  const rows = statistics.map((each) => {
    const { owner, repo, rule, shown, mended, waived, overridden } = each;
    const ignored = shown - mended - waived - overridden;
    const counts = [shown, mended, waived, overridden, ignored].map((count, index) =>
      String(count).padStart(titles[index]?.length ?? 0),
    );
    return { name: visible(`${owner}/${repo} ${rule}`), counts: counts.join("  ") };
  });
  const width = Math.max(...rows.map(({ name }) => name.length));
  const head = `${"".padEnd(width)}  ${titles.join("  ")}\n`;
  const lines = rows.map(({ name, counts }) => `${name.padEnd(width)}  ${counts}\n`);
  return `${head}${lines.join("")}\nFindings in merged pull requests. A rule that is mostly waived or ignored deserves a look.\n`;
}
