/** The shape of `.github/plumbline.yml`: what the reader validates and what `docs/plumbline.schema.json` publishes. */

import Type, { type Static } from "typebox";
import { documentKinds, type DocumentKind } from "../../../core/document.ts";
import type { RuleMode, RuleSeverity } from "../../../core/rule-set.ts";
import { ConditionSchema } from "./condition-schema.ts";
import { PoliciesSchema } from "./policy-schema.ts";
import { RiskSchema } from "./risk-schema.ts";

const severities: readonly RuleSeverity[] = ["failure", "warning", "notice", "off"];

export const SeveritySchema = Type.Unsafe<RuleSeverity>({
  type: "string",
  enum: [...severities],
  description: "`failure` blocks the merge, `warning` and `notice` do not, `off` switches the rule off.",
});

const modes: readonly RuleMode[] = ["shadow", "advise", "enforce"];
const ModeSchema = Type.Unsafe<RuleMode>({ type: "string", enum: [...modes] });

const KindSchema = Type.Unsafe<DocumentKind>({ type: "string", enum: [...documentKinds] });

const globs = { maxItems: 1_000 };
const GlobSchema = Type.String({ format: "glob", maxLength: 500 });

/** Entries of rules: by name or glob. */
const RulesSchema = Type.Unsafe<Readonly<Record<string, unknown>>>({
  type: "object",
  maxProperties: 1_000,
  description: "By the rule's name or a glob: a severity, or an object that tunes the rule.",
});

export const OverrideSchema = Type.Object(
  {
    paths: Type.Array(GlobSchema, { minItems: 1, ...globs, description: "Globs of the files that it is about." }),
    rules: RulesSchema,
  },
  { additionalProperties: false, description: "What is said of rules under some paths alone." },
);

/** What may be said of one rule, whether inherited or one's own. */
export const RuleBodySchema = Type.Object(
  {
    check: Type.Optional(
      Type.String({ maxLength: 200, description: "The check that a rule of one's own binds: `context/link`." }),
    ),
    severity: Type.Optional(SeveritySchema),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: "A few words for headings." })),
    why: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2_000, description: "Why anyone should care, for a newcomer." }),
    ),
    paths: Type.Optional(
      Type.Array(GlobSchema, { ...globs, description: "Globs of the files it looks at; everywhere where missing." }),
    ),
    exceptPaths: Type.Optional(Type.Array(GlobSchema, { ...globs, description: "Globs of files it leaves alone." })),
    kinds: Type.Optional(
      Type.Array(KindSchema, {
        description: "Kinds of documents it looks at; every kind the check reads where missing.",
      }),
    ),
    exceptKinds: Type.Optional(Type.Array(KindSchema, { description: "Kinds of documents it leaves alone." })),
    when: Type.Optional(ConditionSchema),
    options: Type.Optional(
      Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object", description: "Options of the check." }),
    ),
    waivable: Type.Optional(
      Type.Boolean({ description: "`false`: a comment in a reviewed file does not silence it." }),
    ),
    mode: Type.Optional({
      ...ModeSchema,
      description: "`enforce` where missing; `advise` never blocks; `shadow` is recorded and shown to owners only.",
    }),
    enforced: Type.Optional(
      Type.Boolean({ description: "`true`: rule sets that inherit the rule may tighten it, never weaken it." }),
    ),
    selfWaive: Type.Optional(
      Type.Boolean({ description: "`true`: the author of a change may waive a failure of it by a command." }),
    ),
  },
  { additionalProperties: false },
);

const EmergencySchema = Type.Object(
  {
    by: Type.Array(Type.String({ pattern: "^@?[\\w.-]+(?:\\[bot\\])?(?:/[\\w.-]+)?$", maxLength: 200 }), {
      minItems: 1,
      maxItems: 50,
      description: "Logins, and teams as `organisation/team`.",
    }),
    hours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 720,
        description: "How long it holds where no day is named; 24 if missing.",
      }),
    ),
  },
  {
    additionalProperties: false,
    description: "Who may let a commit pass in an emergency by `/plumbline override reason`; nobody where missing.",
  },
);

export const RuleSetFileSchema = Type.Object(
  {
    extends: Type.Optional(
      Type.Array(Type.String({ maxLength: 500 }), {
        maxItems: 20,
        description:
          "Presets, and files of other repositories (`owner/repo//path@tag`), to start from; `[recommended]` where missing, `[]` for none.",
      }),
    ),
    only: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
        maxItems: 200,
        description: "Of the presets it starts from, only rules whose names match one of these globs.",
      }),
    ),
    rules: Type.Optional(RulesSchema),
    overrides: Type.Optional(
      Type.Array(OverrideSchema, { maxItems: 100, description: "Other words for some paths; a later one wins." }),
    ),
    ignore: Type.Optional(Type.Array(GlobSchema, { ...globs, description: "Globs of files that no rule looks at." })),
    schemas: Type.Optional(
      Type.Unsafe<Readonly<Record<string, string>>>({
        type: "object",
        maxProperties: 1_000,
        additionalProperties: { type: "string", format: "path", maxLength: 500 },
        description: "URL of a JSON Schema -> path of its copy in this repository.",
      }),
    ),
    mode: Type.Optional({
      ...ModeSchema,
      description: "Of every rule that says none itself and is not enforced by others; `enforce` where missing.",
    }),
    suggestions: Type.Optional(
      Type.Boolean({ description: "Post safe fixes of one hunk as review suggestions; `false` where missing." }),
    ),
    commits: Type.Optional(
      Type.Unsafe<"head" | "each">({
        type: "string",
        enum: ["head", "each"],
        description: "`each`: rules about files run on every commit, too, and the first that breaks is named.",
      }),
    ),
    emergency: Type.Optional(EmergencySchema),
    risk: Type.Optional(RiskSchema),
    policies: Type.Optional(PoliciesSchema),
  },
  { additionalProperties: false },
);

export type RiskData = Static<typeof RiskSchema>;
export type RuleBody = Static<typeof RuleBodySchema>;
export type RuleSetFileData = Static<typeof RuleSetFileSchema>;

/** What a file says of one rule; with `*` in its name, of every rule that the name matches. */
export type RuleEntry = Readonly<RuleBody> & {
  readonly name: string;
  /** Key (`severity`, `options.format`) -> line of the file that says it, from 1. */
  readonly lines?: ReadonlyMap<string, number>;
};

/** What a file says of rules under some paths alone. */
export interface Override {
  readonly paths: readonly string[];
  readonly rules: readonly RuleEntry[];
}
