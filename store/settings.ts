/** Where the store is, from the environment: the service and the commands that look into its store read it alike. */

import type { StorePlace } from "./open-store.ts";

/** Below the directory in which the process was started. */
const defaultDataDir = "data";
const defaultRetention = 30;

export interface StoreSettings extends StorePlace {
  /** Whether DATA_DIR was given. */
  readonly isDataDirGiven: boolean;
  /** Days after which what nobody has touched goes. */
  readonly retentionDays: number;
}

/** What is wrong is added to the problems. */
export function readStoreSettings(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): StoreSettings {
  const dataDir = given(env, "DATA_DIR");
  const databaseUrl = given(env, "DATABASE_URL");
  if (databaseUrl !== undefined && !/^postgres(?:ql)?:\/\//.test(databaseUrl)) {
    problems.push("DATABASE_URL is no URL of a PostgreSQL server (postgresql://…)");
  }
  const days = Number(given(env, "RETENTION_DAYS") ?? defaultRetention);
  if (!Number.isFinite(days) || days < 1) problems.push("RETENTION_DAYS is not a number of days, 1 or more");
  return {
    dataDir: dataDir ?? defaultDataDir,
    isDataDirGiven: dataDir !== undefined,
    databaseUrl,
    retentionDays: days,
  };
}

function given(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}
