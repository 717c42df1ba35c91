/** Prints a check run in a terminal as its author would see it on GitHub. */

import type { AnnotationRecord, CheckRunRecord } from "../test/fake-github/world.ts";

/** As much of a check run as its author sees. */
export type ShownRun = Pick<CheckRunRecord, "name" | "title" | "status" | "conclusion" | "summary" | "annotations">;

export interface Printer {
  /** What happens, in the words of a narrator. */
  narrate(text: string): void;
  checkRun(run: ShownRun): void;
  line(text?: string): void;
}

const codes = { bold: "1", faint: "2", red: "31", green: "32", yellow: "33", blue: "34", cyan: "36" } as const;
type Style = keyof typeof codes;

export function createPrinter(write: (line: string) => void, isColoured: boolean, width: number): Printer {
  const paint = (style: Style, text: string) => (isColoured ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
  const rule = () => write(paint("faint", "─".repeat(Math.min(width, 100))));
  const levelStyles: Readonly<Record<AnnotationRecord["annotation_level"], Style>> = {
    failure: "red",
    warning: "yellow",
    notice: "blue",
  };

  function annotation(one: AnnotationRecord): void {
    const place = `${one.path}:${one.start_line}${one.start_column === undefined ? "" : `:${one.start_column}`}`;
    const level = paint(levelStyles[one.annotation_level], one.annotation_level.padEnd(8));
    write(`  ${level} ${paint("bold", place)}  ${one.title ?? ""}`);
    for (const line of one.message.split("\n")) write(`           ${line}`);
  }

  return {
    narrate: (text) => write(`${paint("cyan", "▸")} ${paint("bold", text)}`),
    line: (text = "") => write(text),
    checkRun(run) {
      const state = run.conclusion ?? run.status;
      const isGreen = state === "success";
      rule();
      write(
        `${paint(isGreen ? "green" : "red", isGreen ? "✓" : "✗")} ${paint("bold", `${run.name}: ${run.title ?? ""}`)}   ${state}`,
      );
      rule();
      for (const line of readable(run.summary ?? "").split("\n"))
        write(line === "" ? "" : `  ${paintMarkdown(line, paint)}`);
      if (run.annotations.length > 0) {
        write("");
        write(paint("bold", `  Annotations (${run.annotations.length})`));
        run.annotations.forEach(annotation);
      }
      rule();
    },
  };
}

/** Markdown without what only a browser needs: comments, folding tags, addresses of links, heads and rules of tables. */
export function readable(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<summary>([\s\S]*?)<\/summary>/g, "$1")
    .replace(/<\/?(?:details|sub|sup)[^>]*>/g, "")
    .replace(/\[((?:`[^`]*`|[^\]])*)\]\([^)\s]*\)/g, "$1")
    .replace(/<br\s*\/?>/g, " ")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/^\|[\s|-]*\|\n/gm, "")
    .replace(/^\| (.*) \|$/gm, (_, cells: string) => `• ${cells.split(" | ").join("  ")}`)
    .replace(/^- (?=\[[ x]\] )/gm, "")
    .replace(/\[x\] /g, "✓ ")
    .replace(/\[ \] /g, "☐ ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function paintMarkdown(line: string, paint: (style: Style, text: string) => string): string {
  const heading = /^#{1,6} (.*)$/.exec(line);
  if (heading) return paint("bold", heading[1] ?? "");
  return line
    .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => paint("bold", text))
    .replace(/`[^`]+`/g, (code) => (paint("cyan", "") === "" ? code : paint("cyan", code.slice(1, -1))));
}
