/** What a client expects of any stream at the least. */
import { describe, expect, it } from 'vitest';
import { openStream } from '../../../../src/focus-server/client/stream-client.ts';
import {
  configureResponse,
  type ConfigureResponse,
} from '../../../../src/focus-server/contract/responses.ts';
import { findPast, withServer, type Talk } from './server.ts';

const FRAMES = 3;
const WITHIN_MS = 30_000;

async function countFrames(response: ConfigureResponse, streamId: number): Promise<number> {
  const { stream_url: url, stream_port: port } = response;
  const stream = openStream({ url, port, streamId, deadlineMs: WITHIN_MS, now: () => 0 });
  let count = 0;
  for await (const { frame } of stream) {
    expect(frame.rows.length).toBeGreaterThan(0);
    count += 1;
    if (count === FRAMES) break;
  }
  return count;
}

describe('every stream of a job', () => {
  it.each<readonly [string, (talk: Talk) => Promise<Record<string, unknown>> | Record<string, unknown>]>([
    ['live', () => ({})],
    ['live, rows a minute apart', () => ({ displayTimeAxisDuration: 600, displayInfo: { height: 10 } })],
    ['live singlechannel', () => ({ view_type: 1, channels: { min: 7, max: 7 } })],
    [
      'live waterfall',
      () => ({ view_type: 2, displayTimeAxisDuration: null, frequencyRange: null, nfftSelection: 1 }),
    ],
    ['historic', findPast],
  ])('brings three frames within 30 s (%s)', (_, choose) =>
    withServer({}, async (talk) => {
      const { status, body } = await talk.configure(await choose(talk));
      expect(status).toBe(200);
      const response = configureResponse.parse(body);
      const ids = [...Array(response.stream_amount).keys()];
      const counts = await Promise.all(ids.map((id) => countFrames(response, id)));
      expect(counts).toEqual(ids.map(() => FRAMES));
    }),
  );
});
