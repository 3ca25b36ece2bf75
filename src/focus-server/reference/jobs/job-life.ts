/** When one job ends: decided by what its streams tell and by the clock. */
import type { StreamEvent } from '../job.ts';
import type { Clock } from '../../../model/clock.ts';

/** Milliseconds of the clock, before scaling. */
export interface Lifetimes {
  /** No client ever opened a stream. Infinity: the job waits for ever. */
  readonly unconnectedMs: number;
  /** All its streams were read to the end. */
  readonly finishedMs: number;
  /** A stream is open and nothing is read. */
  readonly idleMs: number;
  /** Multiplies all of them. */
  readonly scale: number;
}

export const DEFAULT_LIFETIMES: Lifetimes = {
  unconnectedMs: 50_000,
  finishedMs: 120_000,
  idleMs: 180_000,
  scale: 1,
};

export type JobPhase = 'waiting' | 'streaming' | 'finished';
export type LifeEnd = 'unconnected' | 'finished' | 'idle' | 'disconnected';

export interface JobLife {
  phase(): JobPhase;
  openStreams(): number;
  tell(event: StreamEvent): void;
  /** Forgets the timers; nothing is called back any more. Safe to call twice. */
  stop(): void;
}

export interface LifeOptions {
  readonly clock: Clock;
  readonly lifetimes: Lifetimes;
  /** Called once, unless stopped before. */
  onEnd(reason: LifeEnd): void;
}

export function watchLife(options: LifeOptions): JobLife {
  const { clock, lifetimes } = options;
  /** How many clients have each stream open. */
  const open = new Map<number, number>();
  let phase: JobPhase = 'waiting';
  let lastActivityMs = clock.now();
  let stopped = false;
  let cancelTimer = (): void => {};

  const stop = (): void => {
    stopped = true;
    open.clear();
    cancelTimer();
  };
  const end = (reason: LifeEnd): void => {
    stop();
    options.onEnd(reason);
  };
  const endAfter = (ms: number, reason: LifeEnd): void => {
    cancelTimer();
    if (ms === Number.POSITIVE_INFINITY) return;
    cancelTimer = clock.after(Math.ceil(ms * lifetimes.scale), () => {
      end(reason);
    });
  };
  // Activity comes with every frame: it is noted, and the timer looks at the note when it rings.
  const watchIdle = (): void => {
    const leftMs = lastActivityMs + Math.ceil(lifetimes.idleMs * lifetimes.scale) - clock.now();
    cancelTimer();
    if (leftMs <= 0) end('idle');
    else cancelTimer = clock.after(leftMs, watchIdle);
  };
  /** False when the stream was not open. */
  const closeStream = (streamId: number): boolean => {
    const clients = open.get(streamId);
    if (clients === undefined) return false;
    if (clients === 1) open.delete(streamId);
    else open.set(streamId, clients - 1);
    return true;
  };

  endAfter(lifetimes.unconnectedMs, 'unconnected');
  return {
    phase: () => phase,
    openStreams: () => [...open.values()].reduce((sum, clients) => sum + clients, 0),
    stop,
    tell(event) {
      if (stopped) return;
      if (event.kind === 'connected') {
        open.set(event.streamId, (open.get(event.streamId) ?? 0) + 1);
        lastActivityMs = clock.now();
        if (phase !== 'streaming') watchIdle();
        phase = 'streaming';
      } else if (event.kind === 'activity') {
        if (open.has(event.streamId)) lastActivityMs = clock.now();
      } else if (closeStream(event.streamId) && open.size === 0) {
        if (event.kind === 'disconnected') {
          end('disconnected');
        } else {
          phase = 'finished';
          endAfter(lifetimes.finishedMs, 'finished');
        }
      }
    },
  };
}
