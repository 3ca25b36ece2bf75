import { expect, it, vi } from 'vitest';
import { liveRequest } from '../../../../src/focus-server/suites/support/requests.ts';
import { openServer } from '../../../../src/focus-server/suites/support/server.ts';
import { withServer } from '../../reference/http/server.ts';
import { environmentOf } from '../run-against.ts';
import { openContext } from './open-context.ts';

it.each(['default', 'legacy'] as const)(
  'a test that fails leaves no job on a server of profile %s, even when its time was up',
  async (profile) => {
    await withServer({ profile }, async ({ server: reference }) => {
      const { t, finish } = openContext(environmentOf(reference, { profile }));
      const server = openServer({ ...t, signal: AbortSignal.abort() });
      await server.start(liveRequest());
      await server.start(liveRequest());
      expect(reference.state().jobs).toHaveLength(2);
      await finish();
      await vi.waitFor(() => expect(reference.state().jobs).toEqual([]), 5000);
    });
  },
);
