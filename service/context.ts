/** What every step of a review on GitHub is handed. */

import type { Clock } from "../core/clock.ts";
import type { Toolbox } from "../core/toolbox.ts";
import type { Installations } from "../github/client.ts";
import type { Clones } from "../sources/clone.ts";
import type { Store } from "../store/store.ts";
import type { Meter } from "./meter.ts";
import type { ReviewState } from "./review-state.ts";

export interface ServiceContext {
  readonly installations: Installations;
  readonly store: Store<ReviewState>;
  readonly toolbox: Toolbox;
  /** Partial clones for large changes; without them everything is read through the API, as far as that goes. */
  readonly clones?: Clones | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** Plumbline's own version. */
  readonly version: string;
  /** Where people browse, without final slash. */
  readonly serverUrl: string;
  /** Other owners, or repositories of theirs, whose rule sets may be extended. */
  readonly extendable?: readonly string[] | undefined;
  /** Our App's id, where it is known. */
  readonly app?: number | undefined;
  readonly limits?: { readonly annotations?: number; readonly perRule?: number } | undefined;
}

/** As pino has it. Never given a payload, a token or the content of a file. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
