/** What a command may know and use of the world it was started in. */
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { isDirectory } from './directory.ts';
import type { ProgressTerminal } from './progress.ts';

export interface Terminal {
  /** Absolute working directory. */
  readonly cwd: string;
  /** Columns of standard output; 80 when it is no terminal. */
  readonly columns: number;
  /** True when standard output is a terminal and NO_COLOR does not forbid colours. */
  readonly colors: boolean;
  /** Token for GitHub, a secret; null when there is none. */
  readonly token: string | null;
  /** `owner/name` of the repository a workflow runs in; null outside of one. */
  readonly repository: string | null;
  /** Absolute: for downloads that are removed again. */
  readonly tempDirectory: string;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /** Result: standard output. Resolves when it was taken. */
  print(text: string): Promise<void>;
  /** Remarks and errors: standard error. */
  tell(text: string): void;
  /** Where the progress line goes. */
  readonly progress: ProgressTerminal;
}

/** A workflow sets a variable to an empty text where its secret does not exist. */
const isGiven = (value: string | undefined): boolean => (value ?? '') !== '';

/** A reader that went away (`| head`) wants no more: that is no error. */
const GONE = 'EPIPE';

/** The process's own. */
export function openTerminal(host: NodeJS.Process): Terminal {
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== GONE) throw error;
    host.exit(host.exitCode ?? 0);
  });
  // Remarks that nobody reads any more are no reason to leave a suite alone.
  host.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== GONE) throw error;
  });
  const { NO_COLOR, FORCE_COLOR, GITHUB_TOKEN, GH_TOKEN, GITHUB_REPOSITORY } = host.env;
  const wanted = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  return {
    cwd: host.cwd(),
    columns: host.stdout.columns ?? 80,
    colors: (NO_COLOR ?? '') === '' && (wanted || host.stdout.isTTY),
    token: [GITHUB_TOKEN, GH_TOKEN].find(isGiven) ?? null,
    repository: GITHUB_REPOSITORY ?? null,
    tempDirectory: findTempDirectory(host),
    now: () => performance.now(),
    print: (text) =>
      new Promise((done) => {
        host.stdout.write(text, () => done());
      }),
    tell: (text) => {
      host.stderr.write(text);
    },
    progress: {
      isTTY: host.stderr.isTTY,
      columns: host.stderr.columns ?? 80,
      write: (text) => host.stderr.write(text),
    },
  };
}

/** Absolute: that of the runner, else that of the system. */
export function findTempDirectory({ env: { RUNNER_TEMP = '' } }: NodeJS.Process): string {
  return isDirectory(RUNNER_TEMP) ? resolve(RUNNER_TEMP) : tmpdir();
}
