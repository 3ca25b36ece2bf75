/** `/_admin/faults`: list, inject, undo. */
import { z } from 'zod';
import { FaultRefused, type Fault } from '../../../proxy/fault.ts';
import { InvalidFault, parseFault } from '../../../proxy/parse-fault.ts';
import { answerError, answerJson, RefusedRequest } from '../http/answer.ts';
import type { HttpRoute } from '../http/router.ts';
import { FAULT_TARGETS, type FaultDesk } from './fault-desk.ts';
import { readBody } from './read-body.ts';

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
