import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fetchWhole, type FetchLimits } from '../../src/http/fetch-whole.ts';
import { breakOff, serve, stall } from './serve.ts';

const LIMITS: FetchLimits = { timeoutMs: 20_000, mostBytes: 1000 };

describe('fetchWhole', () => {
  it('answers whole whatever the status and however it arrives', async () => {
    let pieces: readonly Uint8Array[] = [];
    let status = 200;
    await using server = await serve((_, response) => {
      response.writeHead(status, 'Said', { 'x-test': 'yes' });
      for (const piece of pieces) response.write(piece);
      response.end();
    });
    const bytes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(200, 201, 400, 404, 429, 500, 503), async (sent, code) => {
        pieces = sent;
        status = code;
        const response = await fetchWhole(server.url, undefined, LIMITS);
        expect(response).toMatchObject({ status: code, statusText: 'Said', ok: code < 300 });
        expect(response.headers.get('x-test')).toBe('yes');
        expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.concat(sent));
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('sends what it is given', async () => {
    await using server = await serve((request, response) => {
      response.setHeader('x-seen', `${request.method} ${request.headers['content-type']}`);
      request.pipe(response);
    });
    const init = { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: 'a,b' };
    const response = await fetchWhole(server.url, init, LIMITS);
    expect(response.headers.get('x-seen')).toBe('PUT text/csv');
    expect(await response.text()).toBe('a,b');
  });

  it.each([204, 205, 304])('takes %i, which has no body', async (status) => {
    await using server = await serve((_, response) => response.writeHead(status).end());
    const response = await fetchWhole(server.url, undefined, LIMITS);
    expect(response).toMatchObject({ status, body: null });
  });

  it('takes a body of as many bytes as allowed, and not of one more', async () => {
    let size = 1000;
    let isClosed = Promise.resolve();
    await using server = await serve((_, response) => {
      isClosed = new Promise((resolve) => response.once('close', resolve));
      response.write('x'.repeat(size));
      if (size === 1000) response.end();
    });
    expect(await (await fetchWhole(server.url, undefined, LIMITS)).text()).toHaveLength(1000);
    size = 1001;
    await expect(fetchWhole(server.url, undefined, LIMITS)).rejects.toThrow(
      'the answer is larger than 1000 bytes',
    );
    // Nobody goes on reading.
    await isClosed;
  });

  it.each([
    ['is silent', () => undefined],
    ['stalls in the middle', stall],
  ])('has one limit for the request and its answer: the server %s', async (_, answer) => {
    await using server = await serve(answer);
    await expect(fetchWhole(server.url, undefined, { ...LIMITS, timeoutMs: 60 })).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'no complete answer within 60 ms',
    });
  });

  it('ends with the signal of its caller, whose reason it gives', async () => {
    const stop = new AbortController();
    await using server = await serve((request, response) => {
      stall(request, response);
      stop.abort(new Error('enough'));
    });
    const ends = { ...LIMITS, signal: stop.signal };
    await expect(fetchWhole(server.url, undefined, ends)).rejects.toThrow('enough');
    await expect(fetchWhole(server.url, undefined, ends)).rejects.toThrow('enough');
  });

  it('rejects when the body breaks off', async () => {
    await using server = await serve(breakOff);
    await expect(fetchWhole(server.url, undefined, LIMITS)).rejects.toThrow('terminated');
  });

  it('asks through the fetch it is given', async () => {
    const asked: unknown[] = [];
    const fetch = (url: unknown) => {
      asked.push(url);
      return Promise.resolve(new Response('{}'));
    };
    await fetchWhole('https://example.invalid/', undefined, { ...LIMITS, fetch });
    expect(asked).toEqual(['https://example.invalid/']);
  });
});
