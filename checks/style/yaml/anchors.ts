/**
 * Aliases without their anchor, anchors that nobody uses, anchors defined twice.
 *
 * Why: an alias to nothing stops every reader, and text such as `*.example.com` is an alias without meaning to be one.
 *
 * Anchors live from their place to the end of their document: an alias above, or behind the next `---`, does not see them.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * hosts: *.example.com
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * hosts: "*.example.com"
 * ```
 *
 * Mend: define the anchor above the alias, or put text that begins with `*` in quotes.
 *
 * Waive: `# plumbline-disable-next-line style/yaml/anchors -- reason`
 */

import type { XStatic } from "typebox/schema";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck, type StyleFinding } from "../../../languages/style-check.ts";
import type { YamlAlias, YamlAnchor, YamlNode } from "../../../languages/yaml/tree.ts";

const optionsSchema = {
  type: "object",
  properties: {
    undefined: { type: "boolean", default: true, description: "Show aliases whose anchor is not defined above them." },
    unused: { type: "boolean", default: true, description: "Show anchors that no alias refers to." },
    duplicate: {
      type: "boolean",
      default: true,
      description: "Show anchors whose name is taken in the same document.",
    },
    recursive: { type: "boolean", default: true, description: "Show aliases that stand in what they refer to." },
  },
  required: ["undefined", "unused", "duplicate", "recursive"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

interface Definition {
  readonly anchor: YamlAnchor;
  /** What it names. */
  readonly node: YamlNode;
  /** An anchor of the same name above it. */
  readonly earlier?: Definition;
  used: boolean;
}

const check: StyleCheck<Options, YamlDocument> = {
  meta: {
    type: "problem",
    docs: { languages: ["yaml"], kinds: untemplatedKinds },
    hasSuggestions: true,
    schema: [optionsSchema],
  },
  create(context) {
    const { text, problems, lines } = context.sourceCode.document;
    const [options] = context.options;
    // An anchor may stand in the very place that does not parse.
    if (problems.length > 0 || !/[&*]/u.test(text)) return {};
    let definitions = new Map<string, Definition>();
    let missing: YamlAlias[] = [];
    const all: Definition[] = [];

    function define(node: YamlNode): void {
      const { anchor } = node;
      if (!anchor) return;
      const earlier = definitions.get(anchor.name);
      const definition = { anchor, node, used: false, ...(earlier && { earlier }) };
      definitions.set(anchor.name, definition);
      all.push(definition);
    }

    function lineOf({ anchor }: Definition): number {
      return lines.position(anchor.range[0]).line;
    }

    return {
      YamlDocument() {
        definitions = new Map();
        missing = [];
      },
      YamlMapping: define,
      YamlSequence: define,
      YamlScalar: define,
      YamlAlias(alias) {
        const definition = definitions.get(alias.name);
        if (!definition) {
          missing.push(alias);
          return;
        }
        definition.used = true;
        const isInside = definition.node.range[0] <= alias.range[0] && alias.range[1] <= definition.node.range[1];
        if (isInside && options.recursive) reportFinding(context, recursive(alias, lineOf(definition)));
      },
      "YamlDocument:exit"() {
        if (!options.undefined) return;
        for (const alias of missing) {
          const below = definitions.get(alias.name);
          reportFinding(context, below ? tooEarly(alias, lineOf(below)) : undefinedAlias(alias));
          if (below) below.used = true;
        }
      },
      "YamlFile:exit"() {
        for (const { anchor, used, earlier } of all) {
          if (!used && options.unused) {
            reportFinding(context, unused(anchor));
            continue;
          }
          // Of two names one of which nobody uses that one is the mistake, and is told.
          const isConfusing = earlier !== undefined && (earlier.used || !options.unused);
          if (isConfusing && options.duplicate) reportFinding(context, duplicate(anchor, lineOf(earlier)));
        }
      },
    };
  },
};
export default check;

function undefinedAlias(alias: YamlAlias): StyleFinding {
  const isWord = /^[\w-]+$/u.test(alias.name);
  return {
    at: alias,
    message: `\`*${alias.name}\` is an alias, and this document defines no anchor \`&${alias.name}\`.`,
    advice: isWord
      ? `Define \`&${alias.name}\` above it, or quote it if it is text.`
      : `Quote it: \`"*${alias.name}"\`.`,
    suggestion: [{ range: alias.range, text: `"*${alias.name.replaceAll(/["\\]/gu, "\\$&")}"` }],
  };
}

function recursive(alias: YamlAlias, line: number): StyleFinding {
  return {
    at: alias,
    message: `\`*${alias.name}\` stands in what it refers to, which begins on line ${line}, so it has no end.`,
    advice: "Refer to something above, or write the value out.",
  };
}

function tooEarly(alias: YamlAlias, line: number): StyleFinding {
  return {
    at: alias,
    message: `\`*${alias.name}\` stands above its anchor on line ${line}, and aliases only see what is above them.`,
    advice: `Move the anchor \`&${alias.name}\` above this line.`,
  };
}

function duplicate(anchor: YamlAnchor, line: number): StyleFinding {
  return {
    at: anchor,
    message: `\`&${anchor.name}\` is defined a second time, first on line ${line}, and aliases below mean this one.`,
    advice: "Give one of the two another name.",
  };
}

function unused(anchor: YamlAnchor): StyleFinding {
  return {
    at: anchor,
    message: `No alias refers to the anchor \`&${anchor.name}\`.`,
    advice: "Delete the anchor, or use it.",
  };
}
