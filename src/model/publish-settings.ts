/** What a user may decide about publishing. */

export type CommentMode = 'always' | 'on-issue' | 'on-change' | 'off';
export type IssueMode = 'auto' | 'on' | 'off';
export type WebhookFormat = 'slack' | 'teams' | 'generic';

export interface PublishSettings {
  readonly comment: CommentMode;
  readonly issues: IssueMode;
  /** At least one: issues are found again by the first. */
  readonly issueLabels: readonly [string, ...string[]];
  /** Most issues about tests that one run may open. */
  readonly maxNewIssues: number;
  readonly incidentIssue: boolean;
  readonly digestIssue: boolean;
  readonly alert: boolean;
  /** Null when no webhook is configured. */
  readonly webhook: WebhookFormat | null;
  readonly annotations: boolean;
  readonly checkRun: boolean;
  readonly uploadReport: boolean;
  readonly reportArtifact: string;
  readonly mentionOwners: boolean;
  readonly badge: boolean;
  /** Most bytes of the job summary. */
  readonly summaryBudget: number;
  /** Where the report is written, as the user named it. */
  readonly outputDir: string;
  /** The report's files, relative to the output directory, forward slashes. */
  readonly reportFiles: readonly string[];
}
