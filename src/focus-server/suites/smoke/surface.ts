import assert from 'node:assert/strict';
import { z } from 'zod';
import { OPERATIONS } from '../../contract/operations.ts';
import { ackResponse } from '../../contract/responses.ts';
import { describe, expectBody, expectRefused, expectStatus } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { focusServer } from '../support/server.ts';

const document = z.looseObject({
  openapi: z.string().startsWith('3.'),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

export function defineSurfaceTests({ test }: FocusBuilder): void {
  test('the server acknowledges, and nothing but GET', { xray: 'PZ-100' }, async (t) => {
    const { client } = await t.use(focusServer);
    const exchange = await client.ack();
    expectBody(exchange, ackResponse);
    t.record('ackMs', exchange.durationMs);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expectRefused(await client.request(method, '/ack'), { status: 405 });
  });

  test('GET on a route that takes POST is answered 405', { xray: 'PZ-101' }, async (t) => {
    const { client } = await t.use(focusServer);
    const exchange = await client.ack();
    expectBody(exchange, ackResponse);
    t.record('ackMs', exchange.durationMs);
    for (const path of ['/configure', '/recordings_in_time_range'])
      expectRefused(await client.request('GET', path), { status: 405 });
  });

  test('openapi names every route', { xray: 'PZ-102' }, async (t) => {
    const { client } = await t.use(focusServer);
    const exchange = await client.openapi();
    const { paths } = expectBody(exchange, document);
    t.record('openapiMs', exchange.durationMs);
    const served = new Map(Object.entries(paths));
    // The route that cancels is not on every server.
    const missing = OPERATIONS.filter(({ method }) => method !== 'delete')
      .filter(({ method, path }) => !Object.keys(served.get(path) ?? {}).includes(method))
      .map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(missing, [], 'routes that /openapi.json does not name');
  });

  test('the timeline of recordings is a page', { xray: 'PZ-103' }, async (t) => {
    const { client } = await t.use(focusServer);
    const exchange = await client.timeline();
    expectStatus(exchange, 200);
    assert.match(exchange.headers['content-type'] ?? '', /^text\/html\b/, describe(exchange));
    assert.match(exchange.text, /<html\b[^]*<\/html>\s*$/i, describe(exchange));
    t.record('timelineMs', exchange.durationMs);
  });
}
