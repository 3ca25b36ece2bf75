/** Collects what speaks against a test, and says what that makes of it. */
import { FixtureFailed, Skipped } from '../errors.ts';
import type { SuiteFailure, TestOutcome } from '../types/result.ts';
import { describeFailure } from './describe-failure.ts';

/** One loop that rejects all the time must not fill the disk. */
const MOST_FAILURES = 10;

export class OutcomeCollector {
  readonly failures: SuiteFailure[] = [];
  skipReason = '';
  private readonly cwd: string;
  private skipped = false;

  constructor(cwd: string) {
    this.cwd = cwd;
  }

  skip(reason: string): void {
    this.skipped = true;
    this.skipReason = reason;
  }

  /** What the body threw. */
  addThrown(error: unknown): void {
    if (error instanceof Skipped) this.skip(error.message);
    else if (error instanceof FixtureFailed)
      this.add(describeFailure(error, { kind: 'error', cwd: this.cwd }));
    else this.add(describeFailure(error, { kind: 'failure', cwd: this.cwd }));
  }

  /** What kept the test from saying anything; `thrown` is what it threw when told to end. */
  endedFromOutside(reason: Error, note: string, thrown: unknown): void {
    // Whatever waits with `t.signal` throws the reason, or an AbortError of it: that tells nothing new.
    const isEcho = thrown === reason || (thrown instanceof Error && thrown.cause === reason);
    const text = thrown === null || isEcho ? '' : this.describe(thrown).text;
    this.add({ kind: 'error', type: reason.name, message: `${reason.message}${note}`, text });
  }

  addError(error: unknown, note: string): void {
    const described = this.describe(error);
    this.add({ ...described, message: `${note}: ${described.message}` });
  }

  get outcome(): TestOutcome {
    if (this.failures.some(({ kind }) => kind === 'error')) return 'errored';
    if (this.failures.length > 0) return 'failed';
    return this.skipped ? 'skipped' : 'passed';
  }

  private describe(error: unknown): SuiteFailure {
    return describeFailure(error, { kind: 'error', cwd: this.cwd });
  }

  private add(failure: SuiteFailure): void {
    if (this.failures.length < MOST_FAILURES) this.failures.push(failure);
  }
}
