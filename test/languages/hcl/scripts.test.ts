/** Where shell scripts stand in Terraform and Packer, which shell reads them, and where each of their characters is in the file. */

import { beforeAll, describe, expect, it } from "@jest/globals";
import { openDocument } from "../../../core/open-document.ts";
import { shellScriptsOf } from "../../../languages/hcl/scripts.ts";
import { loadLanguage, parseDocument } from "../../../languages/parse.ts";
import type { HclDocument } from "../../../languages/parsed.ts";
import { findWith } from "../../checks/find-with.ts";

beforeAll(() => loadLanguage("hcl"));

function parse(text: string, path = "main.tf"): HclDocument {
  return parseDocument(openDocument(path, { kind: "text", text, byteOrderMark: false })) as HclDocument;
}

function scriptsOf(text: string, path?: string) {
  const document = parse(text, path);
  expect(document.problems).toEqual([]);
  return shellScriptsOf(document.tree, text).map(({ tree, problems, dialect, options }) => ({
    commands: tree.body.items.map(({ range }) => text.slice(...range)),
    problems: problems.map(({ message, range }) => `${message} ${text.slice(...range)}`),
    shell: [dialect, ...options].join(" "),
  }));
}

const resource = (body: string) => `resource "aws_instance" "quay" {\n  ${body}\n}\n`;

describe("shell scripts in HCL", () => {
  it("stand in a heredoc whose first line names a shell, with and without its indentation", () => {
    const script = "#!/bin/bash -e\n    cd /srv/$${APP}\n    if true; then\n      make\n    fi\n";
    for (const mark of ["<<EOF", "<<-EOF"]) {
      const indentation = mark === "<<EOF" ? "" : "    ";
      const text = resource(`user_data = ${mark}\n${indentation}${script}    EOF`).replace("    EOF", "EOF");
      expect(scriptsOf(text)).toEqual([
        { commands: ["cd /srv/$${APP}", "if true; then\n      make\n    fi"], problems: [], shell: "bash errexit" },
      ]);
    }
  });

  it("stand in quoted strings, each character at its escape", () => {
    const text = resource('user_data = base64encode("#!/bin/sh\\n\\tcp \\"$HOME\\" \\u0061\\nmake")');
    expect(scriptsOf(text)).toEqual([{ commands: ['cp \\"$HOME\\" \\u0061', "make"], problems: [], shell: "sh" }]);
  });

  it("keep the places of what one escape makes two units of", () => {
    const text = resource('user_data = "#!/bin/sh\\ncp \\\\\\U0001F680 a"');
    expect(scriptsOf(text)).toMatchObject([{ commands: ["cp \\\\\\U0001F680 a"] }]);
  });

  it("end here-documents of their own where the indentation is taken away", () => {
    const text = resource(
      "user_data = <<-EOT\n    #!/bin/bash\n    cat > a <<EOF\n      b: $${c}\n    EOF\n    make\n  EOT",
    );
    expect(scriptsOf(text)).toMatchObject([{ problems: [], commands: ["cat > a <<EOF", "make"] }]);
  });

  it("have what Terraform fills in for words that nobody knows", () => {
    const text = resource(
      'user_data = <<EOF\n#!/bin/bash\ncd ${var.root}/"${var.a["b"]}"\n${var.more}\nrm -rf ${var.dir}/\nEOF',
    );
    expect(scriptsOf(text)).toMatchObject([
      { problems: [], commands: ['cd ${var.root}/"${var.a["b"]}"', "${var.more}", "rm -rf ${var.dir}/"] },
    ]);
  });

  it("are left out where a directive leaves no script behind", () => {
    const chosen = (middle: string) => resource(`user_data = <<EOF\n#!/bin/bash\n${middle}\nmake\nEOF`);
    expect(scriptsOf(chosen("%{ if var.a }if b; then%{ else }if c; then%{ endif }\nfi fi"))).toEqual([]);
    expect(scriptsOf(chosen("%{ for a in var.b ~}\nadd ${a}\n%{ endfor ~}"))).toMatchObject([{ problems: [] }]);
  });

  it.each([
    ["#!/usr/bin/env python3", 0],
    ["#cloud-config", 0],
    ["#!${var.shell}", 0],
    ["  #!/bin/bash", 0],
    ["#!/bin/dash", 1],
  ])("%s begins so many of them: %d", (line, count) => {
    expect(scriptsOf(resource(`user_data = <<EOF\n${line}\nmake\nEOF`))).toHaveLength(count);
  });

  const provisioner = (kind: string, body: string) => resource(`provisioner "${kind}" {\n    ${body}\n  }`);

  it.each([
    ["local-exec", 'command = "make all"', ["sh"]],
    [
      "local-exec",
      'command = "make"\n interpreter = ["/bin/bash", "-euo", "pipefail", "-c"]',
      ["bash errexit nounset pipefail"],
    ],
    ["local-exec", 'command = "make"\n interpreter = ["pwsh", "-Command"]', []],
    ["local-exec", 'command = "make"\n interpreter = var.shell', []],
    ["local-exec", "command = var.command", []],
    ["remote-exec", 'inline = ["cd /srv", "make ${var.a}"]', ["sh"]],
    ["remote-exec", 'inline = ["#!/bin/bash -e", "make"]', ["bash errexit"]],
    ["remote-exec", 'inline = ["#!/usr/bin/perl", "make"]', []],
    ["remote-exec", 'script = "a.sh"', []],
    ["file", 'content = "make"', []],
  ])("%s with %s is read by %j", (kind, body, shells) => {
    expect(scriptsOf(provisioner(kind, body)).map(({ shell }) => shell)).toEqual(shells);
  });

  it("are one where a provisioner has many lines", () => {
    const text = provisioner("remote-exec", 'inline = [\n      "if true; then", var.step, "fi",\n    ]');
    expect(scriptsOf(text)).toEqual([{ commands: ['if true; then", var.step, "fi'], problems: [], shell: "sh" }]);
  });

  it.each([
    ['inline = ["make"]', ["sh errexit"]],
    ['inline = ["make"]\n inline_shebang = "/bin/bash -eu"', ["bash errexit nounset"]],
    ['inline = ["make"]\n execute_command = "pwsh {{ .Path }}"', []],
  ])("of Packer: %s", (body, shells) => {
    const text = `build {\n  provisioner "shell" {\n    ${body}\n  }\n}\n`;
    expect(scriptsOf(text, "image.pkr.hcl").map(({ shell }) => shell)).toEqual(shells);
  });

  it("are judged where they stand", async () => {
    const text = resource('user_data = <<-EOF\n    #!/bin/bash\n    cd /srv/app\n    rm -rf "$${OLD}/"\n  EOF');
    expect(await findWith("style/shell/unguarded-cd", "main.tf", text)).toEqual(["cd /srv/app"]);
    expect(await findWith("security/shell/dangerous-removal", "main.tf", text)).toEqual(['"$${OLD}/"']);
    const broken = text.replace("cd /srv/app", "if true; then");
    expect(await findWith("style/shell/syntax", "main.tf", broken)).toEqual(["if"]);
    expect(await findWith("style/shell/syntax", "main.tf", resource("user_data = <<EOF\n#!/bin/sh\nif"))).toEqual([]);
  });

  it("are waived from within", () => {
    const waived = (comment: string) =>
      parse(resource(`user_data = <<EOF\n#!/bin/bash\nset -u\n${comment}\ncd a\nmake\nEOF`)).waivers;
    expect(waived("# plumbline-disable-next-line style/shell/unguarded-cd -- made above")).toMatchObject([
      { rules: ["style/shell/unguarded-cd"], covers: [6, 6], reason: "made above" },
    ]);
    expect(waived("# shellcheck disable=SC2164")).toMatchObject([
      { rules: ["style/shell/unguarded-cd"], covers: [6, 6], origin: "shellcheck" },
    ]);
    const first = parse(
      resource("user_data = <<EOF\n#!/bin/bash\n# shellcheck disable=SC2164\ncd a\nmake\nEOF"),
    ).waivers;
    expect(first).toMatchObject([{ covers: [3, 6], form: "file" }]);
  });

  it.each(["", "\0", "resource {", 'provisioner "x" {}', "a = <<EOF\n#!/bin/bash\n", `a = "${"${".repeat(300)}"`])(
    "of a broken file are none: %j",
    (text) => {
      const { tree } = parse(text);
      expect(shellScriptsOf(tree, text)).toEqual([]);
    },
  );
});
