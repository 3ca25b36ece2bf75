/** What all tests of one process share. */
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { FixtureContext } from '../types/context.ts';
import type { SuiteAssignment } from '../types/worker.ts';
import type { Cleanup } from './cleanup.ts';
import type { FixtureShelf } from './fixture-shelf.ts';
import type { StrayErrors } from './stray-errors.ts';

export interface Room {
  readonly assignment: SuiteAssignment;
  readonly journal: JournalWriter;
  readonly strays: StrayErrors;
  /** Fixtures of the suite, what they are given, and what they leave to do. */
  readonly fixtures: FixtureShelf;
  readonly suiteContext: FixtureContext;
  readonly cleanup: Cleanup;
  /** Aborted with Interrupted when everything has to end. */
  readonly stop: AbortSignal;
  now(): number;
  epoch(): number;
}
