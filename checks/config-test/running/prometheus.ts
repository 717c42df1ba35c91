/** What the tools of Prometheus and Alertmanager say of configuration that is newer than they are. */

import type { Surroundings } from "./recipe.ts";

/**
 * An installed tool is as old as its distribution. A key that it does not know may be one of a newer server; keys are
 * judged by `schema/prometheus-config`, `schema/prometheus-rules` and `schema/alertmanager`, which know the newest.
 */
export const newerFields: Surroundings = {
  pattern: /field \S+ not found in type|unknown fields? /u,
  means: "inconclusive",
  reason: "it has a key that the installed version does not know",
};

/** A misspelt key of a test is its author's mistake: only what is known to be newer is not. */
export const newerTestKeys: Surroundings = {
  pattern: /field (?:name|start_timestamp|fuzzy_compare|histogram) not found in type/u,
  means: "inconclusive",
  reason: "it has a key that the installed version does not know",
};

/** Many rule files go into one call: only what is known to be newer makes all of them inconclusive. */
export const newerGroupKeys: Surroundings = {
  pattern: /field (?:query_offset|labels) not found in type rulefmt\.RuleGroup/u,
  means: "inconclusive",
  reason: "it has a key that the installed version does not know",
};
