/** Ctrl-C: the first asks for an orderly end, the second for a quick one, a third ends the process. Ctrl-\ asks for a quick one. */
import type { RunHost } from '../../edge/run-host.ts';

export interface Interrupts {
  /** Aborted by the first. */
  readonly signal: AbortSignal;
  /** Aborted by the second, or by a first one that will not wait. */
  readonly hurry: AbortSignal;
  release(): void;
}

export function catchInterrupts(host: RunHost): Interrupts {
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
