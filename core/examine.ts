/** One side of a differential: documents through the file rules that apply to them, waivers applied and judged. */

import type { AnyCheck, CheckContext, Facts, FileCheck, Observation, Trees } from "./check.ts";
import type { Document } from "./document.ts";
import { switchesFor } from "./foreign-switches.ts";
import { maskSecrets } from "./mask.ts";
import type { Rule, RuleSet } from "./rule-set.ts";
import { appliesTo } from "./select.ts";
import type { InspectionTask, Toolbox } from "./toolbox.ts";
import { echoedSecrets } from "./secret-echoes.ts";
import { applyWaivers, judgeWaivers, type RuleFinding, type WaivedRuleFinding } from "./waive.ts";
import type { Waiver } from "./waiver.ts";
import { waiverChecks } from "./waiver-rules.ts";

export interface Examined {
  readonly document: Document;
  /** By rule name, for the rules that apply. */
  readonly observations: ReadonlyMap<string, Observation>;
  readonly standing: readonly RuleFinding[];
  readonly waived: readonly WaivedRuleFinding[];
  readonly waivers: readonly Waiver[];
}

const builtIn = new Set(waiverChecks.map((check) => check.name));
const nothing: Observation = { findings: [] };

export async function examine(
  documents: readonly Document[],
  rules: readonly Rule[],
  trees: Trees,
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<readonly Examined[]> {
  const bound = documents.map((document) => ({
    document,
    rules: rules.filter((rule) => applies(rule, document, toolbox)),
  }));
  const switchedOff = await switchesOf(bound, trees, toolbox);
  const terms = await toolbox.readTerms?.(
    documents.map(({ path }) => path),
    trees.base,
  );
  const asked = bound.map(({ document, rules: applying }) => ({
    document,
    rules: applying.filter((rule) => switchedOff(rule, document.path) === undefined),
  }));
  const gathered = await gatherFacts(asked, trees, ruleSet, toolbox);
  const results = await toolbox.inspect(
    asked.map(({ document, rules: applying }) => ({
      path: document.path,
      text: document.text,
      byteOrderMark: document.byteOrderMark,
      language: document.language,
      kind: document.kind,
      tasks: applying
        .filter((rule) => !builtIn.has(rule.check) && !gathered.broken.has(rule.name))
        .map((rule) => taskOf(rule, gathered.facts.get(rule.name)?.get(document.path))),
    })),
    toolbox.signal,
  );
  return bound.map(({ document, rules: applying }, index) => {
    const result = results[index];
    const observations = new Map(
      applying.map((rule) => {
        const skipped = switchedOff(rule, document.path);
        if (skipped !== undefined) return [rule.name, { findings: [], skipped }];
        return [rule.name, observationOf(rule, result?.observations, gathered.broken)];
      }),
    );
    const waivers = (result?.waivers ?? []).filter(
      ({ origin }) => origin === undefined || terms?.isDeaf(origin, document.path) !== true,
    );
    return settle(document, applying, observations, waivers, ruleSet, toolbox);
  });
}

interface Bound {
  readonly document: Document;
  readonly rules: readonly Rule[];
}

function switchesOf(bound: readonly Bound[], { base }: Trees, toolbox: Toolbox): ReturnType<typeof switchesFor> {
  const rules = [...new Set(bound.flatMap((each) => each.rules))];
  return switchesFor(
    rules,
    bound.map(({ document }) => document.path),
    base,
    toolbox,
  );
}

function applies(rule: Rule, document: Document, toolbox: Toolbox): boolean {
  const entry = toolbox.checks.get(rule.check);
  return entry !== undefined && appliesTo(rule, entry, document);
}

function taskOf(rule: Rule, facts: Facts | undefined): InspectionTask {
  return { rule: rule.name, check: rule.check, options: rule.options, ...(facts ? { facts } : {}) };
}

function observationOf(
  rule: Rule,
  seen: Readonly<Record<string, Observation>> | undefined,
  broken: ReadonlyMap<string, string>,
): Observation {
  if (builtIn.has(rule.check)) return nothing;
  const reason = broken.get(rule.name);
  if (reason !== undefined) return { findings: [], gaps: [{ reason, cause: "ours" }] };
  return seen?.[rule.name] ?? { findings: [], gaps: [{ reason: "gave no answer", cause: "ours" }] };
}

function settle(
  document: Document,
  rules: readonly Rule[],
  observations: ReadonlyMap<string, Observation>,
  waivers: readonly Waiver[],
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Examined {
  const findings = rules.flatMap((rule) =>
    (observations.get(rule.name)?.findings ?? []).map((finding) => ({ rule, finding })),
  );
  const now = toolbox.time?.();
  const masked = maskSecrets(findings, document);
  const { standing: every, waived, used } = applyWaivers(masked, waivers, document.lines, now);
  const secrets = new Set(masked.filter((_, index) => findings[index]?.finding.secret).map(({ finding }) => finding));
  const echoes = echoedSecrets(every, waived, secrets, document.lines);
  const standing = every.filter((each) => !echoes.has(each));
  const asked = new Set(rules.filter((rule) => wasAsked(observations.get(rule.name))).map((rule) => rule.name));
  const judged = judgeWaivers(waivers, used, {
    path: document.path,
    rules: ruleSet.rules,
    checks: toolbox.checks.keys(),
    asked,
    now,
  });
  const applying = new Set(rules.map((rule) => rule.name));
  return {
    document,
    observations,
    standing: [...standing, ...judged.filter(({ rule }) => applying.has(rule.name))],
    waived,
    waivers,
  };
}

function wasAsked(observation: Observation | undefined): boolean {
  return observation !== undefined && observation.skipped === undefined && (observation.gaps ?? []).length === 0;
}

interface Gathered {
  readonly facts: ReadonlyMap<string, ReadonlyMap<string, Facts>>;
  /** Rules whose facts could not be had, and why. */
  readonly broken: ReadonlyMap<string, string>;
}

/** Facts are collected rule by rule, so that one that fails takes no other with it. */
async function gatherFacts(
  bound: readonly Bound[],
  trees: Trees,
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<Gathered> {
  const facts = new Map<string, ReadonlyMap<string, Facts>>();
  const broken = new Map<string, string>();
  const gathering = [...new Set(bound.flatMap(({ rules }) => rules))].filter(
    (rule) => toolbox.checks.get(rule.check)?.gathers,
  );
  await Promise.all(
    gathering.map(async (rule) => {
      const documents = bound.filter(({ rules }) => rules.includes(rule)).map(({ document }) => document);
      try {
        const check = await toolbox.load(rule.check);
        if (canGather(check))
          facts.set(rule.name, await check.gather(documents, trees, contextOf(rule, ruleSet, toolbox)));
      } catch (error) {
        if (toolbox.signal?.aborted) throw error;
        broken.set(rule.name, `could not collect what it needs: ${messageOf(error)}`);
      }
    }),
  );
  return { facts, broken };
}

type Gather = Required<Pick<FileCheck<Readonly<Record<string, unknown>>, Document>, "gather">>;

function canGather(check: AnyCheck): check is AnyCheck & Gather {
  return check.scope === "file" && check.gather !== undefined;
}

function contextOf(rule: Rule, ruleSet: RuleSet, toolbox: Toolbox): CheckContext<Readonly<Record<string, unknown>>> {
  return { options: rule.options, schemas: ruleSet.schemas, ...(toolbox.signal ? { signal: toolbox.signal } : {}) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
