/** The shape of a rule's `when:`: what has to hold of a change before the rule is asked. */

import Type from "typebox";
import type { Condition, PlainCondition } from "../../../core/condition.ts";
import { documentKinds, type DocumentKind } from "../../../core/document.ts";
import { riskFactorNames, riskLevels, type RiskFactorName, type RiskLevel } from "../../../core/risk.ts";

const few = { minItems: 1, maxItems: 200 };
const Glob = Type.String({ format: "glob", maxLength: 500 });
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Count = Type.Optional(Type.Integer({ minimum: 1 }));

export const LevelSchema = Type.Unsafe<RiskLevel>({ type: "string", enum: [...riskLevels] });
export const FactorSchema = Type.Unsafe<RiskFactorName>({ type: "string", enum: [...riskFactorNames] });
const KindSchema = Type.Unsafe<DocumentKind>({ type: "string", enum: [...documentKinds] });

const parts = {
  risk: Type.Optional({ ...LevelSchema, description: "The risk is at least this." }),
  factors: Type.Optional(Type.Array(FactorSchema, { ...few, description: "One of these factors of risk is found." })),
  environments: Type.Optional(
    Type.Array(Word, { ...few, description: "One of these environments is touched: `production`." }),
  ),
  resources: Type.Optional(
    Type.Array(Word, {
      ...few,
      description: "A resource of such a Terraform type or Kubernetes kind is touched: `aws_security_group*`.",
    }),
  ),
  destructive: Type.Optional(
    Type.Boolean({ description: "Something is deleted, or replaced together with its data." }),
  ),
  stateful: Type.Optional(Type.Boolean({ description: "Something that holds data is touched." })),
  paths: Type.Optional(Type.Array(Glob, { ...few, description: "A file that one of these globs matches changes." })),
  kinds: Type.Optional(Type.Array(KindSchema, { ...few, description: "A document of one of these kinds changes." })),
  size: Type.Optional(
    Type.Object(
      { lines: Count, files: Count, resources: Count },
      {
        additionalProperties: false,
        minProperties: 1,
        description: "At least as many of one of these change; generated files and lock files do not count.",
      },
    ),
  ),
  labels: Type.Optional(Type.Array(Word, { ...few, description: "The pull request has one of these labels." })),
  exceptLabels: Type.Optional(Type.Array(Word, { ...few, description: "It has none of these labels." })),
  authors: Type.Optional(Type.Array(Word, { ...few, description: "One of these opened it; `*` stands for anything." })),
  exceptAuthors: Type.Optional(Type.Array(Word, { ...few, description: "None of these opened it." })),
};

const PlainConditionSchema = Type.Unsafe<PlainCondition>(Type.Object(parts, { additionalProperties: false }));

export const ConditionSchema = Type.Unsafe<Condition>(
  Type.Object(
    {
      ...parts,
      any: Type.Optional(
        Type.Array(PlainConditionSchema, { ...few, description: "One of these holds beside the rest." }),
      ),
    },
    {
      additionalProperties: false,
      description: "Asked only of a change of which all of this holds; `{}` = of every change.",
    },
  ),
);
