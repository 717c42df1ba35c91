/** The risk of a change: every factor asked once over what was read and parsed once, then held against the owner's table. */

import type { ChangedFile } from "../../../core/differential.ts";
import type { DocumentKind } from "../../../core/document.ts";
import type { Gap } from "../../../core/finding.ts";
import { matchPaths } from "../../../core/glob.ts";
import { openDocument } from "../../../core/open-document.ts";
import {
  assessByTable,
  type ChangeFacts,
  defaultRisk,
  type RiskAssessment,
  type RiskEvidence,
  type RiskQuestion,
  type RiskSighting,
  type TouchedResources,
} from "../../../core/risk.ts";
import { loadModules } from "../../../languages/hcl/module/load.ts";
import { touchedFolders } from "../../style/terraform/module/module-check.ts";
import { evidenceOf, type FactorAnswer, type ResourceChange, type RiskChange } from "./factor.ts";
import { nextEdge } from "./factors/freeze.ts";
import { factors } from "./factors.ts";
import { touchedEnvironments } from "./touched/environments.ts";
import { asResource, type ChangedManifest, kubernetesChanges } from "./touched/kubernetes.ts";
import { terraformChanges } from "./touched/terraform.ts";

/** A report is kept and shown: more of one factor tells nobody more. */
const mostEvidence = 20;
const mostTypes = 300;
const mostGaps = 20;

/** `time` in milliseconds since 1970. */
export async function assessRisk(question: RiskQuestion, time: number): Promise<RiskAssessment> {
  const { change, gaps } = await read(question, time);
  const { levels } = change.settings;
  const sightings: RiskSighting[] = [];
  const unknown = [...gaps];
  for (const { name, look } of factors) {
    if (levels[name] === "off") continue;
    question.signal?.throwIfAborted();
    const answer: FactorAnswer = await look(change);
    unknown.push(...(answer.gaps ?? []));
    if (answer.evidence.length > 0) sightings.push({ name, evidence: plainestFirst(answer.evidence) });
  }
  const again = nextEdge(change);
  return {
    ...assessByTable(sightings, change.settings),
    change: factsOf(change, question),
    unknown: distinct(unknown).slice(0, mostGaps),
    ...(again !== undefined && { again }),
  };
}

/** Evidence with a line says most, then evidence with a path. */
function plainestFirst(evidence: readonly RiskEvidence[]): readonly RiskEvidence[] {
  const weight = ({ path, line }: RiskEvidence): number => (line !== undefined ? 0 : path !== undefined ? 1 : 2);
  return [...evidence].sort((left, right) => weight(left) - weight(right)).slice(0, mostEvidence);
}

function distinct(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.path ?? ""}\0${gap.reason}`, gap])).values()];
}

/** Texts for people: they break nothing. */
const isProse = matchPaths(["*.md", "*.markdown", "*.txt", "*.rst", "*.adoc", "LICENSE*", "*.png", "*.svg", "*.jpg"]);

async function read(
  { differential, documents, ruleSet }: RiskQuestion,
  time: number,
): Promise<{ readonly change: RiskChange; readonly gaps: readonly Gap[] }> {
  const { head, base } = differential;
  const isIgnored = matchPaths(ruleSet.ignore);
  const files = differential.files.filter(({ path }) => !isIgnored(path) && !isProse(path));
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const folders = touchedFolders(files).filter((folder) => !isExample(folder));
  const modulesBefore = await loadModules(base, folders);
  const modulesAfter = await loadModules(head, folders);
  const terraform = terraformChanges(modulesBefore, modulesAfter);
  const manifests = await readManifests(files, byPath, differential);
  const { objects, gaps } = kubernetesChanges(manifests.changed);
  const settings = ruleSet.risk ?? defaultRisk;
  return {
    change: {
      differential,
      head,
      files,
      documents: byPath,
      settings,
      time,
      modulesBefore,
      modulesAfter,
      objects,
      resources: [...terraform.resources, ...objects.flatMap((object) => asResource(object) ?? [])],
      environments: touchedEnvironments(files, objects, settings),
    },
    gaps: [...terraform.gaps, ...manifests.gaps, ...gaps],
  };
}

/** Folders whose resources live as long as a test run. */
function isExample(folder: string): boolean {
  return folder.split("/").some((name) => /^(?:examples?|tests?|fixtures|testdata)$/u.test(name));
}

/** Manifests at base as well: what changed in them cannot be told from lines. */
async function readManifests(
  files: readonly ChangedFile[],
  documents: RiskChange["documents"],
  { base }: RiskQuestion["differential"],
): Promise<{ readonly changed: readonly ChangedManifest[]; readonly gaps: readonly Gap[] }> {
  const candidates = files.filter(({ path, status }) => {
    const kind = documents.get(path)?.kind;
    return status === "removed" ? /\.(?:ya?ml|json)$/u.test(path) : kind === "kubernetes";
  });
  const formerPaths = candidates.flatMap((file) => formerPath(file) ?? []);
  const contents = formerPaths.length > 0 ? await base.read(formerPaths) : new Map<string, never>();
  const gaps: Gap[] = [];
  const changed = candidates.flatMap((file): readonly ChangedManifest[] => {
    const path = formerPath(file);
    const content = path === undefined ? undefined : contents.get(path);
    if (content?.kind === "unreadable") {
      gaps.push({ path: file.path, reason: content.reason, cause: "ours" });
      return [];
    }
    const former = path !== undefined && content?.kind === "text" ? openDocument(path, content) : undefined;
    const before = former?.kind === "kubernetes" ? former : undefined;
    return [{ file, before, after: documents.get(file.path) }];
  });
  return { changed, gaps };
}

function formerPath({ path, previousPath, status }: ChangedFile): string | undefined {
  return status === "added" || status === "copied" ? undefined : (previousPath ?? path);
}

function factsOf(change: RiskChange, { documents }: RiskQuestion): ChangeFacts {
  const { resources, environments } = change;
  const kinds = new Set<DocumentKind>([...documents.map(({ kind }) => kind), ...formerKinds(change)]);
  const byType = new Map<string, TouchedResources>();
  for (const resource of resources) {
    const { type, action, holds } = resource;
    const key = `${type}\0${action}`;
    const known = byType.get(key);
    if (!known && byType.size >= mostTypes) continue;
    byType.set(key, known ? { ...known, count: known.count + 1 } : { ...first(resource), ...(holds && { holds }) });
  }
  return { kinds: [...kinds], resources: [...byType.values()], environments };
}

/** Of what is gone: by its name, and manifests by what was in them. */
function formerKinds({ files, objects }: RiskChange): readonly DocumentKind[] {
  const named = files
    .filter(({ status }) => status === "removed")
    .map(({ path }) => openDocument(path, { kind: "text", text: "", byteOrderMark: false }).kind);
  const isManifestGone = objects.some(({ before, after }) => before && !after);
  return [...named.filter((kind) => kind !== "plain"), ...(isManifestGone ? (["kubernetes"] as const) : [])];
}

function first(resource: ResourceChange): TouchedResources {
  return { type: resource.type, action: resource.action, count: 1, example: evidenceOf(resource) };
}
