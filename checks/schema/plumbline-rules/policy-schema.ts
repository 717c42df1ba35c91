/** The shape of a rule set's `policies:`: rules of its owners' own, written as expressions or schemas instead of code. */

import Type, { type Static } from "typebox";
import { documentKinds, type DocumentKind } from "../../../core/document.ts";
import type { RuleMode, RuleSeverity } from "../../../core/rule-set.ts";

const Glob = Type.String({ format: "glob", maxLength: 500 });
const Globs = Type.Array(Glob, { maxItems: 1_000 });

/** One text or several. */
function texts(maxLength: number, description: string) {
  return Type.Unsafe<string | readonly string[]>({
    type: ["string", "array"],
    minLength: 1,
    maxLength,
    minItems: 1,
    maxItems: 50,
    items: { type: "string", minLength: 1, maxLength },
    description,
  });
}

export interface ExampleData {
  readonly path?: string;
  readonly text: string;
}

function examples(description: string) {
  return Type.Unsafe<string | readonly (string | ExampleData)[]>({
    type: ["string", "array"],
    maxLength: 20_000,
    maxItems: 50,
    items: {
      type: ["string", "object"],
      maxLength: 20_000,
      properties: {
        path: { type: "string", format: "path", maxLength: 500 },
        text: { type: "string", maxLength: 20_000 },
      },
      required: ["text"],
      additionalProperties: false,
    },
    description,
  });
}

/** Languages that are read as data. */
export const policyLanguages = ["yaml", "json", "hcl"] as const;
export type PolicyLanguage = (typeof policyLanguages)[number] | DocumentKind;

const severities: readonly RuleSeverity[] = ["failure", "warning", "notice", "off"];
const modes: readonly RuleMode[] = ["shadow", "advise", "enforce"];

const ScopeSchema = Type.Object(
  {
    language: Type.Optional(
      Type.Unsafe<PolicyLanguage>({
        type: "string",
        enum: [...new Set([...policyLanguages, ...documentKinds])],
        description:
          "A language (`yaml`, `json`, `hcl`) or a kind of documents: `terraform`, `kubernetes`, `compose` …",
      }),
    ),
    kind: Type.Optional(texts(200, "`kind:` of Kubernetes manifests; globs like `*Set` match several.")),
    block: Type.Optional(
      texts(300, "Type of HCL blocks at any depth, labels behind dots: `ingress`, `resource.aws_s3_*`."),
    ),
    paths: Type.Optional({ ...Globs, description: "Globs of the files it looks at; everywhere where missing." }),
    exceptPaths: Type.Optional({ ...Globs, description: "Globs of files it leaves alone." }),
  },
  { additionalProperties: false },
);

export const PolicySchema = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 100, description: "Its name as a rule: `no-public-ssh`." }),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: "A few words for headings." })),
    on: Type.Optional(ScopeSchema),
    each: Type.Optional(texts(300, "Key path to what is asked about: `spec.template.spec.containers[*]`.")),
    assert: Type.Optional(
      Type.String({
        maxLength: 100_000,
        description: "What holds of `self`, in CEL; a finding stands where it does not.",
      }),
    ),
    schema: Type.Optional(
      Type.Unsafe<string | Readonly<Record<string, unknown>>>({
        type: ["string", "object"],
        minLength: 1,
        maxLength: 500,
        description: "Instead of `assert`: a JSON Schema, or the path of one in this repository.",
      }),
    ),
    at: Type.Optional(Type.String({ maxLength: 300, description: "Key path from `self` to the place of a finding." })),
    message: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: "What a finding says about their line; `{key.path}` is filled in.",
      }),
    ),
    advice: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: "What to do about it." })),
    why: Type.String({ minLength: 1, maxLength: 2_000, description: "Why anyone should care, for a newcomer." }),
    severity: Type.Optional(
      Type.Unsafe<RuleSeverity>({ type: "string", enum: [...severities], description: "`warning` where missing." }),
    ),
    mode: Type.Optional(Type.Unsafe<RuleMode>({ type: "string", enum: [...modes] })),
    waivable: Type.Optional(
      Type.Boolean({ description: "`false`: a comment in a reviewed file does not silence it." }),
    ),
    enforced: Type.Optional(Type.Boolean({ description: "`true`: rule sets that inherit it may not weaken it." })),
    good: Type.Optional(examples("Texts in which it finds nothing; `plumbline rules test` runs them.")),
    bad: Type.Optional(examples("Texts in each of which it finds something.")),
  },
  { additionalProperties: false },
);

export const PoliciesSchema = Type.Array(PolicySchema, {
  maxItems: 500,
  description: "Rules of one's own without code: see docs/policies.md.",
});

export type PolicyData = Static<typeof PolicySchema>;
