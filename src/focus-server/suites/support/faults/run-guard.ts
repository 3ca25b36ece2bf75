/** The guard itself: waits until its worker is gone, and undoes what the journal of the environment lists. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../../../model/clock.ts';
import type { Environment } from '../../../../model/environment.ts';
import { undoLeftovers } from '../../../faults/journal.ts';
import { createUndoRegistry } from '../../../faults/undo-registry.ts';
import { clockOf, createExternalFaultDriver } from './external-faults.ts';
import { openFaultJournal, undoListed } from './fault-journal.ts';
import { acquireLock } from './process-lock.ts';

export interface GuardPorts {
  /** What the worker says first. */
  readonly environment: Promise<Environment>;
  readonly workerExit: Promise<void>;
  /** Only then the worker injects faults. */
  tellReady(): void;
  /** Milliseconds since 1970. */
  epoch(): number;
}

/** What the worker had sent off when it was killed may still come into force for so long. */
const ARRIVAL_MS = 3000;

/** Resolves when there is nothing left to do; what cannot be undone stays in the journal. */
export async function runGuard(ports: GuardPorts): Promise<void> {
  const { workerExit } = ports;
  const environment = await Promise.race([ports.environment, workerExit]);
  if (environment === undefined) return;
  // Nobody reads or writes this journal besides one worker and then its guard.
  const lock = await Promise.race([acquireLock(openFaultJournal(environment).path), workerExit]);
  if (lock === undefined) return;
  try {
    ports.tellReady();
    await workerExit;
    await undoJournal(environment, clockOf(ports));
  } finally {
    lock.release();
  }
}

async function undoJournal(environment: Environment, clock: Clock): Promise<void> {
  const { faults: access } = environment;
  const journal = openFaultJournal(environment);
  const leftovers = await journal.read();
  if (leftovers.length === 0 || access === null || access.driver === 'admin') return;
  const registry = createUndoRegistry({
    onStop: () => () => {},
    writeJournal: (entries) => journal.write(entries),
    leftovers,
  });
  // It injects nothing, so its names need no chance.
  const ports = { clock, random: () => 0, journal: registry.journal };
  const target = { environment, settings: {} };
  const driver = registry.track(await createExternalFaultDriver({ target }, access, ports));
  await undoLeftovers(leftovers, [driver]);
  await delay(ARRIVAL_MS);
  // Undoing twice is fine; what is taken out of the journal must never come back.
  await undoListed(leftovers, { driver, journal: registry.journal });
  await registry.close();
}
