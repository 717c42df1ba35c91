/** Checks of hadolint and ShellCheck and those of ours that ask the same: a line for each. */

/** In lower case, as all ids are looked up. */
export const hadolintChecks: Readonly<Record<string, string>> = {};

export const shellcheckChecks: Readonly<Record<string, string>> = {};
