/** What a person may watch while suites run. */
import type { SuiteResult, TestResult } from './result.ts';

export type SuiteEvent =
  | { readonly kind: 'suite-started'; readonly suite: string }
  /** The suite is loaded; `tests` are selected. */
  | { readonly kind: 'suite-loaded'; readonly suite: string; readonly title: string; readonly tests: number }
  | { readonly kind: 'test-started'; readonly suite: string; readonly id: string }
  | { readonly kind: 'test-ended'; readonly suite: string; readonly result: TestResult }
  /** What the suite printed by itself. */
  | { readonly kind: 'output'; readonly suite: string; readonly text: string }
  | { readonly kind: 'suite-ended'; readonly suite: string; readonly result: SuiteResult };
