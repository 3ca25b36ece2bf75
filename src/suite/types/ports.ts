/** What the side that starts suites may know and use of the world. */
import type { SuiteResult, TestResult } from './result.ts';

export interface SuitePorts {
  readonly platform: NodeJS.Platform;
  /** Node itself. */
  readonly execPath: string;
  /** Absolute path of the worker's door: `suite-worker.ts`, or `suite-worker.js` beside the bundle. */
  readonly workerPath: string;
  /** The environment the suites inherit. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /**
   * As `process.kill`: a negative id is a whole group.
   * @throws when there is no such process, or it is not ours
   */
  kill(pid: number, signal: NodeJS.Signals): void;
  emit(event: SuiteEvent): void;
  /** Aborted when the person stops the run: tests are told, cleaned up after, and ended. */
  readonly signal: AbortSignal;
  /** Aborted when the person will not wait for that: no more grace. */
  readonly hurry?: AbortSignal | undefined;
}

/** What a person may watch while suites run. */
export type SuiteEvent =
  | { readonly kind: 'suite-started'; readonly suite: string }
  /** The suite is loaded; `tests` are selected. */
  | { readonly kind: 'suite-loaded'; readonly suite: string; readonly title: string; readonly tests: number }
  | { readonly kind: 'test-started'; readonly suite: string; readonly id: string }
  | { readonly kind: 'test-ended'; readonly suite: string; readonly result: TestResult }
  /** What the suite printed by itself. */
  | { readonly kind: 'output'; readonly suite: string; readonly text: string }
  | { readonly kind: 'suite-ended'; readonly suite: string; readonly result: SuiteResult };
