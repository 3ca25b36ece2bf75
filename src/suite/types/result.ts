/** What became of suites. */
import type { SuiteFailure } from './failure.ts';

export type TestOutcome = 'passed' | 'failed' | 'errored' | 'skipped';

export interface Metric {
  readonly name: string;
  readonly value: number | string;
}

export interface TestFacts {
  /** `classname::name`. */
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly xray: readonly string[];
}

export interface TestResult extends TestFacts {
  readonly outcome: TestOutcome;
  /** Fixtures and body, without the cleanup. */
  readonly durationMs: number;
  readonly failures: readonly SuiteFailure[];
  /** Empty unless skipped. */
  readonly skipReason: string;
  readonly metrics: readonly Metric[];
  /** Relative to the output folder, with forward slashes. */
  readonly attachments: readonly string[];
  readonly log: string;
}

export interface SuiteResult {
  /** Name of its source, and classname of its tests. */
  readonly name: string;
  readonly title: string;
  /** Keys of the requirements. */
  readonly xray: readonly string[];
  /** Epoch milliseconds; null when it could not be loaded. */
  readonly startedAt: number | null;
  readonly durationMs: number;
  /** In the order in which they ended; those that did not are last. */
  readonly tests: readonly TestResult[];
  /** Processes it took: more than one when a test ended or blocked its own. */
  readonly processes: number;
  /** What a person should know besides the results, in sentences without a final full stop. */
  readonly remarks: readonly string[];
}

export interface SuiteRun {
  readonly ending: 'completed' | 'interrupted';
  readonly durationMs: number;
  /** In the order of the plan; suites without a selected test are left out. */
  readonly suites: readonly SuiteResult[];
  /** Absolute paths of the JUnit reports. */
  readonly reports: readonly string[];
  /** The last lines that the suites printed themselves. */
  readonly outputTail: string;
}
