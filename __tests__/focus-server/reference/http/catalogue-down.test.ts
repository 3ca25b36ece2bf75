import { describe, expect, it } from 'vitest';
import { CATALOGUE_REFUSAL_MS } from '../../../../src/focus-server/contract/limits.ts';
import { findPast, withServer } from './server.ts';

describe('without its catalogue', () => {
  it.each(['partition', 'down', 'half-open'] as const)('serves what needs none (%s)', (kind) =>
    withServer({}, async (talk) => {
      const { server, ask, configure } = talk;
      const past = await findPast(talk);
      const fault = await server.faults.catalogue.inject({ kind });
      const refused = await Promise.all([
        configure(past),
        ask('POST', '/recordings_in_time_range', past),
        ask('GET', '/get_recordings_timeline'),
      ]);
      for (const { status, body } of refused) {
        expect(status).toBe(503);
        expect(body.error).toContain('MongoDB');
      }
      // As the server measured it: what a loaded machine takes to tell the client is not in it.
      for (const { durationMs } of server.state().requests)
        expect(durationMs).toBeLessThan(CATALOGUE_REFUSAL_MS);
      expect(server.state().jobs).toEqual([]);
      expect((await ask('GET', '/ack')).status).toBe(200);
      expect((await configure()).status).toBe(200);
      await fault.undo();
      await expect.poll(async () => (await configure(past)).status, { timeout: 20_000 }).toBe(200);
    }),
  );

  it('goes down and up as its deployment is scaled', () =>
    withServer({}, async (talk) => {
      const { server, ask, configure } = talk;
      const past = await findPast(talk);
      const scale = '/apis/apps/v1/namespaces/panda/deployments/mongodb/scale';
      expect((await ask('PATCH', scale, { spec: { replicas: 0 } })).status).toBe(200);
      await expect.poll(() => server.state().faults).toMatchObject([{ target: 'catalogue', text: 'down' }]);
      expect((await configure(past)).status).toBe(503);
      await ask('PATCH', scale, { spec: { replicas: 1 } });
      await expect.poll(() => server.state().faults).toEqual([]);
      await expect.poll(async () => (await configure(past)).status, { timeout: 20_000 }).toBe(200);
    }));
});
