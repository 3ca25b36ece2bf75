/** What only the reference server tells: its state, its faults, its fibre. */
import { z } from 'zod';
import type { Recording } from '../../contract/stream-plan.ts';
import { expectBody } from './answers.ts';
import type { FocusFixture } from './context.ts';
import { openServer } from './server.ts';

const serverState = z.looseObject({
  server: z.looseObject({ nowMs: z.number(), proxyUrl: z.string() }),
  jobs: z.array(
    z.looseObject({ id: z.string(), window: z.int(), streamPort: z.int(), openStreams: z.int() }),
  ),
  windows: z.looseObject({ max: z.int(), used: z.array(z.int()) }),
  queues: z.array(z.looseObject({ name: z.string(), jobId: z.string() })),
  faults: z.array(z.looseObject({ id: z.string() })),
  configures: z.array(
    z.looseObject({ arrivedMs: z.number(), status: z.int(), jobId: z.string().nullable() }),
  ),
});

const recordingList = z.looseObject({
  recordings: z.array(
    z.looseObject({ startMs: z.number(), endMs: z.number().nullable(), deleted: z.boolean() }),
  ),
});

export type AdminState = z.infer<typeof serverState>;

export interface Admin {
  state(): Promise<AdminState>;
  /** Fault between server and catalogue; undone when the test is over. Returns what undoes it. */
  inject(fault: object, target?: 'catalogue' | 'server'): Promise<() => Promise<void>>;
  /** Of all, also of a process that was killed. */
  undoFaults(): Promise<void>;
  setFiber(waiting: boolean): Promise<void>;
  /** The newest ones of the catalogue, deleted ones too, newest first. */
  recordings(): Promise<readonly Pick<Recording, 'startMs' | 'endMs' | 'deleted'>[]>;
}

/** Null on a server that is not ours. Below the root, whatever the prefix. */
export function openAdmin(context: FocusFixture): Admin | null {
  const { environment } = context.target;
  if (!environment.hasAdmin) return null;
  const { client } = openServer({
    ...context,
    target: {
      ...context.target,
      environment: { ...environment, baseUrl: new URL(environment.baseUrl).origin },
    },
  });
  const done = z.looseObject({});
  return {
    state: async () => expectBody(await client.request('GET', '/_admin/state'), serverState),
    async inject(fault, target = 'catalogue') {
      const body = await client.request('POST', '/_admin/faults', { target, fault });
      const { id } = expectBody(body, z.looseObject({ id: z.string() }));
      let isUndone = false;
      const undo = async (): Promise<void> => {
        if (isUndone) return;
        isUndone = true;
        expectBody(await client.request('DELETE', `/_admin/faults/${encodeURIComponent(id)}`), done);
      };
      context.defer(undo);
      return undo;
    },
    async undoFaults() {
      expectBody(await client.request('DELETE', '/_admin/faults'), done);
    },
    async setFiber(waiting) {
      expectBody(await client.request('POST', '/_admin/fiber', { waiting }), done);
    },
    recordings: async () =>
      expectBody(await client.request('GET', '/_admin/recordings'), recordingList).recordings,
  };
}
