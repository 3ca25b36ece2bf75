/** One execution of one test, from its first event to its last. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { roundTime } from '../../kit/numbers.ts';
import { TimedOut } from '../errors.ts';
import type { ScheduledTest } from '../select-tests.ts';
import { createTestContext, type WorkerContext } from './context.ts';
import { callSuite } from './describe-failure.ts';
import { Cleanup } from './fixtures.ts';
import { OutcomeCollector } from './outcome.ts';

/** False when something of the test still runs: the process is not fit for another one. */
export async function runTest(test: ScheduledTest, worker: WorkerContext): Promise<boolean> {
  const { id, definition } = test;
  const { graceMs, cwd } = worker.assignment;
  const collector = new OutcomeCollector(cwd);
  worker.journal.write({ kind: 'started', id, limitMs: definition.timeoutMs + graceMs });
  let durationMs = 0;
  let hasEnded = true;
  if (definition.skip !== null) collector.skip(definition.skip);
  else {
    const blame = (error: unknown, note: string): void => collector.addError(error, note);
    await worker.uncaught.during({ id, blame }, async () => {
      const cleanup = new Cleanup();
      const start = worker.now();
      hasEnded = await runBody(test, { cleanup, collector }, worker);
      durationMs = worker.now() - start;
      // Rejections that nobody handles surface when the queue of microtasks is empty.
      await nextTurn();
      const announce = (limitMs: number): void => worker.journal.write({ kind: 'cleaning', id, limitMs });
      const isClean = await cleanup.run({ graceMs, announce, fail: (error) => blame(error, 'cleanup') });
      await nextTurn();
      hasEnded &&= isClean;
    });
  }
  const { outcome, skipReason, failures } = collector;
  durationMs = roundTime(durationMs);
  worker.journal.write({ kind: 'ended', id, outcome, durationMs, skipReason, failures });
  return hasEnded;
}

type Ending = { readonly kind: 'returned' | 'late' } | { readonly kind: 'threw'; readonly error: unknown };

async function runBody(
  test: ScheduledTest,
  { cleanup, collector }: { readonly cleanup: Cleanup; readonly collector: OutcomeCollector },
  worker: WorkerContext,
): Promise<boolean> {
  const { definition } = test;
  const limit = limitTime(definition.timeoutMs, worker);
  const { signal } = limit;
  const context = createTestContext(test, { signal, cleanup }, worker);
  const work = callSuite(definition.body, context).then(
    (): Ending => ({ kind: 'returned' }),
    (error: unknown): Ending => ({ kind: 'threw', error }),
  );
  const ending = await Promise.race([work, limit.late]);
  limit.lift();
  if (signal.aborted) {
    const note = ending.kind === 'late' ? ', and went on after its signal was aborted' : '';
    collector.endedFromOutside(signal.reason as Error, note, ending.kind === 'threw' ? ending.error : null);
  } else if (ending.kind === 'threw') collector.addThrown(ending.error);
  return ending.kind !== 'late';
}

interface TimeLimit {
  /** Aborted when the time is up, or the run is stopped. */
  readonly signal: AbortSignal;
  /** Resolves when the grace after that is over as well. */
  readonly late: Promise<Ending>;
  lift(): void;
}

function limitTime(timeoutMs: number, { stop, assignment }: WorkerContext): TimeLimit {
  const time = new AbortController();
  const lifted = new AbortController();
  const timer = setTimeout(
    () => time.abort(new TimedOut(`did not finish within ${timeoutMs} ms`)),
    timeoutMs,
  );
  let graceTimer: NodeJS.Timeout | undefined;
  const late = new Promise<Ending>((resolve) => {
    const once = { once: true, signal: lifted.signal };
    const startGrace = (): void => {
      graceTimer = setTimeout(() => resolve({ kind: 'late' }), assignment.graceMs);
    };
    time.signal.addEventListener('abort', startGrace, once);
    const abort = (): void => time.abort(stop.reason);
    if (stop.aborted) abort();
    else stop.addEventListener('abort', abort, once);
  });
  return {
    signal: time.signal,
    late,
    lift() {
      clearTimeout(timer);
      clearTimeout(graceTimer);
      lifted.abort();
    },
  };
}
