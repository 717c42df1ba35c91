/** Durable state behind one interface: what must survive the process (deliveries, wants, reviews), whoever keeps it. */

/** A webhook as GitHub delivered it, before anybody looked inside. */
export interface Delivery {
  /** The delivery GUID: the same delivery twice is one. */
  readonly id: string;
  readonly event: string;
  readonly payload: string;
}

/** One pull request or merge group; every job about it runs alone. */
export interface SubjectKey {
  readonly installation: number;
  readonly owner: string;
  readonly repository: string;
  /** `pull/12` or `group/<sha>`. */
  readonly subject: string;
}

/** What somebody wants done; wants merge, the strongest wins, and none is ever stale. */
export interface Want {
  /** Newest head by event time; only a head can be stale. */
  readonly head?: { readonly sha: string; readonly at: string };
  /** `full` re-reads everything, `text` only the request, names only those rules. */
  readonly scope: "full" | "text" | readonly string[];
  /** A re-run somebody asked for: caches of broken outcomes are void and a new check run is due. */
  readonly rerun: boolean;
  /** Comments to acknowledge when it is done. */
  readonly comments: readonly CommentToAcknowledge[];
}

export interface CommentToAcknowledge {
  readonly id: number;
  readonly author: string;
}
