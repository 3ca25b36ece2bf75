/** From asking for a stream to its first frame. The job is there already. */
import assert from 'node:assert/strict';
import type { FocusTest } from '../support/context.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectGoodFrames, openJobStream } from '../support/streams.ts';
import type { ArrivedFrame } from '../../client/stream-client.ts';
import type { MeasuredOperation, Rehearsal } from './operation.ts';

export const streamSetup: MeasuredOperation = {
  title: 'gRPC stream setup',
  slug: 'stream-setup',
  xray: { quick: 'PZ-703', full: 'PZ-713' },
  targetMs: 1000,
  slaMs: 3000,
  samples: 40,
  leastIntervalMs: 10,
  open: rehearse,
};

async function rehearse(t: FocusTest): Promise<Rehearsal> {
  const server = await t.use(focusServer);
  const { streamMs } = t.target.environment.timeouts;
  return {
    holdsWindow: true,
    async prepare() {
      const response = await server.start(liveRequest());
      let first: ArrivedFrame | null = null;
      return {
        async run() {
          for await (const arrived of openJobStream(t, response, { streamId: 0, deadlineMs: streamMs })) {
            first = arrived;
            break;
          }
        },
        async cleanUp() {
          assert.ok(first !== null, `the stream of job ${response.job_id} ended without a frame`);
          expectGoodFrames([[first]], response);
          // Leaving the stream has ended the job; its port may belong to another one by now.
          const { status } = await server.cancel(response.job_id);
          assert.ok(status === 200 || status === 404, `the job was cancelled with ${status}`);
        },
      };
    },
  };
}
