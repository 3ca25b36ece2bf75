/** What all tests of one process share, and what each test and fixture is given of it. */
import { orAbort } from '../../kit/pool.ts';
import { expectEventually } from '../api/eventually.ts';
import { Skipped } from '../errors.ts';
import { type JournalWriter, maskText } from '../journal/write-journal.ts';
import { createRandom } from '../random.ts';
import type { ScheduledTest } from '../select-tests.ts';
import type { Fixture, FixtureContext, TestContext } from '../types/context.ts';
import type { SuiteAssignment, WorkerPorts } from '../types/worker.ts';
import { describeFailure } from './describe-failure.ts';
import { Cleanup, Fixtures } from './fixtures.ts';
import { Attachments, TestLog } from './test-log.ts';
import { UncaughtErrors } from './uncaught-errors.ts';

export interface WorkerContext {
  readonly assignment: SuiteAssignment;
  readonly journal: JournalWriter;
  readonly uncaught: UncaughtErrors;
  /** Fixtures of the suite, what they are given, and what they leave to do. */
  readonly fixtures: Fixtures;
  readonly suiteContext: FixtureContext;
  readonly cleanup: Cleanup;
  /** Aborted with Interrupted when everything has to end. */
  readonly stop: AbortSignal;
  now(): number;
  epoch(): number;
}

type Given = Pick<WorkerContext, 'assignment' | 'journal' | 'stop'>;

export function openWorkerContext(given: Given, ports: WorkerPorts): WorkerContext {
  const blame = (error: unknown, note: string): void => blameSuite(given, error, note);
  const uncaught = new UncaughtErrors(blame);
  ports.onUncaughtError((error, how) => uncaught.take(error, how));
  ports.onExit((code) => given.journal.write({ kind: 'exit', id: uncaught.current(), code }));
  const shared = {
    ...given,
    uncaught,
    fixtures: new Fixtures(),
    cleanup: new Cleanup(),
    now: () => ports.now(),
    epoch: () => ports.epoch(),
  };
  return { ...shared, suiteContext: createSuiteContext(shared, given.assignment.source.name) };
}

/** For what is no single test's fault. */
export function blameSuite({ assignment, journal }: Given, error: unknown, note: string): void {
  const failure = describeFailure(error, { kind: 'error', cwd: assignment.cwd });
  journal.write({ kind: 'suite-failed', failure: { ...failure, message: `${note}: ${failure.message}` } });
}

/** Fixtures of the suite live longer than any test: they hear of the end of the run only. */
function createSuiteContext(worker: Omit<WorkerContext, 'suiteContext'>, name: string): FixtureContext {
  const { journal, stop, fixtures, cleanup, uncaught } = worker;
  const log = new TestLog(journal, null);
  const context: FixtureContext = {
    ...shareBasics({ name, signal: stop, cleanup, log }, worker),
    use<T>(fixture: Fixture<T>): Promise<T> {
      if (fixture.per === 'test')
        throw new TypeError('a fixture of the suite cannot use one of a test: give both the same `per`');
      return uncaught.asNobody(() => fixtures.take(fixture, context));
    },
  };
  return context;
}

export function createTestContext(
  test: ScheduledTest,
  own: { readonly signal: AbortSignal; readonly cleanup: Cleanup },
  worker: WorkerContext,
): TestContext {
  const { id, name } = test;
  const { signal, cleanup } = own;
  const log = new TestLog(worker.journal, id);
  const attachments = new Attachments(worker.assignment.attachments, id);
  const fixtures = new Fixtures();
  const context: TestContext = {
    id,
    name,
    ...shareBasics({ name: id, signal, cleanup, log }, worker),
    use<T>(fixture: Fixture<T>): Promise<T> {
      const value =
        fixture.per === 'suite' ? worker.suiteContext.use(fixture) : fixtures.take(fixture, context);
      return orAbort(value, signal);
    },
    record: (metric, value) => log.record(id, metric, value),
    attach(file, content) {
      const { mask } = worker.assignment;
      const { path, relative } = attachments.keep(
        file,
        typeof content === 'string' ? maskText(content, mask) : content,
      );
      worker.journal.write({ kind: 'attachment', id, path: relative });
      return path;
    },
    skip(reason) {
      throw new Skipped(reason);
    },
  };
  return context;
}

interface Basics {
  /** Names the sequence of random numbers. */
  readonly name: string;
  readonly signal: AbortSignal;
  readonly cleanup: Cleanup;
  readonly log: TestLog;
}

function shareBasics(
  { name, signal, cleanup, log }: Basics,
  { assignment: { target, seed }, now, epoch }: Pick<WorkerContext, 'assignment' | 'now' | 'epoch'>,
): Omit<FixtureContext, 'use'> {
  return {
    now,
    epoch,
    target,
    signal,
    log: (text) => log.write(text),
    random: createRandom(seed, name),
    defer: (item) => cleanup.defer(item),
    eventually: (what, check, wait) => expectEventually(what, check, { ...wait, signal }),
  };
}
