/** What the end of a process means for its tests, and whether another one is needed. */
import { INTERRUPTED } from '../errors.ts';
import { describeEnding, missingResult, type ProcessEnding, type StoppedEnding } from './process-ending.ts';
import type { SuiteRecord } from './suite-record.ts';

export interface NextProcess {
  /** Ids, in the order in which they start. */
  readonly rest: readonly string[];
  /** Tests at the same time at most; null leaves it to the suite. */
  readonly concurrency: number | null;
}

interface Ended {
  readonly ending: ProcessEnding;
  /** What it printed last. */
  readonly output: string;
  /** Which process it was: its limit, see NextProcess. */
  readonly concurrency: number | null;
}

/** Null when nothing is left to run. Afterwards every test has a result or is in `rest`, but for those of a stopped run. */
export function settleProcess(record: SuiteRecord, ended: Ended): NextProcess | null {
  const { ending, output, concurrency } = ended;
  const why = describeEnding(ending);
  const { loadFailure, exit, done } = record.state;
  if (ending.kind === 'interrupted' || ending.kind === 'timed-out') return stop(record, ending, output);
  if (record.tests === null) {
    record.failSuite(loadFailure ?? missingResult('did not finish', `loading the suite, ${why}`, output));
    return null;
  }
  const { running } = record;
  if (ending.kind === 'blocked' && running.length > 1) {
    record.remarks.push(
      `a process in which ${running.length} tests ran did not respond any more: the rest ran one at a time`,
    );
    return { rest: record.unresolved, concurrency: 1 };
  }
  const culprits = exit !== null && exit.id !== null && running.includes(exit.id) ? [exit.id] : running;
  for (const id of culprits)
    record.fail(id, missingResult('did not finish', explain(why, culprits.length), output));
  if (!done && culprits.length === 0)
    record.failSuite(loadFailure ?? missingResult('did not finish', why, output));
  if (record.unresolved.length === 0) return null;
  if (!record.state.hasProgressed) return giveUp(record, loadFailure?.message ?? why, output);
  return { rest: record.unresolved, concurrency };
}

/** Nobody knows which of several tests it was: each says so. */
function explain(why: string, culprits: number): string {
  return culprits > 1 ? `${why} while ${culprits} tests ran in it` : why;
}

/**
 * What never started says nothing about itself: it has no case, and its iteration is incomplete. A test that a person
 * stopped did nothing wrong either; one that ran when the time was up may be what took so long.
 */
function stop(record: SuiteRecord, ending: StoppedEnding, output: string): null {
  const isLate = ending.kind === 'timed-out';
  if (!isLate) record.withdraw((failures) => failures.some(({ type }) => type === INTERRUPTED));
  for (const id of isLate ? record.running : [])
    record.fail(id, missingResult('did not finish', describeEnding(ending), output));
  return null;
}

function giveUp(record: SuiteRecord, why: string, output: string): null {
  for (const id of record.running) record.fail(id, missingResult('did not finish', why, output));
  for (const id of record.unresolved) record.fail(id, missingResult('did not start', why, ''));
  return null;
}
