/** A proposed change: two trees, the files between them, the commits and the request that carries them. */

export interface Differential {
  /** `owner/name` on GitHub, the folder's name for a local repository. */
  readonly repository: string;
  /** The tree at the merge base: what was there before. */
  readonly base: Tree;
  readonly head: Tree;
  /** Where whatever can silence a rule is read, if not at base: a plain folder has nothing before it, and is trusted as it is. */
  readonly trusted?: Tree;
  readonly files: readonly ChangedFile[];
  /** Set when the source could not list every changed file (GitHub ends at 3,000): never a false green. */
  readonly filesBeyond?: string;
  /** Set when the source could not list the whole tree at head: files beside the changed ones may be there unseen. */
  readonly treeBeyond?: string;
  readonly commits: readonly Commit[];
  /** What one commit changes over its first parent; missing where the source reads only both ends. */
  readonly stepOf?: (commit: Commit) => Promise<CommitStep>;
  /** Subjects of the newest commits at base, newest first, where the source can tell cheaply: how people here write them. */
  readonly history?: readonly string[];
  /** Missing where there is only a repository: what such a request would say is then unknown. */
  readonly request?: ChangeRequest;
  /** Branch that holds the change; `undefined` on a detached head. */
  readonly branch?: string;
  /** The trunk of the repository, where the source knows it. */
  readonly defaultBranch?: string;
  /** Whether only members see the repository, where the source knows it. */
  readonly isPrivate?: boolean;
  /** Commits of the base branch that head does not have. */
  readonly behindBy?: number;
  /** Requests that this one takes up again, and whose context counts for it; missing where nobody looked. */
  readonly inherited?: readonly InheritedRequest[];
  /** Set where this is what somebody pushed to a branch, with or without a request. */
  readonly push?: Push;
  /** Who belongs to which team; missing where nobody can be asked. */
  readonly people?: People;
}

/** A tree of files, read lazily and in batches. Reading never throws for one bad file: the file says what is wrong with it. */
export interface Tree {
  /** Commit that the tree belongs to; `undefined` for a plain folder. */
  readonly sha?: string;
  /** Everything below a folder (`""` = the whole tree), any depth, sorted by path. */
  list(directory: string): Promise<readonly TreeEntry[]>;
  /** One entry per asked path, in one batch. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>>;
}

export type EntryKind = "file" | "symlink" | "submodule";

export interface TreeEntry {
  readonly path: string;
  readonly kind: EntryKind;
  /** In bytes, where the source knows it. */
  readonly size?: number;
  /** Content hash (git's blob id), where the source knows it. */
  readonly id?: string;
}

export type FileContent =
  | { readonly kind: "text"; readonly text: string; readonly byteOrderMark: boolean; readonly id?: string }
  | { readonly kind: "binary" }
  | { readonly kind: "undecodable"; readonly reason: string }
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "symlink"; readonly target?: string }
  | { readonly kind: "submodule" }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly reason: string };

export type ChangeStatus = "added" | "modified" | "removed" | "renamed" | "copied" | "mode-changed" | "type-changed";

export interface ChangedFile {
  readonly path: string;
  readonly status: ChangeStatus;
  /** Where a renamed or copied file came from. */
  readonly previousPath?: string;
  readonly kind: EntryKind;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks at head; `undefined` when the source cannot say (a patch that GitHub left out). */
  readonly hunks?: readonly Hunk[];
}

/** One hunk of a unified diff, as seen from head. Lines count from 1. */
export interface Hunk {
  /** First and last line of the hunk at head, context lines included: where a review comment may be placed. */
  readonly lines: readonly [first: number, last: number];
  /** Lines that head added or changed. */
  readonly changed: readonly (readonly [first: number, last: number])[];
}

export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly isMerge: boolean;
  /** Sha of the first parent, where the source tells it. */
  readonly parent?: string;
  readonly author?: CommitAuthor;
  /** When it was committed (not when it was written), ISO 8601. */
  readonly at?: string;
}

/** One commit as a change of its own. */
export interface CommitStep {
  readonly before: Tree;
  readonly after: Tree;
  readonly files: readonly ChangedFile[];
}

export interface CommitAuthor {
  readonly name: string;
  readonly email: string;
  /** Account that the address belongs to, where the source knows it. */
  readonly login?: string;
}

export interface ChangeRequest {
  /** Pull-request number; `undefined` for a merge group or a local run that was given a text. */
  readonly number?: number;
  readonly url?: string;
  readonly title: string;
  readonly body: string;
  readonly author: Author;
  readonly labels: readonly string[];
  readonly baseBranch: string;
  readonly isDraft: boolean;
  /** ISO 8601. */
  readonly createdAt?: string;
  /** Newest opinion of everybody who had one, oldest first; missing where the source cannot say. */
  readonly approvals?: readonly Approval[];
  /** What the rules of the branch make of the reviews; missing where they ask for none. */
  readonly reviewDecision?: "approved" | "changes-requested" | "review-required";
  /** Merging makes one commit of it: the history will hold title and description, not these commits. */
  readonly squashes?: boolean;
  /** Number of the open pull request whose head is this one's base. */
  readonly stackedOn?: number;
}

/** What somebody thinks of a change. */
export interface Approval {
  readonly login: string;
  readonly isBot: boolean;
  readonly state: "approved" | "changes-requested" | "dismissed";
  /** Head that was looked at. */
  readonly sha?: string;
  /** ISO 8601. */
  readonly at?: string;
  /** Whether this person may push here; anybody may approve in a public repository. */
  readonly canWrite?: boolean;
}

/** An earlier request, and why it speaks for this one. */
export interface InheritedRequest {
  /** `revert` and `back-port`: merged before. `stack`: open, and this one builds on it. */
  readonly kind: "revert" | "back-port" | "stack";
  /** Number of the pull request; missing where only its commit is known. */
  readonly number?: number;
  /** The commit that is reverted or picked again. */
  readonly sha?: string;
  readonly title: string;
  readonly body: string;
  readonly branch?: string;
  readonly author?: Author;
  readonly labels?: readonly string[];
}

export interface Push {
  readonly branch: string;
  /** Commits that were there are gone. */
  readonly isForced: boolean;
  /** Oldest first, without merge commits: what they bring is listed itself. */
  readonly commits: readonly PushedCommit[];
  /** Set when there are more than were looked at. */
  readonly beyond?: string;
}

export interface PushedCommit {
  readonly sha: string;
  /** First line of its message. */
  readonly subject: string;
  readonly author: Author;
  /** Files it changes; missing where nobody looked, because it came with a request. */
  readonly paths?: readonly string[];
  /** Merged requests that brought it to this branch. */
  readonly requests: readonly MergedRequest[];
}

export interface MergedRequest {
  readonly number: number;
  readonly author: Author;
  readonly approvals: readonly Approval[];
}

/** Teams, read when somebody asks. */
export interface People {
  /** `team` is `organisation/team`. Never throws for one team: the answer says what is wrong with it. */
  membersOf(team: string): Promise<TeamMembers>;
}

export type TeamMembers =
  | { readonly kind: "members"; readonly logins: readonly string[] }
  /** `ours`: worth another try. `unsupported`: a permission lacks, or there is no such team. */
  | { readonly kind: "unreadable"; readonly reason: string; readonly cause: "ours" | "unsupported" };

export interface Author {
  readonly login: string;
  readonly isBot: boolean;
}

const changed = new WeakMap<ChangedFile, readonly (readonly [first: number, last: number])[]>();

/** Lines that head added or changed in a file, from top to bottom; `undefined` = not known. Asked for every finding: put together once. */
export function changedLines(file: ChangedFile): readonly (readonly [first: number, last: number])[] | undefined {
  if (!file.hunks) return undefined;
  const known = changed.get(file);
  if (known) return known;
  const lines = file.hunks.flatMap((hunk) => hunk.changed).sort((one, other) => one[0] - other[0]);
  changed.set(file, lines);
  return lines;
}

/** Whether there is content at head to look at. */
export function hasHeadContent(file: ChangedFile): boolean {
  return file.status !== "removed" && file.kind === "file";
}
