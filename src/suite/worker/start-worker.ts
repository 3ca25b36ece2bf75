/** What the process of a suite does: waits for orders, carries them out from the first event to the last, and ends. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { runPool } from '../../kit/pool.ts';
import { Interrupted } from '../errors.ts';
import { installHooks } from '../hooks/module-hooks.ts';
import { JournalWriter } from '../journal/write-journal.ts';
import { scheduleTests, type ScheduledTest } from '../select-tests.ts';
import type { Suite } from '../types/suite.ts';
import type { SuiteAssignment, WorkerPorts } from '../types/worker.ts';
import { blameSuite, openWorkerContext, type WorkerContext } from './context.ts';
import { describeFailure } from './describe-failure.ts';
import { loadSuite } from './load-suite.ts';
import { runTest } from './run-test.ts';

/** Beyond the grace of tests: nobody is left who would end a process that hangs. */
const ORPHAN_MS = 60_000;

export function startWorker(ports: WorkerPorts): void {
  const stop = new AbortController();
  ports.onOrder((order) => {
    if (order.kind === 'stop') {
      stop.abort(new Interrupted(order.why));
      return;
    }
    // The other side reads the journal; the code tells it nothing new.
    runAssignment(order, stop.signal, ports).then(
      () => ports.exit(0),
      () => ports.exit(1),
    );
  });
  ports.onParentExit(() => {
    stop.abort(new Interrupted('the process that ran the suites is gone'));
    setTimeout(() => ports.exit(1), ORPHAN_MS).unref();
  });
}

async function runAssignment(
  assignment: SuiteAssignment,
  stop: AbortSignal,
  ports: WorkerPorts,
): Promise<void> {
  const journal = new JournalWriter(assignment.journal, assignment.mask);
  const worker = openWorkerContext({ assignment, journal, stop }, ports);
  const loaded = await load(worker, ports);
  if (loaded !== null) {
    writeManifest(loaded, worker, ports.epoch());
    if (assignment.task === 'run') {
      await runTests(loaded, worker);
      await cleanSuite(worker);
    }
  }
  journal.write({ kind: 'done' });
}

interface Loaded {
  readonly suite: Suite;
  readonly tests: readonly ScheduledTest[];
  /** Tests at the same time. */
  readonly concurrency: number;
}

async function load(
  { assignment, journal }: WorkerContext,
  { bundled, doorUrl }: WorkerPorts,
): Promise<Loaded | null> {
  try {
    installHooks(doorUrl);
    const suite = await loadSuite(assignment.source, bundled);
    const tests = scheduleTests(suite, assignment);
    return { suite, tests, concurrency: Math.min(assignment.concurrency ?? Infinity, suite.concurrency) };
  } catch (error) {
    const failure = describeFailure(error, { kind: 'error', cwd: assignment.cwd });
    journal.write({ kind: 'load-failed', failure });
    return null;
  }
}

function writeManifest({ suite, tests }: Loaded, { journal }: WorkerContext, startedAt: number): void {
  const { title, xray } = suite;
  const facts = tests.map(({ id, name, tags, xray: keys }) => ({
    id,
    name,
    tags: [...tags],
    xray: [...keys],
  }));
  journal.write({ kind: 'loaded', title, xray: [...xray], startedAt, tests: facts });
}

/** Tests that have not started when the process is no longer fit, or the run is stopped, are left to the other side. */
async function runTests({ tests, concurrency }: Loaded, worker: WorkerContext): Promise<void> {
  let isFit = true;
  await runPool(tests, concurrency, async (test) => {
    if (!isFit || worker.stop.aborted) return;
    if (!(await runTest(test, worker))) isFit = false;
  });
}

async function cleanSuite(worker: WorkerContext): Promise<void> {
  const { journal, cleanup, assignment } = worker;
  await cleanup.run({
    graceMs: assignment.graceMs,
    announce: (limitMs) => journal.write({ kind: 'cleaning', id: null, limitMs }),
    fail: (error) => blameSuite(worker, error, 'cleanup of the suite'),
  });
  await nextTurn();
}
