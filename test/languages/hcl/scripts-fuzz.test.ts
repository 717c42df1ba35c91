/** Scripts within HCL with random edits: no crash, their ranges lie in the file and nest. Longer with `PLUMBLINE_FUZZ`. */

import { expect, it } from "@jest/globals";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { shellScriptsOf } from "../../../languages/hcl/scripts.ts";
import { faultOfProblems, faultOfTree, type Layout, type PlacedNode, sorted } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate } from "../mutations.ts";
import type { Random } from "../random.ts";

const rounds = fuzzRounds(1_500);

const seeds = [
  'resource "a" "b" {\n  user_data = <<-EOF\n    #!/bin/bash -e\n    cd /srv/$${APP} || exit\n    cat > ${var.c} <<E\n      $${d}\n    E\n    %{ if e ~}\n    rm -rf "${f}/"\n    %{ endif ~}\n  EOF\n}\n',
  'resource "a" "b" {\n  provisioner "remote-exec" {\n    inline = ["if [ -f \\"$x\\" ]; then", var.y, "a \\\\\\n  \\u0062", "fi"]\n  }\n}\nb = "#!/bin/sh\\n\\techo $(c) `d` \\U0001F680"\n',
] as const;
const pieces = [
  ..."\n\t \"'`${}()[]\\|;&#<>%~🚀é",
  ...["$${", "%%{", "${", "%{ if x }", "%{ endif }", "\\n", '\\"', "\\u00e9", "<<E\n", "fi", "if ", "do ", "~}", "$("],
] as [string, ...string[]];

const layout: Layout<PlacedNode> = { ...sorted, isApart: ({ type }) => type === "ShellHereDocument" };
let scripts = 0;

function faultOf(text: string): string | undefined {
  const { tree, problems } = parseHcl(text);
  if (problems.length > 0) return undefined;
  for (const script of shellScriptsOf(tree, text)) {
    scripts += 1;
    const fault = faultOfProblems(script.problems, text.length) ?? faultOfTree(script.tree, text.length, layout);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

it(
  `survives ${rounds} mutations`,
  () => {
    scripts = 0;
    const text = (random: Random) => mutate(random.pick(seeds), pieces, random);
    expect(fuzz({ rounds, seed: 3, text, faultOf })).toEqual([]);
    expect(scripts).toBeGreaterThan(rounds / 3);
  },
  fuzzTime(rounds),
);

it("finds a fault that is planted", () => {
  const [text] = seeds;
  const [script] = shellScriptsOf(parseHcl(text).tree, text);
  if (!script) throw new Error("no script");
  expect(faultOfTree(script.tree, text.length, layout)).toBeUndefined();
  expect(faultOfTree(script.tree, text.indexOf("endif"), layout)).toMatch(/out of bounds/u);
});
