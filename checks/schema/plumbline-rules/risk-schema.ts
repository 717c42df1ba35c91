/** The shape of a rule set's `risk:`: what counts as production, when changes wait, and what each factor comes to. */

import Type from "typebox";
import { riskFactorNames, riskLevels, type RiskFactorName, type RiskLevel } from "../../../core/risk.ts";
import { FactorSchema, LevelSchema } from "./condition-schema.ts";

const Glob = Type.String({ format: "glob", maxLength: 500 });
const Globs = Type.Array(Glob, { maxItems: 200 });
const Word = Type.String({ minLength: 1, maxLength: 200 });

const Moment = Type.String({ format: "moment", maxLength: 40 });

const EnvironmentSchema = Type.Object(
  {
    paths: Type.Optional({ ...Globs, description: "Globs of its files." }),
    words: Type.Optional(
      Type.Array(Word, { maxItems: 200, description: "Words in its paths or in the names of its namespaces: `prod`." }),
    ),
  },
  { additionalProperties: false },
);

const FreezeSchema = Type.Object(
  {
    from: { ...Moment, description: "Its beginning: `2026-12-18T00:00:00Z`, or a day, which begins in UTC." },
    to: { ...Moment, description: "Its end; a day is counted whole." },
    why: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "What it is for." })),
    paths: Type.Optional({ ...Globs, description: "Globs of the files it is about; everything where missing." }),
  },
  { additionalProperties: false },
);

const FactorLevelSchema = Type.Unsafe<RiskLevel | "off">({
  type: "string",
  enum: [...riskLevels, "off"],
  description: "What the factor comes to alone; `off` = it is not looked at.",
});

const CombinationSchema = Type.Object(
  {
    factors: Type.Array(FactorSchema, { minItems: 2, maxItems: riskFactorNames.length }),
    level: LevelSchema,
  },
  { additionalProperties: false },
);

export const RiskSchema = Type.Object(
  {
    environments: Type.Optional(
      Type.Unsafe<Readonly<Record<string, EnvironmentMarksData>>>({
        type: "object",
        maxProperties: 50,
        additionalProperties: EnvironmentSchema,
        description: "How an environment is known, by its name; `production` is known by usual names where missing.",
      }),
    ),
    freezes: Type.Optional(Type.Array(FreezeSchema, { maxItems: 200, description: "Times in which changes wait." })),
    manyResources: Type.Optional(
      Type.Integer({ minimum: 1, description: "More resources than that are many; 20 where missing." }),
    ),
    sharedBy: Type.Optional(
      Type.Integer({ minimum: 2, description: "A module or base that as many places use is shared; 3 where missing." }),
    ),
    tests: Type.Optional({ ...Globs, description: "Globs of tests; what is usual where missing." }),
    levels: Type.Optional(
      Type.Unsafe<Readonly<Partial<Record<RiskFactorName, RiskLevel | "off">>>>({
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(riskFactorNames.map((name) => [name, FactorLevelSchema])),
        description: "What each factor comes to.",
      }),
    ),
    combinations: Type.Optional(
      Type.Array(CombinationSchema, {
        maxItems: 100,
        description: "What factors come to when all of them are found; in place of those that are usual.",
      }),
    ),
  },
  { additionalProperties: false, description: "How the risk of a change is assessed." },
);

interface EnvironmentMarksData {
  readonly paths?: readonly string[];
  readonly words?: readonly string[];
}
