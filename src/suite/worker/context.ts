/** Makes what tests and fixtures are given. */
import { expectEventually } from '../api/eventually.ts';
import { Skipped } from '../api/skipped.ts';
import { untilAborted } from '../api/until-aborted.ts';
import { maskText } from '../journal/mask-text.ts';
import { createRandom } from '../selection/random.ts';
import type { ScheduledTest } from '../selection/schedule.ts';
import type { Fixture, FixtureContext, TestContext } from '../types/context.ts';
import { Attachments } from './attachments.ts';
import type { Cleanup } from './cleanup.ts';
import { FixtureShelf } from './fixture-shelf.ts';
import { Notebook } from './notebook.ts';
import type { Room } from './room.ts';

/** Fixtures of the suite live longer than any test: they hear of the end of the run only. */
export function createSuiteContext(room: Omit<Room, 'suiteContext'>, name: string): FixtureContext {
  const { journal, stop, fixtures, cleanup, strays } = room;
  const notebook = new Notebook(journal, null);
  const context: FixtureContext = {
    ...shareBasics({ name, signal: stop, cleanup, notebook }, room),
    use<T>(fixture: Fixture<T>): Promise<T> {
      if (fixture.per === 'test')
        throw new TypeError('a fixture of the suite cannot use one of a test: give both the same `per`');
      return strays.asNobody(() => fixtures.take(fixture, context));
    },
  };
  return context;
}

export function createTestContext(
  test: ScheduledTest,
  own: { readonly signal: AbortSignal; readonly cleanup: Cleanup },
  room: Room,
): TestContext {
  const { id, name } = test;
  const { signal, cleanup } = own;
  const notebook = new Notebook(room.journal, id);
  const attachments = new Attachments(room.assignment.attachments, id);
  const fixtures = new FixtureShelf();
  const context: TestContext = {
    id,
    name,
    ...shareBasics({ name: id, signal, cleanup, notebook }, room),
    use<T>(fixture: Fixture<T>): Promise<T> {
      const value =
        fixture.per === 'suite' ? room.suiteContext.use(fixture) : fixtures.take(fixture, context);
      return untilAborted(value, signal);
    },
    record: (metric, value) => notebook.record(id, metric, value),
    attach(file, content) {
      const { mask } = room.assignment;
      const { path, relative } = attachments.keep(
        file,
        typeof content === 'string' ? maskText(content, mask) : content,
      );
      room.journal.write({ kind: 'attachment', id, path: relative });
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
  readonly notebook: Notebook;
}

function shareBasics(
  { name, signal, cleanup, notebook }: Basics,
  { assignment: { target, seed }, now, epoch }: Pick<Room, 'assignment' | 'now' | 'epoch'>,
): Omit<FixtureContext, 'use'> {
  return {
    now,
    epoch,
    target,
    signal,
    log: (text) => notebook.log(text),
    random: createRandom(seed, name),
    defer: (item) => cleanup.defer(item),
    eventually: (what, look, patience) => expectEventually(what, look, { ...patience, signal }),
  };
}
