import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/terraform/unpinned-image.ts";
import { judgeFile } from "./judge.ts";

const judge = (text: string) => judgeFile(check, {}, text);
const pod = (image: string) =>
  `resource "kubernetes_pod" "proxy" {\n  spec {\n    container {\n      image = ${image}\n    }\n  }\n}\n`;
const task = (definitions: string) =>
  `resource "aws_ecs_task_definition" "api" {\n  container_definitions = ${definitions}\n}\n`;

describe("unpinned-image", () => {
  it.each(['"nginx"', '"nginx:latest"', '"registry.example.com:5000/team/nginx"', '"${var.registry}/api:latest"'])(
    "tells of %s",
    async (image) => {
      expect(await judge(pod(image))).toEqual([expect.stringContaining("so a restart may bring other software.")]);
    },
  );

  it.each([
    '"nginx:1.27.0"',
    '"nginx@sha256:0123"',
    "var.image",
    '"${var.image}"',
    '"nginx:${var.tag}"',
    '"__IMAGE__!"',
    '""',
  ])("is silent about %s", async (image) => {
    expect(await judge(pod(image))).toEqual([]);
  });

  it("reads containers that are written as JSON", async () => {
    expect(await judge(task('jsonencode([{ name = "api", image = "api:latest" }])'))).toHaveLength(1);
    expect(await judge(task('<<EOF\n[{ "name": "api", "image": "api" }]\nEOF'))).toEqual([
      expect.stringMatching(/^"image": "api": The image `api` of `aws_ecs_task_definition\.api` has no tag/),
    ]);
    expect(await judge(task('<<EOF\n[{ "name": "api", "image": "${var.image}" }]\nEOF'))).toEqual([]);
  });

  it("tells of the newest AMI of anybody", async () => {
    const ami = (more: string) => `data "aws_ami" "base" {\n  most_recent = true\n${more}}\n`;
    expect(await judge(ami(""))).toEqual([
      "most_recent = true: `data.aws_ami.base` takes the newest image of that name, whoever published it.",
    ]);
    expect(await judge(ami('  owners = ["amazon"]\n'))).toEqual([]);
    expect(await judge(ami('  filter {\n    name = "owner-id"\n    values = ["1"]\n  }\n'))).toEqual([]);
    expect(await judge(ami("  filter {\n    name = var.filter\n  }\n"))).toEqual([]);
    expect(await judge('data "aws_ami" "base" {\n  most_recent = var.newest\n}\n')).toEqual([]);
  });

  it("survives broken text", async () => {
    expect(await judge('resource "kubernetes_pod" {\n  spec {\n    container { image = "nginx')).toEqual(
      expect.any(Array),
    );
  });
});
