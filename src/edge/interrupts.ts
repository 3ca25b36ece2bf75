/** Ctrl-C: the first asks for an orderly end, the second for a quick one, a third ends the process. Ctrl-\ asks for a quick one. */

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

/** Of the process itself. */
export function catchInterrupt(host: NodeJS.Process): CaughtInterrupt {
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
