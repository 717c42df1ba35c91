/** Every command by name; its code is loaded when it is called. */

import type { Command } from "./command.ts";

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: "check",
    summary: "check files and folders as they are",
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "review",
    summary: "review what a branch or a pull request changes",
    load: async () => (await import("./commands/review.ts")).reviewCommand,
  },
  {
    name: "fix",
    summary: "apply the fixes that cannot change a meaning",
    load: async () => (await import("./commands/fix.ts")).fix,
  },
  {
    name: "new",
    summary: "start a design document or an upgrade plan from a template",
    load: async () => (await import("./commands/new.ts")).newCommand,
  },
  {
    name: "explain",
    summary: "say what a rule looks for, why, and how to mend or waive it",
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  {
    name: "rules",
    summary: "list, show, validate or try the rules",
    load: async () => (await import("./commands/rules.ts")).rules,
  },
  {
    name: "report",
    summary: "hand what another tool found to the service, so that it joins the check run",
    load: async () => (await import("./commands/report.ts")).report,
  },
  {
    name: "doctor",
    summary: "say what is configured, and what is off because something is missing",
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  {
    name: "serve",
    summary: "run the GitHub App",
    load: async () => (await import("./commands/serve.ts")).serveCommand,
  },
  {
    name: "jobs",
    summary: "list what the service has given up, and send it on its way again",
    load: async () => (await import("./commands/jobs.ts")).jobs,
  },
  {
    name: "report-token",
    summary: "print the token with which one repository's CI may call `plumbline report`",
    load: async () => (await import("./commands/report-token.ts")).reportTokenCommand,
  },
  {
    name: "audit",
    summary: "list every exception from the rules: who, why, until when",
    load: async () => (await import("./commands/audit.ts")).audit,
  },
  {
    name: "export",
    summary: "write everything that the service's store knows as lines of JSON",
    load: async () => (await import("./commands/export.ts")).exportCommand,
  },
];
