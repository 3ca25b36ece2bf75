/** What an issue is about, as tonight's report sees it. Causes, incidents, the alert and the digest are subjects. */
import type { IssueState } from './state.ts';

/** Tonight's evidence on one subject. */
export interface Tonight {
  /** Failed executions; 0 on a clean night. */
  readonly failures: number;
  /** Executions that would have shown a failure and did not; counts only when there is none. */
  readonly clean: number;
  /** True when the verdicts allow to close: below "suspect". */
  readonly calm: boolean;
  /** True when this is enough to open an issue, or to open it again: from "flaky" on. */
  readonly opens: boolean;
  /** Clean executions that an issue must exceed to close. */
  readonly needed: number;
  /** Digests of the ids of the tests that failed. */
  readonly members: readonly string[];
  readonly grave: boolean;
}

/** How much of a body is written: the rungs of the ladder. */
export interface BodySize {
  readonly tests: number;
  readonly excerptLines: number;
  readonly hints: number;
  /** Characters for an embedded report. */
  readonly report: number;
}

export interface SubjectText {
  readonly head: string;
  /** Evidence of tonight's failure; null on a clean night: what the issue says about the last one stays. */
  readonly block: string | null;
}

export interface IssueSubject {
  readonly key: string;
  readonly tonight: Tonight;
  readonly pin: boolean;
  /** False for issues that stay closed once a person closed them. */
  readonly reopens: boolean;
  /** Finished Markdown of one line; null when tonight says nothing about it. */
  title(state: IssueState): string | null;
  /** `previousBlock` is what the issue says about the last failure so far. */
  render(state: IssueState, size: BodySize, previousBlock: string): SubjectText;
  /** News in one Markdown paragraph for tests that joined; empty when it is not worth any. */
  tellJoined(digests: readonly string[]): string;
  /** Why it may be closed, as a Markdown sentence with a full stop. */
  tellClosed(state: IssueState): string;
}

export const SMALLEST_SIZE: BodySize = { tests: 1, excerptLines: 2, hints: 0, report: 600 };

export const BODY_LADDER: readonly BodySize[] = [
  { tests: 50, excerptLines: 60, hints: 10, report: 30_000 },
  { tests: 30, excerptLines: 30, hints: 5, report: 15_000 },
  { tests: 15, excerptLines: 12, hints: 3, report: 5000 },
  { tests: 5, excerptLines: 6, hints: 0, report: 2000 },
  SMALLEST_SIZE,
];
