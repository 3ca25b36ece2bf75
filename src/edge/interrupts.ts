/** Ctrl-C: the first asks for an orderly end, the second for a quick one, a third ends the process. Ctrl-\ asks for a quick one. */
import { decideExit } from './decide-exit.ts';

export interface CaughtInterrupt {
  readonly signal: AbortSignal;
  /** Aborted with it by those who will not wait: Ctrl-\, and Ctrl-Break on Windows. */
  readonly hurry: AbortSignal;
  readonly release: () => void;
}

/** Left alone, each of them would end us and leave the suite running, which has a group of its own. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'] as const;
const HURRIED: ReadonlySet<NodeJS.Signals> = new Set(['SIGQUIT', 'SIGBREAK']);

/** Those who have something to end first. */
const catching = new Set<AbortController>();

const exitNow = (host: NodeJS.Process): never => host.exit(decideExit({ isInterrupted: true }));

/**
 * For a door: ends the process where nobody has anything to end first. Ctrl-\ stays the system's: it ends us also in
 * the middle of work that lets no message through.
 */
export function leaveOnInterrupt(host: NodeJS.Process, tell: () => void): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    host.on(name, () => {
      if (catching.size > 0) return;
      tell();
      exitNow(host);
    });
}

/** Of the process itself. */
export function catchInterrupt(host: NodeJS.Process): CaughtInterrupt {
  const stop = new AbortController();
  const hurry = new AbortController();
  const onStop = (name: NodeJS.Signals): void => {
    if (stop.signal.aborted) exitNow(host);
    stop.abort();
    if (HURRIED.has(name)) hurry.abort();
  };
  for (const name of STOPS) host.on(name, onStop);
  catching.add(stop);
  return {
    signal: stop.signal,
    hurry: hurry.signal,
    release: () => {
      for (const name of STOPS) host.off(name, onStop);
      catching.delete(stop);
    },
  };
}

export interface Interrupts {
  /** Aborted by the first. */
  readonly signal: AbortSignal;
  /** Aborted by the second, or by a first one that will not wait. */
  readonly hurry: AbortSignal;
  release(): void;
}

/** `host`: as a RunHost. */
export function catchInterrupts(host: { catchInterrupt(): CaughtInterrupt }): Interrupts {
  const hurry = new AbortController();
  let current = host.catchInterrupt();
  const { signal } = current;
  current.hurry.addEventListener('abort', () => hurry.abort(), { once: true });
  const awaitSecond = (): void => {
    current.release();
    current = host.catchInterrupt();
    current.signal.addEventListener('abort', () => hurry.abort(), { once: true });
  };
  signal.addEventListener('abort', awaitSecond, { once: true });
  return { signal, hurry: hurry.signal, release: () => current.release() };
}
