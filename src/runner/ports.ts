/** What the runner may know and use of the world. Everything below `runIteration` gets it from here. */
import type { ReportScan } from '../model/report-scan.ts';
import type { IterationRun, IterationTask, RunEvent } from '../model/run.ts';

export interface Survey extends ReportScan {
  /** Absolute. */
  readonly path: string;
}

export interface RunnerPorts {
  readonly platform: NodeJS.Platform;
  /** The environment the suite inherits. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; where temporary folders are made. */
  readonly tempFolder: string;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /**
   * As `process.kill`: a negative id is a whole group.
   * @throws when there is no such process, or it is not ours
   */
  kill(pid: number, signal: NodeJS.Signals): void;
  emit(event: RunEvent): void;
  /**
   * Looks at a report as it will be read later; null when it cannot be read. `path`: absolute. `wantsIds`: there is
   * output to compare the names of its tests with.
   */
  surveyReport(path: string, wantsIds: boolean): Promise<Survey | null>;
  /** Aborted when the person stops the run: everything started is ended. */
  readonly signal: AbortSignal;
  /** Aborted when the person will not wait for that: no more grace. */
  readonly hurry: AbortSignal;
}

/** Executes one iteration. Resolves whatever happens in it, with everything it started ended; also on abort of the ports' signal. */
export type LaunchIteration = (task: IterationTask, ports: RunnerPorts) => Promise<IterationRun>;
