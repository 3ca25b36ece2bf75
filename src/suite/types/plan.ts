/** How suites are run. */
import type { Selection } from './selection.ts';
import type { SuiteSource } from './source.ts';

export interface SuitePlan {
  readonly sources: readonly SuiteSource[];
  readonly selection: Selection;
  /** Becomes `t.target`; anything that JSON can carry. */
  readonly target: unknown;
  /** 0 .. 2^31 - 1. Decides `t.random()`, and the order when shuffled. */
  readonly seed: number;
  readonly shuffle: boolean;
  /** Executions of each test, from 1; more than one makes tests of their own: `name (2 of 3)`. */
  readonly repeatEach: number;
  /** Suites at the same time. */
  readonly parallel: number;
  /** Milliseconds a test gets to end after its time is up, and for each of its cleanups. */
  readonly graceMs: number;
  /** Milliseconds until a suite file is loaded, and of silence when no test runs. */
  readonly loadMs: number;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute: gets the report, and a folder for each suite. */
  readonly out: string;
  /** Texts never written to disk or shown; attachments of bytes are left as they are. */
  readonly mask: readonly string[];
}

export const DEFAULT_SUITE_PLAN: Omit<
  SuitePlan,
  'sources' | 'selection' | 'target' | 'seed' | 'cwd' | 'out'
> = {
  shuffle: false,
  repeatEach: 1,
  parallel: 1,
  graceMs: 10_000,
  loadMs: 60_000,
  mask: [],
};
