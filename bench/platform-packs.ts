/** Packs cut down to one platform: rules of one name for several languages are else counted as missed in all of them. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScorer, type PackScore, type Scoring } from "./scorer.ts";

/** Scores of the named packs, counting only their cases of the platform. */
export async function scorePlatform(
  platform: string,
  packs: readonly string[],
  scoring: Scoring,
): Promise<readonly PackScore[]> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-packs-"));
  try {
    for (const pack of packs) {
      const lines = (await readFile(join(scoring.corpora, "dev", `${pack}.jsonl`), "utf8")).split("\n");
      const kept = lines.filter((line) => line !== "" && isOf(platform, line));
      await writeFile(join(folder, `${pack}.jsonl`), `${kept.join("\n")}\n`);
    }
    return await runScorer({ ...scoring, packsFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isOf(platform: string, line: string): boolean {
  return (JSON.parse(line) as { readonly platform?: string }).platform === platform;
}
