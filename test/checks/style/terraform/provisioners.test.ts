import { describe, expect, it } from "@jest/globals";
import ignoreChangesAll from "../../../../checks/style/terraform/ignore-changes-all.ts";
import localExec from "../../../../checks/style/terraform/local-exec-without-trigger.ts";
import neverConverging from "../../../../checks/style/terraform/never-converging.ts";
import provisioner from "../../../../checks/style/terraform/provisioner.ts";
import ssh from "../../../../checks/style/terraform/ssh-provisioner.ts";
import { judgeChange, judgeFile } from "./judge.ts";

const resource = (body: string, type = "aws_instance") => `resource "${type}" "proxy" {\n${body}\n}\n`;

describe("ignore-changes-all", () => {
  const judge = (text: string, path?: string) => judgeFile(ignoreChangesAll, {}, text, path);

  it.each(["all", '"all"', '["*"]'])("tells of %s", async (value) => {
    const text = resource(`  lifecycle {\n    ignore_changes = ${value}\n  }`);
    expect(await judge(text)).toEqual([
      `ignore_changes = ${value}: \`aws_instance.proxy\` ignores every change, so its code no longer says what runs.`,
    ]);
  });

  it("reads JSON", async () => {
    const json = '{"resource":{"aws_instance":{"proxy":{"lifecycle":{"ignore_changes":"all"}}}}}';
    expect(await judge(json, "network/main.tf.json")).toHaveLength(1);
  });

  it("is silent about single arguments and about broken text", async () => {
    expect(await judge(resource("  lifecycle {\n    ignore_changes = [all_tags, user_data]\n  }"))).toEqual([]);
    expect(await judge('resource "aws_instance" {\n lifecycle {\n ignore_changes = ')).toEqual([]);
  });
});

describe("provisioner", () => {
  const judge = (text: string, path?: string) => judgeFile(provisioner, {}, text, path);

  it("tells of each, whatever it runs and when", async () => {
    const blocks = '  provisioner "local-exec" {}\n  provisioner "remote-exec" {\n    when = destroy\n  }';
    expect(await judge(resource(blocks))).toEqual([
      'provisioner "local-exec": `provisioner "local-exec"` runs once when `aws_instance.proxy` is made, and no plan shows what it does.',
      'provisioner "remote-exec": `provisioner "remote-exec"` runs once when `aws_instance.proxy` is destroyed, and no plan shows what it does.',
    ]);
  });

  it("reads JSON", async () => {
    const json = '{"resource":{"terraform_data":{"proxy":{"provisioner":{"local-exec":{"command":"true"}}}}}}';
    expect(await judge(json, "network/main.tf.json")).toHaveLength(1);
  });

  it("is silent about resources without one and about broken text", async () => {
    expect(await judge(resource("  ami = var.provisioner"))).toEqual([]);
    expect(await judge('resource "aws_instance" {\n provisioner')).toEqual([]);
  });
});

describe("ssh-provisioner", () => {
  const judge = (text: string) => judgeFile(ssh, {}, text);

  it.each(["remote-exec", "file"])("tells of a %s provisioner once, its connection included", async (name) => {
    const found = await judge(resource(`  provisioner "${name}" {}\n  connection {\n    host = "10.0.0.1"\n  }`));
    expect(found).toEqual([expect.stringContaining(`logs in to \`aws_instance.proxy\``)]);
  });

  it("tells of a connection that nothing uses", async () => {
    expect(await judge(resource('  connection {\n    host = "10.0.0.1"\n  }'))).toEqual([
      expect.stringMatching(/^connection: `connection` tells how to log in/),
    ]);
  });

  it.each(["ssh ops@10.0.0.1 uptime", "sleep 5 && scp a b:c", "sudo ssh host true", "ssh ${self.public_ip} uptime"])(
    "tells of the command %s",
    async (command) => {
      const found = await judge(resource(`  provisioner "local-exec" {\n    command = "${command}"\n  }`));
      expect(found).toEqual([expect.stringMatching(/runs `s(?:sh|cp)`/)]);
    },
  );

  it.each(["ssh-keygen -t ed25519", "git clone ssh://git@example.com/x", "echo use: ssh host", "./ssh.sh now"])(
    "is silent about the command %s",
    async (command) => {
      expect(await judge(resource(`  provisioner "local-exec" {\n    command = "${command}"\n  }`))).toEqual([]);
    },
  );

  it("tells of one person's key and is silent about a key from elsewhere", async () => {
    const key = `ssh-ed25519 ${"A".repeat(60)} ada@laptop`;
    expect(await judge(resource(`  public_key = "${key}"`, "aws_key_pair"))).toHaveLength(1);
    expect(await judge(resource('  public_key = file("~/.ssh/id_rsa.pub")', "aws_key_pair"))).toHaveLength(1);
    expect(await judge(resource("  public_key = var.public_key", "aws_key_pair"))).toEqual([]);
    expect(await judge(resource("  public_key = tls_private_key.ci.public_key_openssh", "aws_key_pair"))).toEqual([]);
  });

  it("survives broken text", async () => {
    expect(await judge('resource "aws_instance" "a" {\n  provisioner "local-exec" { command = ')).toEqual([]);
    expect(await judge("resource {\n provisioner {\n }\n}")).toEqual([]);
  });
});

describe("local-exec-without-trigger", () => {
  const both = { once: true, everyRun: true };
  const judge = (text: string, options = both) => judgeFile(localExec, options, text);
  const command = '  provisioner "local-exec" {\n    command = "./migrate.sh"\n  }';

  it.each(["null_resource", "terraform_data"])("tells of a %s without triggers", async (type) => {
    expect(await judge(resource(command, type))).toEqual([
      `provisioner "local-exec": The provisioner of \`${type}.proxy\` runs once and never again, also when its command changes.`,
    ]);
  });

  it("tells of a trigger that changes on every run", async () => {
    const text = resource(`  triggers = { always = timestamp() }\n${command}`, "null_resource");
    expect(await judge(text)).toEqual([expect.stringMatching(/^timestamp\(\): `timestamp\(\)` changes on every run/)]);
    expect(await judge(text, { once: true, everyRun: false })).toEqual([]);
  });

  it("is silent about triggers, destruction, and other resources", async () => {
    expect(await judge(resource(`  triggers = { sum = filesha256("a.sql") }\n${command}`, "null_resource"))).toEqual(
      [],
    );
    const lifecycle = "  lifecycle {\n    replace_triggered_by = [aws_instance.a]\n  }";
    expect(await judge(resource(`${lifecycle}\n${command}`, "terraform_data"))).toEqual([]);
    const destroy = '  provisioner "local-exec" {\n    when = destroy\n    command = "./drain.sh"\n  }';
    expect(await judge(resource(destroy, "null_resource"))).toEqual([]);
    expect(await judge(resource("", "null_resource"))).toEqual([]);
    expect(await judge(resource(command))).toEqual([]);
  });

  it("survives broken text", async () => {
    expect(await judge('resource "null_resource" "a" {\n  provisioner "local-exec" {\n    when = ')).toEqual([]);
  });
});

describe("never-converging", () => {
  const judge = (text: string) => judgeChange(neverConverging, {}, {}, { "network/main.tf": text });

  it.each(["timestamp()", "uuid()", 'bcrypt("x")', "plantimestamp()"])("tells of %s", async (call) => {
    expect(await judge(resource(`  user_data = ${call}`))).toEqual([
      expect.stringContaining("so `user_data` of `aws_instance.proxy` changes in every plan."),
    ]);
  });

  it("follows local values, once", async () => {
    const text = `locals {\n  now  = formatdate("YYYY", timestamp())\n  tags = { made = local.now }\n}\n${resource("  tags = local.tags")}${resource("  tags = local.tags").replace("proxy", "other")}`;
    expect(await judge(text)).toEqual([expect.stringMatching(/^timestamp\(\): .*`tags` of `aws_instance\.proxy`/)]);
  });

  it("ends on local values that name each other", async () => {
    expect(await judge("locals {\n  a = [local.b, uuid()]\n  b = local.a\n}\n")).toEqual([]);
  });

  it("is silent where nothing is planned from it", async () => {
    const ignored = "  tags = { made = timestamp() }\n  lifecycle {\n    ignore_changes = [tags]\n  }";
    expect(await judge(resource(ignored))).toEqual([]);
    expect(await judge(resource(ignored.replace("[tags]", '[tags["made"]]')))).toEqual([]);
    expect(await judge(resource(ignored.replace("[tags]", "all")))).toEqual([]);
    expect(await judge('output "now" {\n  value = timestamp()\n}\n')).toEqual([]);
    expect(await judge(resource('  provisioner "local-exec" {\n    command = "echo ${timestamp()}"\n  }'))).toEqual([]);
    expect(await judge(resource("  triggers = { now = timestamp() }", "null_resource"))).toEqual([]);
    expect(await judge('module "vpc" {\n  source = "./vpc"\n  now = timestamp()\n}\n')).toEqual([]);
  });

  it("survives broken text", async () => {
    expect(await judge('resource "aws_instance" {\n  a = timestamp(\n')).toEqual(expect.any(Array));
  });
});
