/** What the process of a suite does, from its first event to its last. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { installHooks } from '../hooks/install-hooks.ts';
import { JournalWriter } from '../journal/journal-writer.ts';
import { scheduleTests, type ScheduledTest } from '../selection/schedule.ts';
import type { Suite } from '../types/suite.ts';
import type { SuiteAssignment, WorkerPorts } from '../types/worker.ts';
import { describeFailure } from './describe-failure.ts';
import { loadSuite } from './load-suite.ts';
import { blameSuite, openRoom } from './open-room.ts';
import type { Room } from './room.ts';
import { runTests } from './run-tests.ts';

interface Loaded {
  readonly suite: Suite;
  readonly tests: readonly ScheduledTest[];
  /** Tests at the same time. */
  readonly concurrency: number;
}

export async function runAssignment(
  assignment: SuiteAssignment,
  stop: AbortSignal,
  ports: WorkerPorts,
): Promise<void> {
  const journal = new JournalWriter(assignment.journal, assignment.mask);
  const room = openRoom({ assignment, journal, stop }, ports);
  const loaded = await load(room, ports);
  if (loaded !== null) {
    writeManifest(loaded, room, ports.epoch());
    if (assignment.task === 'run') {
      await runTests(loaded.tests, loaded.concurrency, room);
      await cleanSuite(room);
    }
  }
  journal.write({ kind: 'done' });
}

async function load(
  { assignment, journal }: Room,
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

function writeManifest({ suite, tests }: Loaded, { journal }: Room, startedAt: number): void {
  const { title, xray } = suite;
  const facts = tests.map(({ id, name, tags, xray: keys }) => ({
    id,
    name,
    tags: [...tags],
    xray: [...keys],
  }));
  journal.write({ kind: 'loaded', title, xray: [...xray], startedAt, tests: facts });
}

async function cleanSuite(room: Room): Promise<void> {
  const { journal, cleanup, assignment } = room;
  await cleanup.run({
    graceMs: assignment.graceMs,
    announce: (limitMs) => journal.write({ kind: 'cleaning', id: null, limitMs }),
    fail: (error) => blameSuite(room, error, 'cleanup of the suite'),
  });
  await nextTurn();
}
