/** What a command may know and use of the world it was started in. */
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { errorCode, errorText } from '../kit/error-text.ts';
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
  /** Result: standard output. Resolves when it was taken; false when nobody takes any more. */
  print(text: string): Promise<boolean>;
  /** Remarks and errors: standard error. */
  tell(text: string): void;
  /** What packages print of themselves in `task` are remarks: standard output is for the result alone. */
  aside<T>(task: () => Promise<T>): Promise<T>;
  /** Where the progress line goes. */
  readonly progress: ProgressTerminal;
}

/** A workflow sets a variable to an empty text where its secret does not exist. */
const isGiven = (value: string | undefined): boolean => (value ?? '') !== '';

export interface OpenedTerminal extends Terminal {
  /** Why a part of the result was not taken, such as a full disk; null when it was. */
  loss(): string | null;
}

/** A reader that went away (`| head`) wants no more: nothing is lost. */
const GONE = 'EPIPE';

/** The process's own. */
export function openTerminal(host: NodeJS.Process): OpenedTerminal {
  const result = openSink(host.stdout);
  // Remarks that nobody can read are no reason to leave a suite alone.
  const remarks = openSink(host.stderr);
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
    print: async (text) => {
      await result.write(text);
      return result.failure() === null;
    },
    tell: (text) => void remarks.write(text),
    async aside(task) {
      const write = host.stdout.write.bind(host.stdout);
      host.stdout.write = host.stderr.write.bind(host.stderr);
      try {
        return await task();
      } finally {
        host.stdout.write = write;
      }
    },
    progress: {
      isTTY: host.stderr.isTTY,
      columns: host.stderr.columns ?? 80,
      write: (text) => void remarks.write(text),
    },
    loss() {
      const failure = result.failure();
      return failure === null || errorCode(failure) === GONE ? null : errorText(failure);
    },
  };
}

/** Absolute: that of the runner, else that of the system. */
export function findTempDirectory({ env: { RUNNER_TEMP = '' } }: NodeJS.Process): string {
  return isDirectory(RUNNER_TEMP) ? resolve(RUNNER_TEMP) : tmpdir();
}

interface Sink {
  /** Resolves when the text was taken or cannot be. Never rejects. */
  write(text: string): Promise<void>;
  /** The first error; null while all is taken. */
  failure(): Error | null;
}

/** Nothing more is given to a stream that has failed: it would keep all of it in memory. */
function openSink(stream: NodeJS.WriteStream): Sink {
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure ??= error;
  };
  stream.on('error', fail);
  return {
    write: (text) =>
      new Promise((done) => {
        if (failure !== null) return done();
        try {
          stream.write(text, (error) => {
            if (error) fail(error);
            done();
          });
        } catch (error) {
          // Node 20 throws when standard output is a file on a disk that is full.
          fail(error as Error);
          done();
        }
      }),
    failure: () => failure,
  };
}
