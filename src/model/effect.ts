/** What a use case wants done. Planned as data, performed at the edge; a dry run only lists it. */
export type Effect =
  | WriteFile
  | WriteSummary
  | UpsertComment
  | CreateIssue
  | UpdateIssue
  | Annotate
  | CreateCheckRun
  | UploadArtifact
  | PostWebhook
  | SetOutput;

export interface WriteFile {
  readonly kind: 'write-file';
  /** Relative to the output directory, forward slashes. */
  readonly path: string;
  /** For people: what the file is for. */
  readonly purpose: string;
  /** The text in pieces; may be iterated several times. */
  readonly content: Iterable<string>;
}

/** Job summary of the step: at most 1 MiB, over which GitHub drops it whole. */
export interface WriteSummary {
  readonly kind: 'write-summary';
  readonly markdown: string;
}

/** The one comment of ours on a pull request, found by its marker. */
export interface UpsertComment {
  readonly kind: 'upsert-comment';
  readonly pullRequest: number;
  /** HTML comment that the body contains and that no other comment does. */
  readonly marker: string;
  readonly body: string;
}

export interface CreateIssue {
  readonly kind: 'create-issue';
  /** Stable identity of what the issue is about; also inside the body's marker. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** Created on demand. */
  readonly labels: readonly string[];
  readonly pin: boolean;
}

export interface UpdateIssue {
  readonly kind: 'update-issue';
  readonly number: number;
  /** Why, for the log: "failed again after the close". */
  readonly reason: string;
  /** Absent: left as it is. */
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
  /** A comment to add, e.g. what new evidence says. */
  readonly comment?: string;
}

/** At most ten of a level per step reach GitHub. */
export interface Annotate {
  readonly kind: 'annotate';
  readonly level: 'error' | 'warning' | 'notice';
  /** Of a file that exists in the checkout, forward slashes; null for an annotation without a place. */
  readonly path: string | null;
  /** From 1; null when unknown. */
  readonly line: number | null;
  readonly title: string;
  readonly message: string;
}

export interface CreateCheckRun {
  readonly kind: 'create-check-run';
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotate[];
}

export interface UploadArtifact {
  readonly kind: 'upload-artifact';
  readonly name: string;
  /** Relative to the output directory. */
  readonly files: readonly string[];
}

/** The address is a secret that only the edge knows. */
export interface PostWebhook {
  readonly kind: 'post-webhook';
  readonly format: 'slack' | 'teams' | 'generic';
  /** JSON. */
  readonly payload: string;
}

export interface SetOutput {
  readonly kind: 'set-output';
  readonly name: string;
  readonly value: string;
}
