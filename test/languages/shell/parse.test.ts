/** Shell scripts: what is read of them, where each part stands, and what is said where the grammar is left. */

import { describe, expect, it } from "@jest/globals";
import { parseShell } from "../../../languages/shell/parse.ts";
import { surveyShell } from "../../../languages/shell/survey.ts";
import { invocationOf, textOf } from "../../../languages/shell/words.ts";

function commands(text: string): readonly string[] {
  const survey = surveyShell(parseShell(text).tree);
  return survey.all("ShellSimpleCommand").map((command) => {
    const { name, arguments: words } = invocationOf(command);
    return [name, ...words.map((word) => textOf(word) ?? "?")].join(" ");
  });
}

describe("parseShell", () => {
  it.each([
    ["echo a; echo 'b c' & wait", ["echo a", "echo b c", "wait"]],
    ["a && b ||\n c | d", ["a", "b", "c", "d"]],
    ["if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"]],
    ['for host in one two; do ssh "$host" uptime; done', ["ssh ? uptime"]],
    ["for ((i = 0; i < 3; i++)); do a; done", ["a"]],
    ["while read -r line; do a; done < list", ["read -r line", "a"]],
    ["case $1 in start | stop) a ;; (*) b ;& esac", ["a", "b"]],
    ["deploy() { a; }\nfunction drain { b; }", ["a", "b"]],
    ["( cd /srv && a )", ["cd /srv", "a"]],
    ['x=$(a `b`) c "$(d)" <(e)', ["c ? ?", "a ?", "b", "d", "e"]],
    ["cat <<EOF | b\n$(c)\nEOF\nd", ["cat", "c", "b", "d"]],
    ["cat <<'EOF'\n$(c\nEOF\nd", ["cat", "d"]],
    ["cat <<-EOF\n\ta\n\tEOF\nd", ["cat", "d"]],
    ["[[ $a =~ ^(b|c)$ && -f d ]] && e", ["e"]],
    ["((a > b)) || c", ["c"]],
    ["a=(1 2\n # three\n 3) b", ["b"]],
    ["echo \"${x:-it's}\" # don't", ["echo ?"]],
    ["echo $((1 << 2)) ${#x} ${x[1]} ${x//a/b}", ["echo ? ? ? ?"]],
    ["a \\\n  b", ["a b"]],
    ["sudo -u app env A=1 /usr/bin/rm -rf x", ["rm -rf x"]],
    ["timeout 5 a", ["a"]],
    ["a > b 2>&1 &", ["a"]],
    ["a\r\nb\r\n", ["a", "b"]],
  ])("reads %j", (text, expected) => {
    expect(parseShell(text).problems).toEqual([]);
    expect(commands(text)).toEqual(expected);
  });

  it.each([
    ["if a; then\n b\n", 0, "This `if` is never followed by its `fi`."],
    ["a\nfi\n", 2, "This `fi` belongs to no `if`."],
    ["while a; do b", 0, "This `while` is never followed by its `done`."],
    ["if a; then fi", 11, "There is no command between `then` and `fi`, which the shell does not allow."],
    ["echo 'a\n", 5, "This `'` opens a string that nothing closes."],
    ['echo "a', 5, 'This `"` opens a string that nothing closes.'],
    ["echo $(a", 5, "This `$(` is never closed by `)`."],
    ["echo ${a", 5, "This `${` is never closed by `}`."],
    ["a &&\n", 2, "No command follows `&&`."],
    ["a | ; b", 2, "No command follows `|`."],
    ["a )", 2, "This `)` belongs to no `(`."],
    ["cat <<EOF\na\n", 4, "No line holds `EOF` alone, so this here-document swallows the rest of the script."],
    ["a >\n", 2, "Nothing follows `>`."],
    ["case a in b c) ;; esac", 10, "A pattern of `case` ends with `)`, and this one does not."],
  ])("says what is wrong with %j", (text, at, message) => {
    const [problem] = parseShell(text).problems;
    expect(problem?.message).toBe(message);
    expect(problem?.range[0]).toBe(at);
  });

  it("counts from where the script stands, and looks for the end of a here-document behind the indentation", () => {
    const text = "cat <<EOF\n    a\n    EOF\n    b";
    const { tree, problems } = parseShell(text, { base: 100, indent: 4 });
    expect(problems).toEqual([]);
    expect(tree.body.items.map(({ range }) => range)).toEqual([
      [100, 109],
      [128, 129],
    ]);
  });

  it("knows nothing of a hole", () => {
    const text = "rm ${{ a && 'b }}/x";
    const { tree, problems } = parseShell(text, { holes: [[3, 17]] });
    expect(problems).toEqual([]);
    expect(surveyShell(tree).all("ShellHole")).toHaveLength(1);
  });

  it.each([
    "$(".repeat(5_000),
    "((".repeat(5_000),
    "`\\`".repeat(3_000),
    "{ ".repeat(5_000),
    "if a; then ".repeat(3_000),
    "${a:-".repeat(4_000),
    '"$('.repeat(4_000),
    "a[".repeat(20_000),
    "<<a ".repeat(5_000),
    "\0\u{1f600}\ud800".repeat(100),
  ])("ends on whatever it is given (%#)", (text) => {
    const { tree } = parseShell(text);
    expect(tree.range).toEqual([0, text.length]);
  });
});
