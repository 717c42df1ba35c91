/** Every format of results that is read, by its name. */

import { readGitLab, readRdjson, readRdjsonl } from "./json-formats.ts";
import type { ReadResults } from "./result.ts";
import { readSarif } from "./sarif.ts";
import { readCheckstyle, readJunit } from "./xml-formats.ts";

export const readers = {
  sarif: readSarif,
  checkstyle: readCheckstyle,
  rdjson: readRdjson,
  rdjsonl: readRdjsonl,
  junit: readJunit,
  gitlab: readGitLab,
} as const satisfies Readonly<Record<string, ReadResults>>;

export type ResultFormat = keyof typeof readers;
