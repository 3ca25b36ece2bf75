/** What a look at one report tells that keeps no case: enough to hold an exit code and an output against it. */
export interface ReportScan {
  /** Of UTF-8 text, after decompression. */
  readonly bytes: number;
  /** Cases with a result; one that the end of the document cut off has none. */
  readonly cases: number;
  /** Cases and suites that failed or errored. One that passed on a retry did not. */
  readonly failures: number;
  /** The document ends with its root. */
  readonly isComplete: boolean;
  /** `scope::name` of everything that has a result, in the canonical form. Empty unless asked for. */
  readonly ids: ReadonlySet<string>;
}
