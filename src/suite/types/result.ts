/** What became of suites. */

export type TestOutcome = 'passed' | 'failed' | 'errored' | 'skipped';

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
