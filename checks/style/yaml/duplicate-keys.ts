/**
 * Keys that stand twice in one mapping.
 *
 * Why: most readers silently take the last one, strict ones refuse the file; either way half of what a reviewer reads is not what runs.
 *
 * Keys are compared by the value their reader gives them, so `"a"` and `a` are the same key. A merge key `<<` may also
 * stand only once; several mappings are merged by a list.
 *
 * Bad (k8s/service.yaml):
 * ```yaml
 * port: 80
 * port: 443
 * ```
 *
 * Good (k8s/service.yaml):
 * ```yaml
 * port: 443
 * ```
 *
 * Mend: keep the one that is meant and delete the other.
 *
 * Waive: `# plumbline-disable-next-line style/yaml/duplicate-keys -- reason`
 */

import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { dialectOf, resolveScalar, type YamlDialect } from "../../../languages/yaml/scalar.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";

const check: StyleCheck<object, YamlDocument> = {
  meta: {
    type: "problem",
    docs: { languages: ["yaml"], kinds: untemplatedKinds },
  },
  create(context) {
    const { document } = context.sourceCode;
    const dialect = dialectOf(document.kind);
    return {
      YamlMapping({ pairs }) {
        if (pairs.length < 2) return;
        const seen = new Map<string, YamlNode>();
        for (const { key } of pairs) {
          const identity = identityOf(key, document.text, dialect);
          const earlier = seen.get(identity);
          if (!earlier) {
            seen.set(identity, key);
            continue;
          }
          const written = shorten(document.text.slice(key.range[0], key.range[1]));
          const { line } = document.lines.position(earlier.range[0]);
          reportFinding(context, {
            at: key,
            ...(written === "<<" ? repeatedMerge(line) : repeatedKey(written, line)),
          });
        }
      },
    };
  },
};
export default check;

function repeatedKey(key: string, line: number): { message: string; advice: string } {
  return {
    message: `\`${key}\` stands twice in this mapping, first on line ${line}, and only one of the two takes effect.`,
    advice: "Keep the one that is meant and delete the other.",
  };
}

function repeatedMerge(line: number): { message: string; advice: string } {
  return {
    message: `A second merge key \`<<\` stands in this mapping, the first is on line ${line}, and YAML allows only one.`,
    advice: "Merge several mappings with one list: `<<: [*first, *second]`.",
  };
}

/** Two keys are the same when their reader cannot tell them apart. */
function identityOf(key: YamlNode, text: string, dialect: YamlDialect): string {
  if (key.type === "YamlAlias") return `alias ${key.name}`;
  if (key.type !== "YamlScalar") return `collection ${text.slice(key.range[0], key.range[1])}`;
  const value = resolveScalar(key, dialect);
  return `${typeof value} ${String(value)} ${key.tag?.startsWith("!!") === false ? key.tag : ""}`;
}

function shorten(key: string): string {
  const [first = ""] = key.split("\n", 1);
  return first.length > 60 ? `${first.slice(0, 57)}...` : first;
}
