/** Every text reporter by name; each is loaded when it is first asked for. */

import type { Report } from "../core/report.ts";
import type { ReporterName, ReporterOptions } from "./reporter.ts";

export { reporterNames } from "./reporter.ts";
export type { Reporter, ReporterName, ReporterOptions } from "./reporter.ts";

type LazyReporter = (report: Report, options: ReporterOptions) => Promise<string>;

export const reporters: Readonly<Record<ReporterName, LazyReporter>> = {
  text: async (report, options) => (await import("./text.ts")).text(report, options),
  json: async (report, options) => (await import("./json.ts")).json(report, options),
  sarif: async (report, options) => (await import("./sarif.ts")).sarif(report, options),
  github: async (report, options) => (await import("./github-annotations.ts")).githubAnnotations(report, options),
  checkstyle: async (report, options) => (await import("./checkstyle.ts")).checkstyle(report, options),
  rdjson: async (report, options) => (await import("./rdjson.ts")).rdjson(report, options),
};
