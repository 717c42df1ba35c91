/**
 * Base images out of registries that nobody here has agreed on.
 *
 * Why: whoever keeps the registry decides what runs, and nobody here has looked at how.
 *
 * Asked where the rule's options or `trustedRegistries` of the nearest `.hadolint.yaml` name registries; the file counts as
 * it was before the change. `docker.io` stands for images that name no registry, and a `*` at either end for anything.
 *
 * Bad:
 * ```text
 * === base .hadolint.yaml
 * trustedRegistries: [registry.example.com]
 * === head .hadolint.yaml
 * trustedRegistries: [registry.example.com]
 * === head Dockerfile
 * FROM quay.io/prometheus/node-exporter:v1.8.2
 * ```
 *
 * Good:
 * ```text
 * === base .hadolint.yaml
 * trustedRegistries: [registry.example.com]
 * === head .hadolint.yaml
 * trustedRegistries: [registry.example.com]
 * === head Dockerfile
 * FROM registry.example.com/prometheus/node-exporter:v1.8.2
 * ```
 *
 * Mend: take the image from a registry of the list, or have the list extended in a request of its own.
 *
 * Waive: `# hadolint ignore=DL3026`, or `# plumbline-disable-next-line security/docker/untrusted-registry -- reason`
 */

import type { XStatic } from "typebox/schema";
import { readHadolint } from "../../../languages/foreign/hadolint.ts";
import { hadolintDemands } from "../../style/docker/reading/hadolint-demands.ts";

const optionsSchema = {
  type: "object",
  properties: {
    registries: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Registries that are trusted, beside those of `.hadolint.yaml`: `ghcr.io`, `*.example.com`.",
    },
  },
  required: ["registries"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const mostListed = 5;

export default hadolintDemands<Options, readonly string[]>({
  options: optionsSchema,
  otherwise: "no list of trusted registries",
  demandOf({ registries }, configuration) {
    const all = [...registries, ...readHadolint(configuration).trustedRegistries];
    return all.length === 0 ? undefined : all;
  },
  judge: ({ stages }, trusted) =>
    stages.flatMap(({ from, image, parent }) => {
      const [word] = from.words;
      if (!word || image === undefined || image === "scratch" || parent !== undefined) return [];
      const registry = registryOf(image);
      if (trusted.some((pattern) => fits(pattern, registry))) return [];
      const listed = trusted.slice(0, mostListed).map((each) => `\`${each}\``);
      const says = `\`${image}\` comes from \`${registry}\`, and trusted here ${listed.length === 1 ? "is" : "are"} ${listed.join(", ")}${trusted.length > mostListed ? " and others" : ""}.`;
      return [{ place: word.range, says, mend: "Take the image from a registry of the list." }];
    }),
});

/** The first part of a name is a registry where it looks like a host. */
function registryOf(image: string): string {
  const [first = "", ...rest] = image.split("/");
  const isHost = rest.length > 0 && (/[.:]/u.test(first) || first === "localhost");
  return isHost ? first.toLowerCase() : "docker.io";
}

function fits(pattern: string, registry: string): boolean {
  const wanted = pattern.toLowerCase().replace(/\/+$/u, "");
  if (wanted === "*") return true;
  if (wanted.startsWith("*")) return registry.endsWith(wanted.slice(1));
  if (wanted.endsWith("*")) return registry.startsWith(wanted.slice(0, -1));
  return wanted === registry || (registry === "docker.io" && /^(?:hub|index)\.docker\.(?:com|io)$/u.test(wanted));
}
