/** What a person reads when their YAML does not parse: the usual mistakes, each in its own words. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/yaml/syntax.ts";
import type { Observation } from "../../../../core/check.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";

async function look(text: string, path = "config/app.yaml"): Promise<Observation> {
  const document = parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  return check.look(document, { options: {}, facts: undefined });
}

/** `line:column piece | message | advice` of every finding. */
async function told(text: string, path?: string): Promise<string[]> {
  const { findings } = await look(text, path);
  return findings.map(({ at, message, advice }) => {
    if (!at) return "nowhere";
    const before = text.slice(0, at.range[0]).split("\n");
    const piece = text.slice(at.range[0], at.range[1]);
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${piece} | ${message} | ${advice}`;
  });
}

const manifest = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: api
        image: registry.example.com/api:1.2
        ports: []
      restartPolicy: Always
`;

describe("style/yaml/syntax", () => {
  it("names a key that does not line up, its sibling, both columns, and what it means to kubectl", async () => {
    expect(await told(manifest, "k8s/api/deploy.yaml")).toEqual([
      "8:9 image | `image` starts at column 9, its sibling `name` (line 7) at column 11. The whole manifest is unreadable to kubectl. | Indent line 8 by two more spaces.",
    ]);
  });

  it.each([
    [
      "a key that is indented too far",
      "spec:\n  replicas: 2\n   selector: web\n",
      "3:4 selector | `selector` starts at column 4, its sibling `replicas` (line 2) at column 3. | Remove one space before `selector`.",
    ],
    [
      "a tab",
      "spec:\n\treplicas: 2\n",
      "2:1 \t | Line 2 is indented with a tab; YAML counts only spaces, so its level cannot be told. | Replace the tab by spaces.",
    ],
    [
      "an open quote",
      'motd: "hello\nport: 80\n',
      '1:7 "hello | The quote `"` that opens on line 1 is never closed, so everything below belongs to it. | Close it with `"` where the value ends.',
    ],
    [
      "an open bracket",
      "ports: [80,\n  443\nname: web\n",
      "1:8 [ | The bracket `[` that opens on line 1 is never closed. | Close it with `]`.",
    ],
    [
      "a bracket too many",
      "ports: ]\nname: web\n",
      "1:8 ] | `]` closes a bracket that was not opened. | Delete it, or match it with the bracket that opens the list or mapping.",
    ],
    [
      "a missing comma",
      'ports: ["80" "443"]\n',
      '1:14 "443" | No comma stands before `"443"`, so the list or mapping in brackets breaks off. | Put a comma between the two entries.',
    ],
    [
      "a key without a space after its colon",
      "name: web\nport:80\nhost: a\n",
      "2:1 port:80 | `port:80` has no space after its colon, so YAML reads one word instead of a key and a value. | Write `port: 80`.",
    ],
    [
      "a dash without a space",
      "- api\n-web\n",
      "2:1 -web | `-web` has no space after its dash, so YAML reads a word instead of a list item. | Write `- web`.",
    ],
    [
      "a word without a colon",
      "name: web\nports\nhost: a\n",
      "2:1 ports | `ports` is neither a key with a colon nor a list item. | Add a colon after `ports`, or indent the line as part of the value above it.",
    ],
    [
      "a second colon",
      "message: Error: not found\n",
      '1:10 Error: not found | The value of `message` holds another colon followed by a blank, so YAML sees a mapping inside the line. | Put the value in quotes: `"Error: not found"`.',
    ],
    [
      "a reserved character",
      "user: @deploy\n",
      '1:7 @deploy | The value of `user` starts with `@`; YAML keeps that character for itself. | Put the value in quotes: `"@deploy"`.',
    ],
    [
      "a backtick",
      "run: `date`\n",
      '1:6 `date` | The value of `run` starts with `` ` ``; YAML keeps that character for itself. | Put the value in quotes: `` "`date`" ``.',
    ],
    [
      "an unknown escape",
      'path: "C:\\data"\n',
      "1:10 \\d | `\\d` is no escape that double quotes know. | Double the backslash (`\\\\d`), or use single quotes.",
    ],
    [
      "text after a closing quote",
      "motd: 'it's up'\n",
      "1:11 s up' | `s up'` follows the closing quote of `'it'`, where the value has ended. | Double a quote that belongs to the text (`''`), or put the whole value in double quotes.",
    ],
    [
      "text behind a block's header",
      "script: | echo\n",
      "1:11 echo | `echo` stands on the line of `|`; a block of text begins on the line below it. | Move `echo` to a line of its own, indented.",
    ],
    [
      "a list on the line of its key",
      "ports: - 80\n",
      "1:8 - 80 | The list of `ports` begins on the line of its key. | Put `- 80` on a line of its own.",
    ],
    [
      "an unquoted template, though it parses",
      "name: {{ app }}\n",
      '1:7 {{ app }} | `{{ app }}` is a template expression without quotes, and YAML reads its braces as a mapping. | Put the whole value in quotes: `"{{ app }}"`.',
    ],
    [
      "an unquoted template with text behind it",
      "name: {{ app }}-web\n",
      '1:7 {{ app }}-web | `{{ app }}-web` starts with a template expression, and YAML reads its braces as a mapping. | Put the whole value in quotes: `"{{ app }}-web"`.',
    ],
    [
      "a control character",
      "name: a\u0007b\n",
      "1:8 \u0007 | Line 1 holds the character U+0007, which YAML does not allow. | Delete it, or write it as the escape `\\u0007` in double quotes.",
    ],
    [
      "a key among the items of a list",
      "- web\nport: 80\n",
      "2:1 port | The key `port` stands at column 1 among the items of a list (line 1). | Indent `port`, or make it a list item.",
    ],
  ])("says in our words: %s", async (_name, text, expected) => {
    expect(await told(text)).toEqual([expected]);
  });

  it("does not let one mistake hide the next", async () => {
    const text = 'a: @x\nb: "\\q"\nc: [1\nd: e: f\ng: 1\n  h: 2\n';
    expect((await told(text)).map((line) => line.split(" ")[0])).toEqual(["1:4", "2:5", "3:4", "4:4", "6:3"]);
  });

  it("finds merge marks one by one", async () => {
    const text = "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nc: 2\n>>>>>>> topic\n";
    expect((await look(text)).findings.map((finding) => finding.message)).toEqual([
      "`<<<<<<< HEAD` is a mark that a merge left behind.",
      "`=======` is a mark that a merge left behind.",
      "`>>>>>>> topic` is a mark that a merge left behind.",
    ]);
  });

  it("is silent on what parses: odd, but YAML", async () => {
    for (const text of [
      "",
      "a: *nothing\n",
      "a: &x 1\nb: &x 2\n",
      "a: 1\na: 2\n",
      "\"a\": 'b'\n---\n...\n",
      "- - -\n",
    ]) {
      expect((await look(text)).findings).toEqual([]);
    }
  });

  it("leaves templates to their renderer", () => {
    expect(check.kinds).not.toContain("helm-template");
    expect(check.kinds).not.toContain("jinja-template");
    expect(check.kinds).toContain("plain");
  });
});
