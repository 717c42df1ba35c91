/** What a command of the terminal is: a typed object, from which its help and the reading of its options follow. */

/** The part of `process` that commands touch, so that tests can stand in for it. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: () => string;
  readonly once?: (signal: "SIGINT" | "SIGTERM", listener: () => void) => unknown;
  readonly on?: (kind: "uncaughtException" | "unhandledRejection", listener: (error: unknown) => void) => unknown;
  readonly exit?: (code: number) => unknown;
}

export interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
  readonly on?: (event: "error", listener: (error: Error) => void) => unknown;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** One line per way to call it, without the program's name. */
  readonly usage: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Words behind the command that are no options; 0 = takes none. */
  readonly mostArguments: number;
  readonly run: (call: Call) => Promise<ExitCode>;
}

export interface Option {
  readonly type: "string" | "boolean";
  readonly summary: string;
  /** Stands for the value in the help: `REF`. */
  readonly value?: string;
  readonly choices?: readonly string[];
}

export interface Call {
  readonly terminal: Terminal;
  readonly words: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
  /** The whole command line, for SARIF. */
  readonly commandLine: string;
}

/** 0 nothing to mend, 1 findings, 2 wrong usage or configuration, 3 something of ours could not be checked. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Wrong usage or configuration: told in one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
