/** Clients of a stream that are open and take nothing. */
import { describe, expect, it } from 'vitest';
import { openSilentClient } from '../grpc/silent-client.ts';
import { type Talk, withServer } from './server.ts';

const VIEW = { channels: { min: 1, max: 5 }, view_type: 1 };

async function configureSilent({ configure }: Talk) {
  const { body } = await configure(VIEW);
  return { body, silent: await openSilentClient(body.stream_port) };
}

describe('a client that takes nothing of its stream', () => {
  it('does not keep the window of a job that is deleted', () =>
    withServer({}, async (talk) => {
      const { body, silent } = await configureSilent(talk);
      expect((await talk.ask('DELETE', `/job/${body.job_id}`)).status).toBe(200);
      const next = await talk.configure(VIEW);
      expect([next.status, next.body.job_id, next.body.stream_port]).toEqual([200, '1-2', body.stream_port]);
      silent.close();
    }));

  it('does not hold up a reset', () =>
    withServer({}, async (talk) => {
      const { silent } = await configureSilent(talk);
      expect((await talk.ask('POST', '/_admin/reset')).status).toBe(200);
      expect((await talk.configure(VIEW)).body.job_id).toBe('1-2');
      silent.close();
    }));
});
