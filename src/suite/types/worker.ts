/** What the two processes say to each other, and what the worker's door gives the worker. */
import type { SuiteSource, TestSelection } from './plan.ts';
import type { Suite } from './suite.ts';

/** Sent once, first. */
export interface SuiteAssignment {
  readonly kind: 'assignment';
  /** list: write the manifest and run nothing. */
  readonly task: 'run' | 'list';
  readonly source: SuiteSource;
  /** Absolute path of the file the events go to. */
  readonly journal: string;
  /** Absolute folder for attachments. */
  readonly attachments: string;
  readonly cwd: string;
  readonly target: unknown;
  readonly selection: TestSelection;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly repeatEach: number;
  /** Tests at the same time at most; null leaves it to the suite. */
  readonly concurrency: number | null;
  readonly graceMs: number;
  readonly mask: readonly string[];
  /** Exactly these, in this order, selected before; null for a first process. */
  readonly rest: readonly string[] | null;
}

/** Sent when the run is to end: nothing more starts, everything is cleaned up. */
export interface StopOrder {
  readonly kind: 'stop';
  /** For the tests that run, in words. */
  readonly why: string;
}

export type WorkerOrder = SuiteAssignment | StopOrder;

/** The process as its door shows it. */
export interface WorkerPorts {
  readonly bundled: ReadonlyMap<string, () => Promise<Suite>>;
  /** URL of the door: it exports the module hooks for Node versions that run them in a thread of their own. */
  readonly doorUrl: string;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /** Milliseconds since 1970. */
  epoch(): number;
  exit(code: number): void;
  onOrder(listener: (order: WorkerOrder) => void): void;
  onParentExit(listener: () => void): void;
  onUncaughtError(listener: (error: unknown, how: UncaughtKind) => void): void;
  onExit(listener: (code: number) => void): void;
}

export type UncaughtKind = 'unhandled rejection' | 'uncaught exception';
