/** Where Terraform is installed: its own layout of mangled texts and of everything it rewrites, byte for byte. */

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { formatHcl } from "../../../languages/hcl/format.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { mangle } from "./mangle.ts";
import { randomFrom } from "../random.ts";
import { rewrites } from "./rewrites.ts";
import { soundTexts } from "./texts.ts";

const execute = promisify(execFile);

async function isInstalled(): Promise<boolean> {
  return execute("terraform", ["version"]).then(
    () => true,
    () => false,
  );
}

/** All texts as `terraform fmt` leaves them, in one run of it. */
async function formattedByTerraform(texts: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-fmt-"));
  const paths = texts.map((_, index) => join(folder, `${index}.tf`));
  try {
    await Promise.all(texts.map((text, index) => writeFile(paths[index] ?? folder, text)));
    await execute("terraform", ["fmt", folder]);
    return await Promise.all(paths.map((path) => readFile(path, "utf8")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

it("equals `terraform fmt`", async () => {
  if (!(await isInstalled())) {
    expect(process.env["PLUMBLINE_REQUIRE"] ?? "").not.toContain("terraform");
    process.stderr.write("not compared with `terraform fmt`: Terraform is not installed\n");
    return;
  }
  const random = randomFrom(3);
  const mangled = Array.from({ length: 20 }, () => soundTexts.map((text) => mangle(text, random))).flat();
  const texts = [...rewrites.map(([text]) => text), ...mangled].filter((text) => parseHcl(text).problems.length === 0);
  expect(texts.length).toBeGreaterThan(rewrites.length + 20);

  const ours = texts.map((text) => formatHcl(text, parseHcl(text).tree));
  expect(ours).toEqual(await formattedByTerraform(texts));
});
