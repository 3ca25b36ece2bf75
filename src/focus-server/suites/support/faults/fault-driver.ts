/** Faults between the server and its catalogue, by the means that the environment allows. */
import { FaultRefused, type Fault } from '../../../../proxy/fault.ts';
import type { Leftovers } from '../../../faults/journal.ts';
import { createUndoRegistry } from '../../../faults/undo-registry.ts';
import { openAdmin } from '../admin.ts';
import { clockOf, createExternalFaultDriver, type ExternalAccess } from './external-faults.ts';
import type { FocusTest } from '../context.ts';
import { openFaultJournal, undoListed } from './fault-journal.ts';
import { faultGuard } from './start-guard.ts';

export interface Faults {
  /** As in the environment's configuration. */
  readonly driver: string;
  /**
   * Resolves when the fault is in force, with what undoes it; it is undone when the test is over at the latest. The test
   * is skipped where this environment refuses the fault.
   */
  inject(fault: Fault): Promise<() => Promise<void>>;
}

/** What a killed process has left behind is undone first. The test is skipped where no faults are allowed. */
export async function openFaults(t: FocusTest): Promise<Faults> {
  const { faults: access, name } = t.target.environment;
  if (access === null) return t.skip(`${name} allows no faults`);
  return access.driver === 'admin' ? openProxyFaults(t) : openExternalFaults(t, access);
}

async function openProxyFaults(t: FocusTest): Promise<Faults> {
  const admin = openAdmin(t) ?? t.skip('driver admin: this is not the reference server');
  await admin.undoFaults();
  return { driver: 'admin', inject: (fault) => admin.inject(fault) };
}

async function openExternalFaults(t: FocusTest, access: ExternalAccess): Promise<Faults> {
  // Before the journal is read: the guard of a killed worker may still be at it.
  await t.use(faultGuard);
  const journal = openFaultJournal(t.target.environment);
  const leftovers = await journal.read();
  const registry = createUndoRegistry({
    onStop(undo) {
      t.defer(undo);
      return () => {};
    },
    writeJournal: (entries) => journal.write(entries),
    leftovers,
  });
  const ports = { clock: clockOf(t), random: t.random, journal: registry.journal };
  const driver = await orSkip(t, createExternalFaultDriver(t, access, ports));
  registry.track(driver);
  expectNoneLeft(await undoListed(leftovers, { driver, journal: registry.journal }), journal.path);
  return {
    driver: access.driver,
    async inject(fault) {
      const active = await orSkip(t, driver.inject(fault));
      return () => active.undo();
    },
  };
}

/** @throws Error that says what a person has to undo: nothing that is measured now would mean anything */
function expectNoneLeft(left: Leftovers['left'], path: string): void {
  if (left.length === 0) return;
  const reasons = left.map(({ reason }) => reason).join('; ');
  throw new Error(
    `faults of an earlier run are still in force (when they are gone, delete ${path}): ${reasons}`,
  );
}

async function orSkip<T>(t: FocusTest, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FaultRefused) return t.skip(error.message);
    throw error;
  }
}
