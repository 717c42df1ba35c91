/** Comments of checkov, tfsec, trivy and KICS silence the rules of ours that ask the same. */

import type { LineIndex } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import type { Comment } from "../parsed.ts";
import { checksOf } from "./scanner-rules.ts";
import type { HclBlock, HclBody, HclFile } from "./tree.ts";

interface Mention {
  readonly origin: string;
  readonly rules: readonly string[];
  readonly reason?: string;
  readonly reach: Reach;
}

/** `around`: the block that the comment stands in. `here`: its own line or the next one; a block that begins there is meant as a whole. */
type Reach = "around" | "here" | "line" | "block" | "file";

/** Linear, each anchored at the comment's start; a comment of tfsec and trivy may hold several ids. */
const forms: readonly ((text: string) => Mention | undefined)[] = [checkov, aquasecurity, kics];

export function readScannerWaivers(tree: HclFile, text: string, lines: LineIndex): readonly Waiver[] {
  return tree.comments.flatMap((comment) => {
    if (!/checkov:|tfsec:|trivy:|kics-scan/u.test(comment.text)) return [];
    const mention = forms.map((read) => read(comment.text)).find((found) => found !== undefined);
    if (!mention || mention.rules.length === 0) return [];
    const { rules, reason, origin, reach } = mention;
    const placed = { ...place(reach, comment, tree, text, lines), range: comment.range };
    return [{ rules, ...(reason === undefined || reason === "" ? {} : { reason }), origin, ...placed }];
  });
}

/** `checkov:skip=CKV_AWS_20:reason`, inside the resource that it is about. */
function checkov(text: string): Mention | undefined {
  const match = /^checkov:skip=(?<ids>[\w, ]+)(?::(?<reason>.*))?$/su.exec(text);
  if (!match?.groups) return undefined;
  const { ids = "", reason } = match.groups;
  return { origin: "checkov", rules: checksOf(words(ids)), ...(reason && { reason: reason.trim() }), reach: "around" };
}

/** `tfsec:ignore:aws-s3-enable-versioning`, `trivy:ignore:AVD-AWS-0107`; `*` is every rule of a scanner. */
function aquasecurity(text: string): Mention | undefined {
  const origin = /^(?<tool>tfsec|trivy):ignore:/u.exec(text)?.groups?.["tool"];
  if (origin === undefined) return undefined;
  const ids = [...text.matchAll(/(?:tfsec|trivy):ignore:(?<id>[\w*-]+)/gu)].flatMap(
    ({ groups }) => groups?.["id"] ?? [],
  );
  return { origin, rules: checksOf(ids), reach: "here" };
}

/** `kics-scan ignore-line`, `ignore-block` and `ignore`, and `disable=ID` for the file: ids of KICS say nothing to us. */
function kics(text: string): Mention | undefined {
  const verb = /^kics-scan[ \t]+(?<verb>ignore-line|ignore-block|ignore)\b/u.exec(text)?.groups?.["verb"];
  if (verb === undefined) return undefined;
  const reach = verb === "ignore" ? "file" : verb === "ignore-line" ? "line" : "block";
  return { origin: "kics", rules: ["security/terraform/*"], reach };
}

function words(ids: string): readonly string[] {
  return ids.split(/[\s,]+/u).filter((word) => word !== "");
}

function place(
  reach: Reach,
  { range }: Comment,
  tree: HclFile,
  text: string,
  lines: LineIndex,
): Pick<Waiver, "covers" | "form"> {
  const { line } = lines.position(range[0]);
  if (reach === "file") return { covers: [1, Math.max(1, lines.count)], form: "file" };
  if (reach === "around") {
    const around = tree.body.items.find(
      (item): item is HclBlock => item.type === "HclBlock" && item.range[0] < range[0] && range[1] <= item.range[1],
    );
    return around ? { covers: linesOf(around, lines), form: "block" } : { covers: [line, line], form: "line" };
  }
  const isAlone = text.slice(lines.line(line)[0], range[0]).trim() === "";
  const target = isAlone ? line + 1 : line;
  const block = reach === "line" ? undefined : blockOn(target, tree.body, lines);
  if (block) return { covers: linesOf(block, lines), form: "block" };
  return { covers: [target, target], form: isAlone ? "next-line" : "line" };
}

/** The block whose header stands on the line, however deep it lies. */
function blockOn(line: number, body: HclBody, lines: LineIndex): HclBlock | undefined {
  for (const item of body.items) {
    if (item.type !== "HclBlock") continue;
    const [first, last] = linesOf(item, lines);
    if (first === line) return item;
    if (first < line && line <= last) return blockOn(line, item.body, lines);
  }
  return undefined;
}

function linesOf({ range }: HclBlock, lines: LineIndex): readonly [number, number] {
  return [lines.position(range[0]).line, lines.position(range[1]).line];
}
