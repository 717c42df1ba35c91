/** How fast HCL is read and laid out, warm and in a fresh process, beside the Go implementation compiled to WASM. */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../engine/package-root.ts";
import { formatHcl } from "../languages/hcl/format.ts";
import { parseHcl } from "../languages/hcl/parse.ts";
import { cpuMilliseconds, median, milliseconds, ms } from "./measure.ts";
import type { BenchTable } from "./measure.ts";
import { terraformFile } from "./terraform-file.ts";

const files = 200;
const runs = 7;
const execute = promisify(execFile);

export async function benchHcl(): Promise<BenchTable> {
  const texts = Array.from({ length: files }, (_, number) => terraformFile(number));
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1024 / 1024;

  const parse = await medianPass(texts, (text) => parseHcl(text));
  const format = await medianPass(texts, (text) => formatHcl(text, parseHcl(text).tree));
  // Loaded only now: a Go runtime in the process takes time and memory from whatever else runs in it.
  const { parse: parseByWasm } = await import("@cdktn/hcl2json");
  const { format: formatByWasm } = await import("@cdktn/hcl-tools");
  const parseWasm = await medianPass(texts, (text) => parseByWasm("main.tf", text));
  const formatWasm = await medianPass(texts, formatByWasm);
  const cold = await coldStart("dist/languages/hcl/parse.js", "parseHcl(text)");
  const coldWasm = await coldStart("node_modules/@cdktn/hcl2json/build/index.js", 'default.parse("main.tf", text)');
  const speed = (time: number): string => `${((megabytes / time) * 1000).toFixed(1)} MB/s`;
  const times = (theirs: number, ours: number): string => `${(theirs / ours).toFixed(0)} x`;
  return {
    title: `HCL: ${files} Terraform files, ${megabytes.toFixed(1)} MB`,
    head: ["what", "Plumbline", "WASM", "faster"],
    rows: [
      ["parse, with positions (`@cdktn/hcl2json`: without)", speed(parse), speed(parseWasm), times(parseWasm, parse)],
      [
        "parse and format (`@cdktn/hcl-tools`: format only)",
        speed(format),
        speed(formatWasm),
        times(formatWasm, format),
      ],
      ["load and parse one file in a fresh process", ms(cold), ms(coldWasm), times(coldWasm, cold)],
      ...(await terraformRow(texts, format)),
    ],
    remark: `Aim: over 20 times the WASM parser. Warm: processor time, medians of ${runs} passes over all files after as many; a file takes ${(parse / files).toFixed(2)} ms to parse.`,
  };
}

/** Milliseconds of processor time for all texts, once warm: other programs run beside. */
async function medianPass(texts: readonly string[], read: (text: string) => unknown): Promise<number> {
  const pass = async (): Promise<void> => {
    for (const text of texts) await read(text);
  };
  for (let warming = 0; warming < runs; warming += 1) await pass();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await cpuMilliseconds(pass));
  return median(times);
}

/** Milliseconds from nothing loaded to one file read. */
async function coldStart(path: string, call: string): Promise<number> {
  const script = `
    const text = ${JSON.stringify(terraformFile(0))};
    const started = performance.now();
    const reader = await import(${JSON.stringify(join(packageRoot(), path))});
    await reader.${call};
    console.log(performance.now() - started);
    process.exit(0);`;
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { stdout } = await execute(process.execPath, ["--input-type=module", "--eval", script]);
    times.push(Number(stdout));
  }
  return median(times);
}

/** Only where Terraform is installed: its own check of the same files. */
async function terraformRow(texts: readonly string[], ours: number): Promise<readonly (readonly string[])[]> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  try {
    await Promise.all(texts.map((text, number) => writeFile(join(folder, `file-${number}.tf`), text)));
    const check = (): Promise<unknown> => execute("terraform", ["fmt", "-check", "-recursive", folder]);
    await check();
    const theirs = median([await milliseconds(check), await milliseconds(check), await milliseconds(check)]);
    return [
      [
        "format all; the command `terraform fmt -check` beside",
        ms(ours),
        ms(theirs),
        `${(theirs / ours).toFixed(0)} x`,
      ],
    ];
  } catch {
    return [];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
