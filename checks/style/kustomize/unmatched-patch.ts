/**
 * Patches for an object that the build does not have.
 *
 * Why: where the patch names its object itself, Kustomize refuses to build; where it has a `target`, nothing is changed and nobody is told.
 *
 * Looks at every build that the change has a part in, also where only a base is changed. A build with resources of other repositories,
 * charts or plugins may have more objects than the tree shows, and nothing is said about it. A component's patch is told where none of
 * the component's users has the object.
 *
 * Bad:
 * ```text
 * === head k8s/kustomization.yaml
 * resources:
 *   - deployment.yaml
 * patches:
 *   - target:
 *       kind: Deployment
 *       name: web
 *     patch: |-
 *       - op: replace
 *         path: /spec/replicas
 *         value: 3
 * === head k8s/deployment.yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * ```
 *
 * Good:
 * ```text
 * === head k8s/kustomization.yaml
 * resources:
 *   - deployment.yaml
 * patches:
 *   - target:
 *       kind: Deployment
 *       name: api
 *     patch: |-
 *       - op: replace
 *         path: /spec/replicas
 *         value: 3
 * === head k8s/deployment.yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * ```
 *
 * Mend: write kind and name as the object has them, or delete the patch.
 *
 * Waive: `# plumbline-disable-next-line style/kustomize/unmatched-patch -- reason`
 */

import type { Finding, Place } from "../../../core/finding.ts";
import { nearest } from "../../../core/nearest.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { placeOfObject } from "../../../languages/kubernetes/objects.ts";
import type { Build, PatchUse } from "../../../languages/kustomize/build.ts";
import { concernedBuilds } from "./reading/concerned-builds.ts";
import { kustomizeCheck } from "./reading/kustomize-check.ts";

interface Unmatched {
  readonly use: PatchUse;
  readonly build: Build;
}

export default kustomizeCheck({
  concerns: ({ path }) => /\.(?:ya?ml|json)$/u.test(path),
  async judge(view) {
    const builds = await concernedBuilds(view);
    const unmatched = new Map<string, Unmatched>();
    const matched = new Set<string>();
    for (const build of builds) {
      for (const use of build.patches) {
        const key = keyOf(use);
        if (use.isMatched) matched.add(key);
        else if (!unmatched.has(key)) unmatched.set(key, { use, build });
      }
    }
    const findings = [...unmatched].flatMap(([key, each]) => (matched.has(key) ? [] : [findingOf(each)]));
    return { findings };
  },
});

function keyOf({ kustomization, patch, part }: PatchUse): string {
  const { kind = "", name = "" } = part?.object ?? {};
  return [kustomization.path, patch.range[0], patch.field, kind, name].join("\0");
}

function findingOf({ use, build }: Unmatched): Finding {
  const { patch, part, kustomization } = use;
  const { selector, field } = patch;
  const kind = part?.object.kind ?? selector?.at("kind").text();
  const name = part?.object.name ?? selector?.at("name").text();
  const what = `${kind ?? "object"}${name === undefined ? "" : ` \`${name}\``}`;
  const follows = selector && field === "patches" ? "the patch changes nothing" : "Kustomize refuses to build";
  const passedOver = selector && whyPassedOver(selector, use, build);
  const candidates = build.objects.filter((built) => built.kind === kind).flatMap((built) => [...built.names]);
  const near = name === undefined ? undefined : nearest(name, candidates);
  const said = passedOver ?? {
    is: `${withArticle(what, name)}, which the build of \`${build.folder || "."}\` does not have`,
    advice: near === undefined || near === name ? "Correct kind and name, or delete the patch." : `Write \`${near}\`.`,
    at: placeOf(use),
  };
  return {
    message: `This patch is for ${passedOver ? `${what} ` : ""}${said.is}, so ${follows}.`,
    advice: said.advice,
    at: said.at,
    evidence: `${kustomization.path} ${what}`,
  };
}

interface PassedOver {
  /** What follows the object's name. */
  readonly is: string;
  readonly advice: string;
  readonly at: Place;
}

/** Kind and name are right, and the object is passed over all the same. */
function whyPassedOver(selector: Section, { kustomization }: PatchUse, build: Build): PassedOver | undefined {
  const namespace = selector.at("namespace");
  const { path, root } = kustomization;
  if (namespace.text() !== undefined && namespace.value === root.at("namespace").value) {
    return {
      is: `in \`${namespace.text() ?? ""}\`, a namespace that Kustomize sets only after patches`,
      advice: "Leave `namespace` out of the target.",
      at: { path, range: namespace.place() },
    };
  }
  const other = differenceTo(selector, build);
  return (
    other && {
      is: `of the ${other.field} \`${other.written}\`, which the build of \`${build.folder || "."}\` does not have`,
      advice: `Write \`${other.field}: ${other.own}\`, or leave it out.`,
      at: { path, range: other.range },
    }
  );
}

interface Difference {
  readonly field: "group" | "version" | "namespace";
  readonly written: string;
  readonly own: string;
  readonly range: Place["range"];
}

function differenceTo(selector: Section, { objects }: Build): Difference | undefined {
  const [kind, name] = [selector.at("kind").text(), selector.at("name").text()];
  const meant = objects.filter((built) => built.kind === kind && name !== undefined && built.names.has(name));
  const [only] = meant;
  if (!only || meant.length > 1) return undefined;
  for (const field of ["group", "version", "namespace"] as const) {
    const written = selector.at(field);
    const own = only[field];
    if (written.text() === undefined || written.value === own || own === undefined) continue;
    return { field, written: String(written.value), own: own === "" ? '""' : own, range: written.place() };
  }
  return undefined;
}

function withArticle(what: string, name: string | undefined): string {
  if (name !== undefined) return what;
  return /^[AEIO]/iu.test(what) ? `an ${what}` : `a ${what}`;
}

function placeOf({ kustomization, patch, part }: PatchUse): Place {
  if (part?.path !== undefined) return { path: part.path, range: placeOfObject(part.object) };
  const { selector, range } = patch;
  const at = selector ? (namedPlace(selector) ?? range) : range;
  // A text of several lines is pointed at where it begins.
  return { path: kustomization.path, range: [at[0], Math.min(at[1], at[0] + 80)] };
}

function namedPlace(selector: Section): Place["range"] | undefined {
  return [selector.at("name"), selector.at("kind")].find((section) => section.text() !== undefined)?.place();
}
