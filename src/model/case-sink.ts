/**
 * The stream of test cases between parser and matrix. Everything here is called once per case of a
 * report that may hold millions, so identities travel as byte ranges and nothing is allocated for a
 * case that passed. Ranges are valid only during the call: copy what you keep.
 */
import type { CellByte } from './outcome.ts';

/** Facts about one execution that are not its outcome, as bits. */
export const CASE_FLAG = {
  /** Retry elements (flakyFailure, rerunFailure, ...) were present: retries were switched on. */
  retried: 1,
  /** The case has at least one property. */
  properties: 2,
  /** A pytest collection error: the module could not be imported, its tests never ran. */
  collectionError: 4,
  /** A case we made up for an error reported on a whole suite. */
  suiteError: 8,
  /** No child element and no status attribute decided the outcome. */
  bare: 16,
  /** pytest's "failed on teardown": belongs to the case of the same test just before it. */
  teardownError: 32,
} as const;

/** Identity of a case as canonical UTF-8 bytes inside `bytes`. */
export interface CaseIdentity {
  bytes: Uint8Array;
  /** Scope: the normalised classname, or file and suite path when the producer writes none. */
  scopeStart: number;
  scopeEnd: number;
  nameStart: number;
  nameEnd: number;
  /** Source file as the producer named it; empty range when unknown. */
  fileStart: number;
  fileEnd: number;
}

export interface CaseResult {
  outcome: CellByte;
  /** Milliseconds, 0 .. 365 days, never NaN. */
  durationMs: number;
  /** Bits of CASE_FLAG. */
  flags: number;
  /** Attempts that failed before the final one, inside this one case element. */
  failedAttempts: number;
  /**
   * The case's failures, retries and properties as a small well-formed XML fragment
   * (`<testcase>...</testcase>`, long texts shortened in the middle); null when there is nothing to tell.
   */
  detail: Uint8Array | null;
}

/** Cases of one innermost suite are bracketed, because the marks of reruns need the suite's declared count. */
export interface CaseSink {
  /**
   * `declared` is the suite's own `tests` attribute, or -1. `marksAttempts`: the producer writes an empty case for
   * every failed attempt (pytest-rerunfailures, bats).
   */
  openSuite(declared: number, marksAttempts: boolean): void;
  closeSuite(): void;
  beginCase(identity: CaseIdentity): void;
  /** Ends the case begun last. */
  endCase(result: CaseResult): void;
  /** The document ended inside the case begun last: it has no result. */
  abandonCase(): void;
}

/** What reading one file told besides its cases. */
export interface FileFacts {
  readonly cases: number;
  /** Cases with such a child, as the file has them, before any judgement. */
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  /** Errors reported on a whole suite instead of a case. */
  readonly suiteErrors: number;
  readonly collectionErrors: number;
  /** Cases with retry elements: retries were switched on. */
  readonly retriedCases: number;
  /** Declared `tests` summed over the outermost suites that declare one; null when none does. */
  readonly declared: number | null;
  /** Bytes of UTF-8 text read, after decompression. */
  readonly bytesRead: number;
  /** complete: end of document reached; partial: cut or malformed; unreadable: not a report at all. */
  readonly state: 'complete' | 'partial' | 'unreadable';
  /** First `hostname` and `timestamp` seen on a suite. */
  readonly hostname: string | null;
  readonly timestamp: string | null;
  /** Name of the test tool that the file looks written by, as the list in `producers/` has it; `unknown` for any other. */
  readonly producer: string;
}
