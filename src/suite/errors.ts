/** Errors of the engine itself: most have no stack, because where it made them tells the author of a suite nothing. */

/** Reason of `t.signal`: the time of the test is up. */
export class TimedOut extends Error {
  override name = 'TimedOut';
  override stack = '';
}

/** Type of the failure of a test that was told to end, as the journal has it. */
export const INTERRUPTED = 'Interrupted';

/** Reason of `t.signal`: everything has to end. */
export class Interrupted extends Error {
  override name = INTERRUPTED;
  override stack = '';
}

/** `cause` says why. */
export class FixtureFailed extends Error {
  override name = 'FixtureFailed';
  override stack = '';
}

/** The suite cannot be used: what to do about it. `cause` is what its code threw, if it did. */
export class SuiteNotLoaded extends Error {
  override name = 'SuiteNotLoaded';
  override stack = '';
}

/** Thrown by `t.skip()`: no failure. */
export class Skipped extends Error {
  override name = 'Skipped';
}
