/** The faults around the server, by the place where they are: what administration lists, adds and takes away. */
import { z } from 'zod';
import { FaultRefused } from '../../../proxy/fault.ts';
import type { Fault, FaultDriver } from '../../../proxy/fault.ts';
import { describeFault, InvalidFault, parseFault } from '../../../proxy/parse-fault.ts';
import { answerError, answerJson, RefusedRequest } from '../http/answer.ts';
import { readBody } from '../http/request.ts';
import type { HttpRoute } from '../http/router.ts';

const FAULT_TARGETS = ['catalogue', 'server'] as const;
/** `catalogue`: between the server and MongoDB; `server`: in front of the server. */
export type FaultTarget = (typeof FAULT_TARGETS)[number];

export interface FaultView {
  readonly id: string;
  readonly target: FaultTarget;
  readonly fault: Fault;
  /** The fault in words. */
  readonly text: string;
}

export interface FaultDesk {
  add(target: FaultTarget, driver: FaultDriver): void;
  list(): readonly FaultView[];
  /** Throws FaultRefused, also where the target has no driver. */
  inject(target: FaultTarget, fault: Fault): Promise<FaultView>;
  /** False when no such fault is in force. */
  undo(id: string): Promise<boolean>;
  undoAll(): Promise<void>;
}

export function createFaultDesk(): FaultDesk {
  const drivers = new Map<FaultTarget, FaultDriver>();
  const inForce = () =>
    [...drivers].flatMap(([target, driver]) =>
      driver.active().map((active) => ({ active, view: describe(target, active) })),
    );
  return {
    add: (target, driver) => drivers.set(target, driver),
    list: () => inForce().map(({ view }) => view),
    inject: async (target, fault) => {
      const driver = drivers.get(target);
      if (driver === undefined) throw new FaultRefused(`nothing can fail at the ${target}`);
      return describe(target, await driver.inject(fault));
    },
    undo: async (id) => {
      const found = inForce().find(({ view }) => view.id === id);
      await found?.active.undo();
      return found !== undefined;
    },
    undoAll: async () => {
      for (const driver of drivers.values()) await driver.undoAll();
    },
  };
}

function describe(target: FaultTarget, { id, fault }: { id: string; fault: Fault }): FaultView {
  return { id: `${target}.${id}`, target, fault, text: describeFault(fault) };
}

// `/_admin/faults`: list, inject, undo.
const PATH = '/_admin/faults';
/** `fault`: an object, or words such as `latency 100ms`. */
const faultBody = z.object({
  target: z.enum(FAULT_TARGETS).default('catalogue'),
  fault: z.unknown().optional(),
});

export function createFaultRoutes(faults: FaultDesk): HttpRoute[] {
  return [
    { method: 'GET', path: PATH, answer: () => answerJson({ faults: faults.list() }) },
    {
      method: 'POST',
      path: PATH,
      answer: async (request) => {
        const { target, fault } = await readBody(request, faultBody);
        const wanted = readFault(fault);
        return answerJson(await refuseImpossible(faults.inject(target, wanted)));
      },
    },
    {
      method: 'DELETE',
      path: PATH,
      answer: async () => {
        await faults.undoAll();
        return answerJson({ faults: faults.list() });
      },
    },
    {
      method: 'DELETE',
      path: `${PATH}/{id}`,
      answer: async ({ parameters }) => {
        const undone = await faults.undo(parameters.get('id') ?? '');
        return undone ? answerJson({ faults: faults.list() }) : answerError(404, 'no such fault is in force');
      },
    },
  ];
}

function readFault(value: unknown): Fault {
  try {
    return parseFault(value);
  } catch (error) {
    if (error instanceof InvalidFault) throw new RefusedRequest(answerError(422, error.message));
    throw error;
  }
}

async function refuseImpossible<T>(injecting: Promise<T>): Promise<T> {
  try {
    return await injecting;
  } catch (error) {
    if (error instanceof FaultRefused) throw new RefusedRequest(answerError(400, error.message));
    throw error;
  }
}
