/** Scalars that are read as something else than they look like, by the reader of the file's kind. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/ambiguous-scalars.ts";
import { observe } from "./observe.ts";

const configMap = "apiVersion: v1\nkind: ConfigMap\ndata:\n";

describe("style/yaml/ambiguous-scalars", () => {
  it("finds words that kubectl takes for booleans, and offers quotes", () => {
    const { places, messages, findings } = observe(check, `${configMap}  COUNTRY: NO\n  on: x\n  list: [a, off]\n`);
    expect(places).toEqual(["4:12 NO", "5:3 on", "6:13 off"]);
    expect(messages[0]).toBe("kubectl reads `NO` as the boolean `false`.");
    expect(findings[0]?.fix).toMatchObject({ safe: false, edits: [{ text: '"NO"' }] });
  });

  it.each([
    ["octals", "k8s/app.yaml", `${configMap}  zip: 01234\n`, ["4:8 01234"]],
    ["sexagesimals", ".gitlab-ci.yml", "at: 12:30\n", ["1:5 12:30"]],
    ["versions", ".github/workflows/ci.yml", "python-version: [3.9, 3.10]\n", ["1:23 3.10"]],
    ["versions of a scalar", ".github/workflows/ci.yml", "go-version: 1.20\n", ["1:13 1.20"]],
    ["underscores", "values.yaml", "build: 2024_01\n", ["1:8 2024_01"]],
    ["exponents", "values.yaml", "commit: 1234567e8\n", ["1:9 1234567e8"]],
  ])("finds %s", (_name, path, text, places) => {
    expect(observe(check, text, { path }).places).toEqual(places);
  });

  it.each([
    ["a workflow's `on` and words", ".github/workflows/ci.yml", "on: push\nenv: {A: yes, B: off, C: 0777, D: 12:30}\n"],
    ["file modes", "k8s/app.yaml", `${configMap}  defaultMode: 0644\n`],
    ["times in Go's readers", "k8s/app.yaml", `${configMap}  at: 12:30\n`],
    ["Ansible's booleans", "roles/web/tasks/main.yml", "- become: yes\n  enabled: no\n"],
    ["quotes, tags and blocks", "app.yaml", "a: 'yes'\nb: !!str no\nc: |\n  on\nd: \"0777\"\n"],
    ["true booleans and numbers", "app.yaml", "a: true\nb: 0\nc: 10\nd: 1.5\ne: 1_000_000\nf: 0x1F\ng: ~\n"],
    ["numbers that are no version", "app.yaml", "ratio: 0.10\nversion: 1.0\napiVersion: 1.25\n"],
    ["words that only begin alike", "app.yaml", "a: note\nb: ones\nc: offset\nd: y\ne: n\n"],
  ])("is silent on %s", (_name, path, text) => {
    expect(observe(check, text, { path }).places).toEqual([]);
  });

  it("finds Norway in Ansible all the same", () => {
    expect(observe(check, "- vars: {country: NO}\n", { path: "roles/a/tasks/main.yml" }).places).toEqual(["1:19 NO"]);
  });

  it("looks only for what it is asked for", () => {
    const options = { booleans: false, octals: true };
    expect(observe(check, "a: yes\nb: 0777\n", { options }).places).toEqual(["2:4 0777"]);
  });

  it("reads on behind a syntax error", () => {
    expect(observe(check, "a: @x\nb: yes\n").places).toEqual(["2:4 yes"]);
  });
});
