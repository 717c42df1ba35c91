/** What every check over manifests is made of: judges of objects, pods or containers, and how they say what they saw. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Finding } from "../../../../core/finding.ts";
import type { Range } from "../../../../core/text.ts";
import { embeddedObjectsOf } from "../../../../languages/kubernetes/embedded.ts";
import { type KubernetesObject, type Manifest, objectsOf } from "../../../../languages/kubernetes/objects.ts";
import type { Container, Pod } from "../../../../languages/kubernetes/pods.ts";

/** What is wrong, in words that follow the name of the object or container: "runs as root". */
export interface Remark {
  readonly place: Range;
  readonly says: string;
  readonly mend: string;
  /** The place holds a secret. */
  readonly secret?: { readonly evidence: string };
}

export interface NamedRemark extends Remark {
  readonly title: string;
}

/** Looks at one object, with the others of its file beside it; says nothing about whatever is unknown. */
export type Judge<Options> = (
  object: KubernetesObject,
  options: Options,
  all: readonly KubernetesObject[],
) => Iterable<NamedRemark>;

const mostFindings = 500;

export function kubernetesCheck<Options = object>(
  judge: Judge<Options>,
  options?: object,
): FileCheck<Options, Manifest> {
  return {
    scope: "file",
    languages: ["yaml", "json"],
    kinds: ["kubernetes"],
    ...(options && { options }),
    look(document, context) {
      const findings = new Map<string, Finding>();
      for (const objects of [objectsOf(document), embeddedObjectsOf(document)]) {
        for (const object of objects) {
          for (const remark of judge(object, context.options, objects)) {
            const key = `${remark.place.join("-")} ${remark.says}`;
            if (!findings.has(key)) findings.set(key, findingOf(document.path, remark));
          }
          if (findings.size >= mostFindings) break;
        }
      }
      return { findings: [...findings.values()].sort(byPlace) };
    },
  };
}

/** Judges objects of some kinds; of all where no kind is named. */
export function onObjects<Options>(
  kinds: readonly string[],
  judge: (object: KubernetesObject, options: Options, all: readonly KubernetesObject[]) => Iterable<Remark>,
): Judge<Options> {
  return (object, options, all) =>
    kinds.length > 0 && !kinds.includes(object.kind)
      ? []
      : [...judge(object, options, all)].map((remark) => ({ ...remark, title: object.title }));
}

export function onPods<Options>(
  judge: (pod: Pod, object: KubernetesObject, options: Options) => Iterable<Remark>,
): Judge<Options> {
  return (object, options) =>
    object.pod ? [...judge(object.pod, object, options)].map((remark) => ({ ...remark, title: object.title })) : [];
}

export function onContainers<Options>(
  judge: (container: Container, pod: Pod, options: Options, object: KubernetesObject) => Iterable<Remark>,
): Judge<Options> {
  return (object, options) => {
    const { pod } = object;
    return (pod?.containers ?? []).flatMap((container) =>
      pod
        ? [...judge(container, pod, options, object)].map((remark) => ({
            ...remark,
            title: titleOf(container, object),
          }))
        : [],
    );
  };
}

/** Both judges ask of the same objects. */
export function both<Options>(...judges: readonly Judge<Options>[]): Judge<Options> {
  return (object, options, all) => judges.flatMap((judge) => [...judge(object, options, all)]);
}

function titleOf({ name }: Container, object: KubernetesObject): string {
  return `${name === undefined ? "A container" : `Container \`${name}\``} of ${object.title.replace("This ", "this ")}`;
}

function findingOf(path: string, { title, says, mend, place, secret }: NamedRemark): Finding {
  return {
    message: `${title} ${says}.`,
    advice: mend,
    at: { path, range: place },
    ...(secret && { secret: true, evidence: secret.evidence }),
  };
}

function byPlace(left: Finding, right: Finding): number {
  return (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0);
}
