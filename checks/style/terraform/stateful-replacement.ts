/**
 * Databases, buckets and disks that this change destroys.
 *
 * Why: a renamed block or a new value of one attribute makes Terraform delete what holds the data, and the plan says so in one line of many.
 *
 * The module is read before and after the change. `moved` blocks and `removed` blocks with `destroy = false` are understood; a value
 * that depends on a run counts as unchanged.
 *
 * Bad:
 * ```text
 * === base database/main.tf
 * resource "aws_db_instance" "orders" {
 *   engine = "postgres"
 * }
 *
 * === head database/main.tf
 * resource "aws_db_instance" "shop" {
 *   engine = "postgres"
 * }
 * ```
 *
 * Good:
 * ```text
 * === base database/main.tf
 * resource "aws_db_instance" "orders" {
 *   engine = "postgres"
 * }
 *
 * === head database/main.tf
 * resource "aws_db_instance" "shop" {
 *   engine = "postgres"
 * }
 *
 * moved {
 *   from = aws_db_instance.orders
 *   to   = aws_db_instance.shop
 * }
 * ```
 *
 * Mend: keep the value, add a `moved` block for a new name, or plan the move of the data and write it down.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/stateful-replacement -- reason`
 */

import type { DifferentialCheck, Observation } from "../../../core/check.ts";
import type { Differential } from "../../../core/differential.ts";
import { loadModules } from "../../../languages/hcl/module/load.ts";
import { fileRole, folderOf } from "../../../languages/hcl/module/paths.ts";
import { lossesBetween } from "./stateful/compare.ts";

const check: DifferentialCheck<object> = { scope: "differential", look };
export default check;

async function look({ base, head, files }: Differential): Promise<Observation> {
  const paths = files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath]));
  const folders = [...new Set(paths.filter((path) => fileRole(path) !== undefined).map(folderOf))].sort();
  if (folders.length === 0) return { findings: [], skipped: "no change to a Terraform module" };
  const [before, after] = await Promise.all([loadModules(base, folders), loadModules(head, folders)]);
  const findings = folders.flatMap((folder) => {
    const [old, now] = [before.get(folder), after.get(folder)];
    return old && now ? lossesBetween(old, now) : [];
  });
  return { findings };
}
