/** How suites are run: which, which of their tests, and how. */

/** Where a suite comes from. `name` is the classname of its tests. */
export type SuiteSource =
  | { readonly kind: 'bundled'; readonly name: string }
  /** `path` is absolute. */
  | { readonly kind: 'file'; readonly name: string; readonly path: string };

/** Which tests of the suites run. All conditions must hold. */
export interface TestSelection {
  /** Text within the id, whatever its case, or `/regular expression/flags`; null for all. */
  readonly grep: string | null;
  /** `smoke`: any of these; `!nightly`: none of these. */
  readonly tags: readonly string[];
  /** Exact ids; empty for all. */
  readonly only: readonly string[];
}

export const EVERYTHING: TestSelection = { grep: null, tags: [], only: [] };

export interface SuitePlan {
  readonly sources: readonly SuiteSource[];
  readonly selection: TestSelection;
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
