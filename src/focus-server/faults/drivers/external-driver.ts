/** What all drivers of faults outside this process share: journal before deed, one deed at a time, undo once. */
import { errorText } from '../../../kit/error-text.ts';
import type { z } from 'zod';
import type { Clock, Random } from '../../../model/clock.ts';
import { createActiveFaults } from '../../../proxy/active-faults.ts';
import { FaultRefused } from '../../../proxy/fault.ts';
import type { ActiveFault, Fault } from '../../../proxy/fault.ts';
import { describeFault, parseFault } from '../../../proxy/parse-fault.ts';
import type { Journal, LeftoverDriver } from '../journal.ts';

/** A fault that is ready to be injected: how to undo it is known before anything is changed. */
export interface Change<Undo> {
  readonly undo: Undo;
  /** What a person does to undo it when the driver cannot: a command line if possible. */
  readonly byHand: string;
  readonly apply: () => Promise<void>;
}

/** What is particular to one environment. */
interface FaultEnvironment<Undo> {
  readonly name: string;
  /** What the faults act on, for a person and for finding the driver of a leftover. */
  readonly target: string;
  /** Undo data comes back from a file, so it is checked. */
  readonly undoSchema: z.ZodType<Undo>;
  readonly refuses: (fault: Fault) => string | null;
  /** Looks, changes nothing. Throws FaultRefused when the environment does not allow the fault. */
  prepare(fault: Fault, id: string): Promise<Change<Undo>>;
  /** Fine when there is nothing left to undo, or only a part of it. */
  revert(undo: Undo): Promise<void>;
  /** Removes what the driver itself put there. */
  close?(): Promise<void>;
}

export interface ExternalDriverPorts {
  /** Names of faults are made of both, so that no two runs share one. */
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
}

export function createExternalDriver<Undo>(
  environment: FaultEnvironment<Undo>,
  { clock, random, journal }: ExternalDriverPorts,
): LeftoverDriver {
  const { name, target } = environment;
  const active = createActiveFaults();
  const inTurn = createTurns();
  let closing: Promise<void> | null = null;

  const nextId = (kind: string): string =>
    `${kind}-${clock.now().toString(36)}-${Math.floor(random() * 36 ** 6).toString(36)}`;

  async function injectNow(fault: Fault): Promise<ActiveFault> {
    const id = nextId(fault.kind);
    const { undo, byHand, apply } = await environment.prepare(fault, id);
    await journal.add({ id, driver: name, target, fault, undo, byHand });
    const revert = async (): Promise<void> => {
      await environment.revert(undo).catch((error: unknown) => {
        throw new Error(
          `${describeFault(fault)} on ${target} is still in force: ${errorText(error)}. By hand: ${byHand}`,
          {
            cause: error,
          },
        );
      });
      await journal.remove(id);
    };
    try {
      await apply();
    } catch (error) {
      await revert().catch((second: unknown) => {
        throw new Error(`${errorText(error)}; then ${errorText(second)}`, { cause: error });
      });
      throw error;
    }
    return active.add({ id, fault, undo: () => inTurn(revert) });
  }

  async function inject(wanted: Fault): Promise<ActiveFault> {
    const fault = parseFault(wanted);
    const reason = environment.refuses(fault);
    if (reason !== null) throw new FaultRefused(`${name}: ${reason}`);
    return await inTurn(() => {
      if (closing !== null) throw new Error(`${name}: the driver is closed`);
      return injectNow(fault);
    });
  }

  async function undoAll(): Promise<void> {
    // An inject that is under way counts as in force.
    await inTurn(async () => undefined);
    await active.undoAll();
  }

  async function shutDown(): Promise<void> {
    await undoAll();
    await environment.close?.();
  }

  return {
    name,
    target,
    refuses: environment.refuses,
    inject,
    active: active.list,
    undoAll,
    undoLeftover: (undo) => inTurn(async () => environment.revert(environment.undoSchema.parse(undo))),
    close: () => (closing ??= shutDown()),
  };
}

/** Runs one piece of work after the other. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

interface PollOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  readonly withinMs: number;
  /** Ends the sentence "... did not ... within n s". */
  readonly what: string;
}

/** Resolves when `check` says true; rejects after `withinMs`, and when `check` rejects. */
export async function pollUntil(check: () => Promise<boolean>, options: PollOptions): Promise<void> {
  const { clock, everyMs, withinMs, what } = options;
  const deadlineMs = clock.now() + withinMs;
  while (!(await check())) {
    if (clock.now() >= deadlineMs) throw new Error(`${what} within ${withinMs / 1000} s`);
    await new Promise<void>((resolve) => void clock.after(everyMs, resolve));
  }
}

/** At most three decimals and no exponent: what tc and Kubernetes read. */
export const writeDecimal = (value: number): string => String(Number(value.toFixed(3)));
