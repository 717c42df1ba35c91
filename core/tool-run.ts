/** One run of another program over files of a change, confined: what is asked for, and what came of it. Plain data. */

export interface ToolRun {
  /** Looked up on the sandbox's own search path: `promtool`. */
  readonly program: string;
  /** What comes before the files: started in `/src`. */
  readonly arguments: readonly string[];
  /** Path below `/src` -> text. Nothing else of the change is there. */
  readonly files: ReadonlyMap<string, string>;
  /** Files of ours, path below `/opt/support` -> text: configuration that no repository may set. */
  readonly support?: ReadonlyMap<string, string>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where files are deployed: place in the sandbox -> folder below `/src` (`""` = all of it). Read only, as `/src` is. */
  readonly placed?: ReadonlyMap<string, string>;
  /** Empty folders that the program may write to: `/var/lib/nginx`. */
  readonly folders?: readonly string[];
  /** Names that resolve to 127.0.0.1; no other name resolves. */
  readonly hosts?: readonly string[];
  /** Accounts that exist beside `root` and `nobody`; each has a group of its own. */
  readonly users?: readonly string[];
  /** A certificate that protects nothing lies at `/opt/support/dummy.pem` (with its key), `dummy.crt` and `dummy.key`. */
  readonly certificate?: boolean;
  /** Most processes and threads at once; 48 without it. */
  readonly processes?: number;
}

export type ToolResult =
  | ExitedTool
  /** It ran into a limit, or crashed; `cause` says whether its input or our machine is to blame. */
  | { readonly kind: "stopped"; readonly reason: string; readonly cause: "input" | "ours" }
  | { readonly kind: "not-installed" }
  /** Nothing can be run here, or not this: "no namespaces". */
  | { readonly kind: "unavailable"; readonly reason: string };

export interface ExitedTool {
  readonly kind: "exited";
  readonly code: number;
  /** Hostile text, as everything that a program says about a stranger's file. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs programs over content of strangers. Never throws but for an aborted signal. */
export interface ToolRunner {
  readonly run: (run: ToolRun, signal?: AbortSignal) => Promise<ToolResult>;
  /** Set where the operator chose a weaker confinement: told in every report that rests on it. */
  readonly caution?: string;
}
