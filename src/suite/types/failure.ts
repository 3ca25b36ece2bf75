/** What a test or a suite has to say about not passing. */

export interface SuiteFailure {
  /** failure: the test said no. error: it could not say anything (set-up, time, cleanup, crash). */
  readonly kind: 'failure' | 'error';
  /** Name of the error's class. */
  readonly type: string;
  readonly message: string;
  /** Stack without the frames of the engine, causes below it. */
  readonly text: string;
}
