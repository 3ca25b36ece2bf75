/** What running a suite needs of the process beyond a terminal. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catchInterrupt, type CaughtInterrupt } from './interrupts.ts';
import type { Terminal } from './terminal.ts';
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

/** All that running a suite knows of where it was started. */
export interface RunWorld {
  readonly terminal: Terminal;
  readonly host: RunHost;
}

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
    catchInterrupt: () => catchInterrupt(host),
  };
}
