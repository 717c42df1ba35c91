/**
 * Words and numbers that their reader takes for something else than they look like.
 *
 * Why: `NO` becomes false, `0777` becomes 511, `3.10` becomes 3.1, and nothing says so until something breaks far away.
 *
 * The kind of the file decides who reads it: kubectl and Ansible follow YAML 1.1, where `yes` and `on` are booleans, GitHub
 * follows YAML 1.2, where they are words. What is right usage stays silent: a workflow's `on:`, the file mode in
 * `defaultMode: 0644`, `become: yes` in Ansible.
 *
 * Bad (k8s/config.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   COUNTRY: NO
 * ```
 *
 * Good (k8s/config.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   COUNTRY: "NO"
 * ```
 *
 * Mend: put text in quotes; write a boolean as `true` or `false`, and a number in its plain form.
 *
 * Waive: `# plumbline-disable-next-line style/yaml/ambiguous-scalars -- reason`
 */

import type { XStatic } from "typebox/schema";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { dialectOf, resolvePlain } from "../../../languages/yaml/scalar.ts";
import type { YamlNode, YamlScalar } from "../../../languages/yaml/tree.ts";
import { readerOf, type Reader } from "./ambiguous-scalars/readers.ts";

const optionsSchema = {
  type: "object",
  properties: {
    booleans: {
      type: "boolean",
      default: true,
      description: "`yes`, `no`, `on`, `off` where the reader makes booleans of them.",
    },
    octals: { type: "boolean", default: true, description: "`0777` where the reader takes it for an octal number." },
    sexagesimals: { type: "boolean", default: true, description: "`12:30` where the reader takes it for 750." },
    versions: {
      type: "boolean",
      default: true,
      description: "`3.10` under a key about versions, which loses its zero.",
    },
    underscores: { type: "boolean", default: true, description: "`12_34` where the reader takes it for 1234." },
    exponents: { type: "boolean", default: true, description: "`1234e56`, a commit that is read as a number." },
  },
  required: ["booleans", "octals", "sexagesimals", "versions", "underscores", "exponents"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

interface Ambiguity {
  readonly option: keyof Options;
  readonly message: string;
  readonly advice: string;
}

/** What is known of the place of a scalar. */
interface Place {
  readonly reader: Reader;
  /** The nearest key that the scalar is a value of, through lists; `undefined` at the top. */
  readonly owner: string | undefined;
  readonly isKey: boolean;
}

const check: StyleCheck<Options, YamlDocument> = {
  meta: {
    type: "problem",
    docs: { languages: ["yaml"], kinds: untemplatedKinds },
    hasSuggestions: true,
    schema: [optionsSchema],
  },
  create(context) {
    const { document } = context.sourceCode;
    const [options] = context.options;
    const reader = readerOf(document.kind);
    const dialect = dialectOf(document.kind);

    function judge(node: YamlNode, owner: string | undefined, isKey: boolean): void {
      if (node.type === "YamlSequence") for (const item of node.items) judgeItem(item, owner);
      if (node.type !== "YamlScalar" || node.style !== "plain" || node.tag !== undefined) return;
      if (!isOdd(node.value)) return;
      const ambiguity = find(node, { reader, owner, isKey });
      if (!ambiguity || !options[ambiguity.option]) return;
      const { message, advice } = ambiguity;
      reportFinding(context, {
        at: node,
        message,
        advice,
        suggestion: [{ range: node.range, text: `"${node.value}"` }],
      });
    }

    function judgeItem(item: YamlNode, owner: string | undefined): void {
      if (item.type === "YamlScalar") judge(item, owner, false);
    }

    function find(node: YamlScalar, place: Place): Ambiguity | undefined {
      return (
        findBoolean(node, place, dialect === "1.1") ??
        findOctal(node, place) ??
        findSexagesimal(node, place) ??
        findUnderscore(node, place) ??
        findVersion(node, place) ??
        findExponent(node, place)
      );
    }

    return {
      YamlDocument({ content }) {
        if (content?.type === "YamlScalar" || content?.type === "YamlSequence") judge(content, undefined, false);
      },
      YamlPair({ key, value }) {
        judge(key, undefined, true);
        judge(value, key.type === "YamlScalar" ? key.value : undefined, false);
      },
    };
  },
};
export default check;

/** What the dialects read differently, or what loses a digit: a cheap look that lets nearly every scalar pass. */
function isOdd(value: string): boolean {
  const isShortWord = value.length === 2 || value.length === 3;
  if (!isShortWord && !/^[-+.\d]/u.test(value)) return false;
  if (/^\d+(?:\.\d+0|e\d+)$/u.test(value)) return true;
  return resolvePlain(value, "1.1") !== resolvePlain(value, "1.2");
}

function findBoolean({ value }: YamlScalar, { reader, isKey }: Place, is11: boolean): Ambiguity | undefined {
  if (!is11 || !/^(?:yes|no|on|off)$/iu.test(value)) return undefined;
  const resolved = resolvePlain(value, "1.1");
  if (typeof resolved !== "boolean") return undefined;
  // In Ansible `yes` and `no` are the usual words for a boolean; only the spelling of a country or a shout is not.
  if (!isKey && reader.writesYes && value !== "NO") return undefined;
  return {
    option: "booleans",
    message: `${reader.name} reads ${isKey ? "the key " : ""}\`${value}\` as the boolean \`${resolved}\`.`,
    advice: isKey
      ? `Put it in quotes: \`"${value}"\`.`
      : `Write \`"${value}"\` for the word, \`${resolved}\` for the boolean.`,
  };
}

function findOctal({ value }: YamlScalar, { reader, owner, isKey }: Place): Ambiguity | undefined {
  if (!reader.octals || isKey || !/^0[0-7]{2,}$/u.test(value)) return undefined;
  if (owner !== undefined && /mode|umask|permission/iu.test(owner)) return undefined;
  return {
    option: "octals",
    message: `${reader.name} reads \`${value}\` as an octal number, ${Number.parseInt(value, 8)}.`,
    advice: `Put it in quotes if it is text, or write the number \`${Number.parseInt(value, 8)}\`.`,
  };
}

function findSexagesimal({ value }: YamlScalar, { reader, isKey }: Place): Ambiguity | undefined {
  if (!reader.sexagesimals || isKey || !/^[1-9]\d*(?::[0-5]?\d)+$/u.test(value)) return undefined;
  return {
    option: "sexagesimals",
    message: `${reader.name} reads \`${value}\` as a number to the base 60, ${String(resolvePlain(value, "1.1"))}.`,
    advice: `Put it in quotes: \`"${value}"\`.`,
  };
}

function findUnderscore({ value }: YamlScalar, { reader, isKey }: Place): Ambiguity | undefined {
  if (!reader.underscores || isKey || !/^[1-9]\d*(?:_\d+)+$/u.test(value)) return undefined;
  // 1_000_000 is the number that it looks like.
  if (/^\d{1,3}(?:_\d{3})+$/u.test(value)) return undefined;
  return {
    option: "underscores",
    message: `${reader.name} drops the underscores of \`${value}\` and reads the number ${value.replaceAll("_", "")}.`,
    advice: `Put it in quotes: \`"${value}"\`.`,
  };
}

function findVersion({ value }: YamlScalar, { owner, isKey }: Place): Ambiguity | undefined {
  if (isKey || owner === undefined || !/version/iu.test(owner) || !/^\d+\.\d+0$/u.test(value)) return undefined;
  return {
    option: "versions",
    message: `\`${value}\` is read as the number ${String(Number(value))}, so the version loses its last zero.`,
    advice: `Put it in quotes: \`"${value}"\`.`,
  };
}

function findExponent({ value }: YamlScalar, { reader, isKey }: Place): Ambiguity | undefined {
  if (!reader.exponents || isKey || value.length < 7 || !/^\d+e\d+$/u.test(value)) return undefined;
  return {
    option: "exponents",
    message: `${reader.name} reads \`${value}\` as a number with an exponent.`,
    advice: `Put it in quotes: \`"${value}"\`.`,
  };
}
