/** What publishing needs to know of the world: where it runs, and what it published before. */

export interface RunContext {
  /** `owner/name`; null when unknown. */
  readonly repository: string | null;
  /** https://github.com or that of a GitHub Enterprise Server, without a final slash. */
  readonly serverUrl: string;
  /** Of the run whose evidence this is; null when unknown, as is its attempt. */
  readonly runId: number | null;
  readonly runAttempt: number | null;
  /** Page of that run; null when unknown. */
  readonly runUrl: string | null;
  /** Page of the run that publishes, where the report is uploaded: another one for `workflow_run`. Null when unknown. */
  readonly publisherUrl: string | null;
  /** Its name; `unknown` when nothing says it. */
  readonly workflow: string;
  /** Null when unknown. */
  readonly eventName: string | null;
  /** Commit that was tested; null when unknown. */
  readonly sha: string | null;
  /** Branch that was tested; null when unknown. */
  readonly branch: string | null;
  readonly isDefaultBranch: boolean;
  /** The pull request whose head is `sha`, verified; null when there is none. */
  readonly pullRequest: number | null;
  /** ISO 8601, UTC: the time of this publication. */
  readonly now: string;
}

/** An issue that carries our marker, open or closed. */
export interface ManagedIssue {
  readonly number: number;
  /** Key out of its marker. */
  readonly key: string;
  readonly state: 'open' | 'closed';
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** ISO 8601; null while open. */
  readonly closedAt: string | null;
  /** True when a person closed it, not we. */
  readonly closedByPerson: boolean;
}

/** What is there already. Null where it could not be read: then nothing is planned that would need it. */
export interface Published {
  readonly issues: readonly ManagedIssue[] | null;
  /** Our comment on the pull request: its body; null when there is none or it is unknown. */
  readonly comment: string | null;
}
