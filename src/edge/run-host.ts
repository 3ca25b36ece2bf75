/** What running a suite needs of the process beyond a terminal. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../model/clock.ts';

export interface RunHost {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the Node that runs us. */
  readonly execPath: string;
  /** Absolute path of the program that runs one suite. */
  readonly workerPath: string;
  /** Milliseconds since 1970, and timers that never keep the process alive. */
  readonly clock: Clock;
  /** As `process.kill`. */
  kill(pid: number, signal: NodeJS.Signals): void;
  /** A whole number from 0 to 2^31 - 1. */
  drawSeed(): number;
  /** A word that nobody can guess. */
  drawToken(): string;
  /** Lines of the terminal that the progress goes to. */
  readonly rows: number;
  /** Colours on that terminal. */
  readonly colors: boolean;
  /** Calls back about every second until the returned function is called. */
  everySecond(callback: () => void): () => void;
  /** Aborted by the first Ctrl-C; a second one ends the process at once. */
  catchInterrupt(): CaughtInterrupt;
}

export interface CaughtInterrupt {
  readonly signal: AbortSignal;
  /** Aborted with it by those who will not wait: Ctrl-\, and Ctrl-Break on Windows. */
  readonly hurry: AbortSignal;
  readonly release: () => void;
}

/** Left alone, each of them would end us and leave the suite running, which has a group of its own. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'] as const;
const HURRIED: ReadonlySet<NodeJS.Signals> = new Set(['SIGQUIT', 'SIGBREAK']);
const INTERRUPTED = 130;

/** `door`: URL of the file that was started; the program for suites lies beside it. */
export function openRunHost(host: NodeJS.Process, door: string): RunHost {
  const { NO_COLOR } = host.env;
  return {
    platform: host.platform,
    environment: host.env,
    execPath: host.execPath,
    workerPath: fileURLToPath(new URL(`suite-worker${extname(door)}`, door)),
    clock: {
      now: () => Date.now(),
      after(ms, callback) {
        const timer = setTimeout(callback, ms).unref();
        return () => clearTimeout(timer);
      },
    },
    kill: (pid, signal) => void host.kill(pid, signal),
    // Nobody guards a seed, and cryptography takes as long to load as the rest of a run takes to start.
    drawSeed: () => Math.floor(Math.random() * 2 ** 31),
    drawToken: () => crypto.randomUUID().replaceAll('-', ''),
    rows: host.stderr.rows ?? 24,
    colors: (NO_COLOR ?? '') === '' && host.stderr.isTTY,
    everySecond(callback) {
      const timer = setInterval(callback, 1000);
      return () => clearInterval(timer);
    },
    catchInterrupt() {
      const stop = new AbortController();
      const hurry = new AbortController();
      const onStop = (name: NodeJS.Signals): void => {
        if (stop.signal.aborted) host.exit(INTERRUPTED);
        stop.abort();
        if (HURRIED.has(name)) hurry.abort();
      };
      for (const name of STOPS) host.on(name, onStop);
      return {
        signal: stop.signal,
        hurry: hurry.signal,
        release: () => {
          for (const name of STOPS) host.off(name, onStop);
        },
      };
    },
  };
}
