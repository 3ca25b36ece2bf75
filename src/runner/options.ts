/** How iterations are executed; the same for all of them. */

/**
 * none: in the working directory, files in the output folder stay. out: the same, with an output folder of its own,
 * emptied first. copy: in a copy of the working directory. worktree: in a checkout of the last commit.
 */
export type Isolation = 'none' | 'out' | 'copy' | 'worktree';

export interface RunOptions {
  /** Absolute: where the command is meant to run. */
  readonly cwd: string;
  /** Absolute: folder of the whole run. Iteration 3 gets `<out>/iteration-3`. */
  readonly out: string;
  /** Name of a preset, `auto` to tell it from the command, `none` to leave the command as it is. */
  readonly preset: string;
  readonly isolate: Isolation;
  /** Iterations that may run at the same moment. */
  readonly parallel: number;
  /** Run the words of the command, joined by blanks, with the shell of the system. */
  readonly shell: boolean;
  /** Milliseconds; null for no limit. */
  readonly timeoutMs: number | null;
  /** Milliseconds between the polite and the forced end. */
  readonly graceMs: number;
  /** Milliseconds that processes outliving the command get to end by themselves. */
  readonly settleMs: number;
  /** Ask the test runner for a random order by the seed of the iteration. */
  readonly shuffle: boolean;
  /** Leave the test runner's own retries as they are. */
  readonly keepRetries: boolean;
  /** Plug-ins of the test runner, as `probePlugins` lists them; null to look when they matter. */
  readonly plugins: readonly string[] | null;
  /** First port of iteration 1, and how many each iteration has. */
  readonly portBase: number;
  readonly portsPerIteration: number;
  /** Values to mask in what is kept and shown, besides those of variables with secret names. */
  readonly mask: readonly string[];
  /** Bytes of output.log. */
  readonly logLimit: number;
  /** Where else reports appear: paths relative to the working directory; placeholders, `*` and `**` allowed. */
  readonly reports: readonly string[];
}

/** What no setting decides. */
export const FIXED_RUN_OPTIONS = {
  settleMs: 1000,
  plugins: null,
  portsPerIteration: 100,
  logLimit: 64 * 1024 * 1024,
} as const satisfies Partial<RunOptions>;
