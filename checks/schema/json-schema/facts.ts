/** Facts about a schema after their way to a worker: plain data whose shape is looked at again, not believed. */

import type { Facts } from "../../../core/check.ts";
import { isObject } from "./schema-object.ts";
import type { SchemaFacts } from "./gather.ts";

export function schemaFactsOf(facts: Facts | undefined): SchemaFacts | undefined {
  return facts !== undefined && isSchemaFacts(facts) ? facts : undefined;
}

function isSchemaFacts(facts: Facts): facts is Facts & SchemaFacts {
  const { shipped, files, missing, gaps } = facts;
  if (shipped !== undefined && typeof shipped !== "string") return false;
  if (missing !== undefined && !isObject(missing)) return false;
  return (files === undefined || Array.isArray(files)) && (gaps === undefined || Array.isArray(gaps));
}
