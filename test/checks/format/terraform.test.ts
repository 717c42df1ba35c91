/** `format/terraform`: what it says about a layout that is not Terraform's, and what it writes instead. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../checks/format/terraform.ts";
import type { Observation } from "../../../core/check.ts";
import { openDocument } from "../../../core/open-document.ts";
import { parseHclDocument } from "../../../languages/hcl/document.ts";

async function look(text: string): Promise<Observation> {
  const document = parseHclDocument(openDocument("network/main.tf", { kind: "text", text, byteOrderMark: false }));
  return check.look(document, { options: {}, facts: undefined });
}

describe("format/terraform", () => {
  it("finds every hunk and mends it", async () => {
    const text = 'locals {\n  a = 1\n  long = 2\n}\n\n\nmodule "b" {\nsource = "${var.source}"\n}\n';
    const { findings } = await look(text);
    expect(findings.map(({ message }) => message)).toEqual([
      "1 line differs from Terraform's layout in white space only.",
      "1 line differs from Terraform's layout.",
    ]);
    const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
    const mended = edits.reduceRight((result, { range: [start, end], text: after }) => {
      return result.slice(0, start) + after + result.slice(end);
    }, text);
    expect(mended).toBe('locals {\n  a    = 1\n  long = 2\n}\n\n\nmodule "b" {\n  source = var.source\n}\n');
    expect(findings.every(({ fix }) => fix?.safe)).toBe(true);
  });

  it("is silent about Terraform's layout", async () => {
    expect(await look("locals {\n  a    = 1\n  long = 2\n}\n")).toEqual({ findings: [] });
    expect(await look("")).toEqual({ findings: [] });
  });

  it("waits until the file parses", async () => {
    expect(await look("locals {\na = 1\n")).toEqual({
      findings: [],
      gaps: [{ path: "network/main.tf", reason: "waits until it parses", cause: "input" }],
    });
  });
});
