/** The details of one case that did not simply pass, read from its fragment. */
export interface FailureDetail {
  /** Element it was written as. `flaky` and `rerun` kinds are attempts before the final one. */
  readonly kind:
    'failure' | 'error' | 'flakyFailure' | 'flakyError' | 'rerunFailure' | 'rerunError' | 'skipped';
  /** Exception type or the producer's own category; empty when absent. */
  readonly type: string;
  readonly message: string;
  /** Stack trace or explanation; long texts are shortened in the middle and say so. */
  readonly text: string;
}

export interface CaseDetail {
  readonly failures: readonly FailureDetail[];
  /** In file order; a name may repeat. */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  /** Last part of the case's own output, if the file had it. */
  readonly output: string;
}

/** A failure placed in the matrix. */
export interface FailureReport extends FailureDetail {
  readonly iteration: number;
  /** Attempt inside the iteration, from 1. */
  readonly attempt: number;
}
