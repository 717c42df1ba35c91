/** What a template asks for: its sections of level 2, and the lines that were there before anybody wrote. */

import type { Differential } from "../../../core/differential.ts";
import type { Gap } from "../../../core/finding.ts";
import { templates } from "../../generated/templates.ts";
import { templateLine } from "../request/prose.ts";
import { outlineOf, type Section } from "./outline.ts";
import { namesOf } from "./section-names.ts";

export interface TemplateSection {
  readonly title: string;
  /** Plain names that count for it. */
  readonly names: readonly string[];
  readonly isOptional: boolean;
}

export interface Template {
  readonly sections: readonly TemplateSection[];
  /** Trimmed lines of the template itself. */
  readonly lines: ReadonlySet<string>;
  /** Set where the organisation's own could not be read, and ours stands in for it. */
  readonly gap?: Gap;
}

export type TemplateName = "design-doc" | "upgrade-plan";

/** The organisation's template at base, or ours. */
export async function readTemplate(differential: Differential, path: string, name: TemplateName): Promise<Template> {
  const shipped = templates.get(name) ?? "";
  if (path === "") return templateOf(shipped);
  const content = (await differential.base.read([path])).get(path);
  const own = content?.kind === "text" ? templateOf(content.text) : undefined;
  if (own !== undefined && own.sections.length > 0) return own;
  const reason = own === undefined ? "is not a text at base" : "has no heading of level 2";
  return { ...templateOf(shipped), gap: { path, reason: `the template ${reason}`, cause: "input" } };
}

export function templateOf(text: string): Template {
  const { sections } = outlineOf(text);
  return {
    sections: sections.filter(({ depth }) => depth === 2).map((section) => asked(section, text)),
    lines: new Set(
      text
        .split(/\r?\n/)
        .map(templateLine)
        .filter((line) => line !== ""),
    ),
  };
}

/** `<!-- optional -->` and `<!-- also: Background, Why -->` below a heading say more about it. */
function asked({ title, body }: Section, text: string): TemplateSection {
  const comments = [...text.slice(...body).matchAll(/<!--([\s\S]*?)-->/g)].map((match) => (match[1] ?? "").trim());
  const also = comments.flatMap((comment) => /^also:(.*)$/is.exec(comment)?.[1]?.split(",") ?? []);
  return { title, names: namesOf(title, also), isOptional: comments.some((comment) => /^optional\b/i.test(comment)) };
}
