/**
 * Databases, buckets, volumes and other data that this change destroys.
 *
 * Why: to Terraform, a renamed resource or a new value of a fixed argument is "destroy the old one, create an empty one", and that is one line in a long plan.
 *
 * Compares the modules that the change touches before and after: resources that hold data and are gone, bear another name, lie in
 * another module, or have another value of an argument that cannot be changed in place. A `moved` block, or a `removed` block with
 * `destroy = false`, is an answer. Where a variable decides how many there are or what they are called, nothing is said.
 *
 * Bad (database/main.tf):
 * ```diff
 * -resource "aws_db_instance" "db" {
 * +resource "aws_db_instance" "orders" {
 *    instance_class = "db.m6g.large"
 *  }
 * ```
 *
 * Good (database/main.tf):
 * ```diff
 * -resource "aws_db_instance" "db" {
 * +resource "aws_db_instance" "orders" {
 *    instance_class = "db.m6g.large"
 *  }
 * +
 * +moved {
 * +  from = aws_db_instance.db
 * +  to   = aws_db_instance.orders
 * +}
 * ```
 *
 * Mend: add a `moved` block, keep the old value, or let go of it with `removed` and `destroy = false`; if the data may go, say so in the description.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/destroyed-state -- reason`
 */

import type { TreeCheck } from "../../../core/check.ts";
import type { Finding, Gap } from "../../../core/finding.ts";
import { loadModules } from "../../../languages/hcl/module/load.ts";
import { callersOf } from "./module/callers.ts";
import { moduleFiles, touchedFolders } from "./module/module-check.ts";
import { type Change, lostCalls, lostFolder, lostResources } from "./state/losses.ts";

const check: TreeCheck<object> = {
  scope: "tree",
  paths: moduleFiles,
  async look(differential) {
    const { base, head, files } = differential;
    const folders = touchedFolders(files).filter((folder) => !isExample(folder));
    if (folders.length === 0) return { findings: [], skipped: "no change to a Terraform module" };

    const [before, after] = await Promise.all([loadModules(base, folders), loadModules(head, folders)]);
    const observed = lossesOf({ before, after, callers: [] });
    if (observed.findings.length === 0) return observed;
    // A caller that this change leaves alone may have said before what becomes of it.
    const callers = await callersOf(differential, folders, new Set(folders));
    return lossesOf({ before, after, callers: [...callers.after.values()] });
  },
};
export default check;

function lossesOf(change: Change): { readonly findings: readonly Finding[]; readonly gaps: readonly Gap[] } {
  const findings: Finding[] = [];
  const gaps: Gap[] = [];
  for (const [folder, module] of change.before) {
    const successor = change.after.get(folder);
    if (!successor || module.files.length === 0) continue;
    if (successor.gaps.length > 0) gaps.push(...successor.gaps);
    else if (successor.files.length === 0) findings.push(...lostFolder(module, change));
    else findings.push(...lostResources(module, successor, change), ...lostCalls(module, successor, change));
  }
  return { findings, gaps };
}

/** Folders whose resources live as long as a test run. */
function isExample(folder: string): boolean {
  return folder.split("/").some((name) => /^(?:examples?|tests?|fixtures|testdata)$/u.test(name));
}
