import { Agent } from 'node:http';
import { describe, expect, it } from 'vitest';
import { requestJson, type JsonAnswer, type JsonRequest } from '../../src/http/request-json.ts';
import { breakOff, serve, stall, type Served } from './serve.ts';

const ask = (
  { url }: Served,
  change: Partial<JsonRequest> = {},
  limits: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<JsonAnswer> =>
  requestJson(
    { method: 'GET', url, connection: { agent: false }, ...change },
    { timeoutMs: 20_000, mostBytes: 1000, ...limits },
  );

describe('requestJson', () => {
  it('sends JSON with its length, and headers besides', async () => {
    const seen: unknown[] = [];
    await using server = await serve((request, response) => {
      const { method, headers } = request;
      const { accept, authorization, 'content-type': type, 'content-length': length } = headers;
      seen.push({ method, accept, authorization, type, length });
      request.pipe(response);
    });
    const headers = { authorization: 'Bearer x', 'content-type': 'application/merge-patch+json' };
    expect((await ask(server, { method: 'PATCH', body: { a: 'ü' }, headers })).body).toEqual({ a: 'ü' });
    expect((await ask(server, { method: 'POST', body: null })).body).toBeNull();
    expect((await ask(server)).text).toBe('');
    expect(await ask(server, { method: 'POST', text: '{"a":' })).toMatchObject({ text: '{"a":' });
    expect(seen).toEqual([
      {
        method: 'PATCH',
        accept: 'application/json',
        authorization: 'Bearer x',
        type: 'application/merge-patch+json',
        length: '10',
      },
      { method: 'POST', accept: 'application/json', type: 'application/json', length: '4' },
      { method: 'GET', accept: 'application/json' },
      { method: 'POST', accept: 'application/json', type: 'application/json', length: '5' },
    ]);
  });

  it('gives any status, follows no redirect, and says when the text is no JSON', async () => {
    await using server = await serve((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end('<html>'),
    );
    const { status, headers, text, body } = await ask(server);
    expect({ status, location: headers.location, text, body }).toEqual({
      status: 302,
      location: '/elsewhere',
      text: '<html>',
      body: undefined,
    });
  });

  it('leaves the connection to its agent, and shows the request to whoever watches', async () => {
    const sockets = new Set<unknown>();
    await using server = await serve(({ socket }, response) => {
      sockets.add(socket);
      response.end('{}');
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const seen: string[] = [];
    const watch: JsonRequest['watch'] = (request) =>
      request.once('finish', () => seen.push('sent')).once('response', () => seen.push('answered'));
    await ask(server, { connection: { agent }, watch });
    await ask(server, { connection: { agent } });
    agent.destroy();
    expect(sockets.size).toBe(1);
    expect(seen).toEqual(['sent', 'answered']);
  });

  it('rejects a body that is too large, stalls, or breaks off', async () => {
    await using large = await serve((_, response) => response.end('x'.repeat(1001)));
    await expect(ask(large)).rejects.toThrow('the answer is larger than 1000 bytes');
    await using stalled = await serve(stall);
    await expect(ask(stalled, {}, { timeoutMs: 60 })).rejects.toThrow('no complete answer within 60 ms');
    await using broken = await serve(breakOff);
    await expect(ask(broken)).rejects.toThrow('aborted');
    await expect(ask(broken, {}, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });
});
