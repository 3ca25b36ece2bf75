/** Everything the tests of one process share, ready for use. */
import type { WorkerPorts } from '../types/worker.ts';
import { Cleanup } from './cleanup.ts';
import { createSuiteContext } from './context.ts';
import { describeFailure } from './describe-failure.ts';
import { FixtureShelf } from './fixture-shelf.ts';
import type { Room } from './room.ts';
import { StrayErrors } from './stray-errors.ts';

type Given = Pick<Room, 'assignment' | 'journal' | 'stop'>;

export function openRoom(given: Given, ports: WorkerPorts): Room {
  const blame = (error: unknown, note: string): void => blameSuite(given, error, note);
  const strays = new StrayErrors(blame);
  ports.onStrayError((error, how) => strays.take(error, how));
  ports.onExit((code) => given.journal.write({ kind: 'exit', id: strays.current(), code }));
  const shared = {
    ...given,
    strays,
    fixtures: new FixtureShelf(),
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
