/** What publishing needs to know of the world: where it runs, and what it published before. */

export interface RunContext {
  readonly owner: string;
  readonly repository: string;
  /** https://github.com or that of a GitHub Enterprise Server, without a final slash. */
  readonly serverUrl: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** Page of the run whose evidence this is. */
  readonly runUrl: string;
  /** Page of the run that publishes, where the report is uploaded: another one for `workflow_run`. */
  readonly publisherUrl: string;
  readonly workflow: string;
  readonly eventName: string;
  /** Commit that was tested. */
  readonly sha: string;
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
