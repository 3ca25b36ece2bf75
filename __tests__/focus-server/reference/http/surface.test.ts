import { describe, expect, it } from 'vitest';
import * as responses from '../../../../src/focus-server/contract/responses.ts';
import { findPast, withServer } from './server.ts';

const GETS = ['/ack', '/channels', '/live_metadata', '/sensors', '/get_recordings_timeline', '/openapi.json'];

describe('the HTTP surface', () => {
  it('answers every read at the root and below the prefix', () =>
    withServer({}, async ({ ask, logged }) => {
      for (const path of GETS) {
        const root = await ask('GET', path);
        expect([path, root.status]).toEqual([path, 200]);
        expect((await ask('GET', `/focus-server${path}`)).body).toEqual(root.body);
      }
      expect(logged).toEqual([]);
    }));

  it('answers the shapes of the contract', () =>
    withServer({}, async ({ ask }) => {
      const ack = await ask('GET', '/ack?x=1');
      expect(ack.headers.get('content-type')).toBe('application/json');
      expect(ack.body).toEqual({});
      expect((await ask('GET', '/channels')).body).toEqual({ lowest_channel: 1, highest_channel: 2337 });
      const metadata = responses.liveMetadataResponse.parse((await ask('GET', '/live_metadata')).body);
      expect(metadata).toMatchObject({ prr: 2000, number_of_channels: 2337 });
      const { sensors } = (await ask('GET', '/sensors')).body;
      expect([sensors[0], sensors.at(-1), sensors.length]).toEqual([0, 2337, 2338]);
      const timeline = await ask('GET', '/get_recordings_timeline');
      expect(timeline.headers.get('content-type')).toContain('text/html');
      expect(timeline.body).toContain('still recording');
    }));

  it('describes itself', () =>
    withServer({ profile: 'legacy' }, async ({ ask }) => {
      const { paths } = (await ask('GET', '/openapi.json')).body;
      expect(Object.keys(paths)).toContain('/configure');
      expect(Object.keys(paths)).not.toContain('/job/{job_id}');
    }));

  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s /ack with 405', (method) =>
    withServer({}, async ({ ask }) => {
      const { status, headers, body } = await ask(method, '/ack');
      expect([status, headers.get('allow')]).toEqual([405, 'GET']);
      if (method !== 'HEAD') expect(body.error).toBe('Method Not Allowed');
    }),
  );

  it.each([
    '/nope',
    '/',
    '/metadata/',
    '/metadata/1-1/x',
    '/job/1-1/2',
    '/focus-server/focus-server/ack',
    '//ack',
  ])('knows no POST %s', (path) =>
    withServer({}, async ({ ask }) => {
      const { status, body } = await ask('POST', path, {});
      expect(status).toBe(path === '/' ? 405 : 404);
      expect(body.error).toBe(path === '/' ? 'Method Not Allowed' : 'Not Found');
    }),
  );

  it('lists recordings newest first, deleted ones not among them', () =>
    withServer({}, async ({ ask }) => {
      const known = (await ask('GET', '/_admin/recordings')).body.recordings;
      const range = {
        start_time: Math.floor((known.at(-1)?.startMs ?? 0) / 1000) + 1,
        end_time: Math.floor(Date.now() / 1000),
      };
      const { status, body } = await ask<number[][]>('POST', '/recordings_in_time_range', range);
      const wanted = known
        .filter(({ deleted, endMs }) => !deleted && endMs !== null)
        .map(({ startMs, endMs }) => [startMs / 1000, (endMs ?? 0) / 1000]);
      expect(status).toBe(200);
      expect(known.some(({ deleted }) => deleted)).toBe(true);
      expect(body[0]?.[1]).toBe(-1);
      expect(body.slice(1)).toEqual(wanted);
    }));

  it('refuses a range that is none', () =>
    withServer({}, async (talk) => {
      const { start_time: start } = await findPast(talk);
      const refused = await talk.ask('POST', '/recordings_in_time_range', {
        start_time: 'soon',
        end_time: null,
      });
      expect(refused.status).toBe(422);
      expect(refused.body.detail.map(({ loc }) => loc)).toEqual([
        ['body', 'start_time'],
        ['body', 'end_time'],
      ]);
      const reversed = { start_time: start + 60, end_time: start + 30 };
      expect((await talk.ask('POST', '/recordings_in_time_range', reversed)).body).toEqual([]);
    }));
});
