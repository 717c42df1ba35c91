/** What `.hadolint.yaml` makes of severities (`override`, `failure-threshold`, `no-fail`) and of comments (`disable-ignore-pragma`). */

import type { Severity } from "../../core/rule-set.ts";
import { hadolintDefaults } from "./containers.ts";
import { counterpartsOf } from "./counterparts.ts";
import { type HadolintLevel, hadolintLevels, readHadolint } from "./hadolint.ts";

export interface HadolintTerms {
  /** `undefined` where the configuration leaves it as it is. */
  readonly severityOf: (check: string, severity: Severity) => Severity | undefined;
  readonly isDeaf: boolean;
}

const severities: Readonly<Record<HadolintLevel, Severity>> = {
  error: "failure",
  warning: "warning",
  info: "notice",
  style: "notice",
};

export function readHadolintTerms(text: string): HadolintTerms {
  const { levels, threshold, neverFails, isDeaf } = readHadolint(text);
  const counterparts = [...counterpartsOf("hadolint")];
  return {
    isDeaf,
    severityOf(check, severity) {
      const ids = counterparts.filter(([, checks]) => checks.includes(check)).map(([id]) => id);
      if (ids.length === 0) return undefined;
      // A check of ours that asks what several of theirs ask follows where all of those are overridden.
      const isOverridden = ids.every((id) => levels.has(id));
      const level = strictest(ids.map((id) => levels.get(id) ?? defaultLevel(id)));
      const chosen = isOverridden ? severities[level] : severity;
      const isBelow = threshold !== undefined && hadolintLevels.indexOf(level) < hadolintLevels.indexOf(threshold);
      const result = chosen === "failure" && (neverFails || isBelow) ? "warning" : chosen;
      return result === severity ? undefined : result;
    },
  };
}

function strictest(levels: readonly HadolintLevel[]): HadolintLevel {
  return hadolintLevels[Math.max(...levels.map((level) => hadolintLevels.indexOf(level)))] ?? "warning";
}

function defaultLevel(id: string): HadolintLevel {
  return hadolintDefaults.get(id) ?? (/^sc1/u.test(id) ? "error" : "warning");
}
