import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/focus-server/client/exchange.ts';
import {
  type FocusClient,
  type FocusClientOptions,
  openFocusClient,
} from '../../../src/focus-server/client/focus-client.ts';
import { needs } from '../../helpers/neighbours.ts';
import { issueCertificate } from '../reference/kubernetes/issue-certificates.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function openClient(baseUrl: string, options: Partial<FocusClientOptions> = {}): FocusClient {
  let ticks = 0;
  const client = openFocusClient({ baseUrl, timeoutMs: 20_000, now: () => ticks++, ...options });
  closers.push(() => client.close());
  return client;
}

/** A server of this answer, and a client of it. */
async function serve(
  answer: RequestListener,
  options: Partial<FocusClientOptions> = {},
): Promise<FocusClient> {
  return openClient(`http://${await listen(createServer(answer))}`, options);
}

describe('the requests', () => {
  it('are those of the contract, below the prefix', async () => {
    const seen: string[] = [];
    const host = await listen(
      createServer((request, response) => {
        const answer = async () => {
          const body = await text(request);
          seen.push(`${request.method} ${request.url} ${request.headers['content-type'] ?? '-'} ${body}`);
          response.end('{}');
        };
        void answer();
      }),
    );
    const client = openClient(`http://${host}/focus-server/`);
    await client.ack();
    await client.channels();
    await client.liveMetadata();
    await client.configure({ view_type: '0' });
    await client.configure(null);
    await client.metadata('1-2');
    await client.metadata('../a b?');
    await client.recordings({ startTime: 1, endTime: 2.5 });
    await client.timeline();
    await client.cancel('1-2');
    await client.sensors();
    await client.openapi();
    await client.request('PATCH', '/ack?x=1', [1]);
    expect(client.baseUrl).toBe(`http://${host}/focus-server`);
    expect(seen).toEqual([
      'GET /focus-server/ack - ',
      'GET /focus-server/channels - ',
      'GET /focus-server/live_metadata - ',
      'POST /focus-server/configure application/json {"view_type":"0"}',
      'POST /focus-server/configure application/json null',
      'GET /focus-server/metadata/1-2 - ',
      'GET /focus-server/metadata/..%2Fa%20b%3F - ',
      'POST /focus-server/recordings_in_time_range application/json {"start_time":1,"end_time":2.5}',
      'GET /focus-server/get_recordings_timeline - ',
      'DELETE /focus-server/job/1-2 - ',
      'GET /focus-server/sensors - ',
      'GET /focus-server/openapi.json - ',
      'PATCH /focus-server/ack?x=1 application/json [1]',
    ]);
  });

  it('refuse a base URL that is none', () => {
    expect(() => openClient('ftp://127.0.0.1')).toThrow('base URL ftp://127.0.0.1 is neither http nor https');
    expect(() => openClient('here')).toThrow(TypeError);
  });
});

describe('an exchange', () => {
  it('tells all of the answer, whatever its status', async () => {
    const seen: Exchange[] = [];
    const client = await serve(
      (_, response) => {
        response.writeHead(503, { 'x-a': 'b' }).end('{"error":"down"}');
      },
      { onExchange: (exchange) => seen.push(exchange) },
    );
    const exchange = await client.ack();
    expect(exchange).toMatchObject({
      method: 'GET',
      path: '/ack',
      status: 503,
      body: { error: 'down' },
      text: '{"error":"down"}',
    });
    expect(exchange.headers['x-a']).toBe('b');
    expect(seen).toEqual([exchange]);
  });

  it('has no body where the text is no JSON', async () => {
    const client = await serve((_, response) => {
      response.end('<html>äöü');
    });
    expect(await client.timeline()).toMatchObject({ status: 200, body: null, text: '<html>äöü' });
  });

  it('tells when the request had left, between start and end', async () => {
    const client = await serve((request, response) => {
      void text(request).then(() => response.end('{}'));
    });
    // The clock of these tests counts how often it is asked.
    const first = await client.configure({});
    const second = await client.configure({});
    expect(first.startedMs).toBe(0);
    for (const { startedMs, socketMs, durationMs } of [first, second]) {
      expect(socketMs).toBeGreaterThan(startedMs);
      expect(startedMs + durationMs).toBeGreaterThan(socketMs);
    }
    expect(second.startedMs).toBe(first.durationMs + 1);
  });
});

describe('requests that fail', () => {
  it('are not tried again', async () => {
    let requests = 0;
    const client = await serve((request) => {
      requests++;
      request.socket.destroy();
    });
    await expect(client.ack()).rejects.toThrow(/^GET http:\/\/127\.0\.0\.1:\d+\/ack: socket hang up$/);
    await expect(client.configure({})).rejects.toThrow(/^POST .*\/configure: /);
    expect(requests).toBe(2);
  });

  it('say what was not reachable', async () => {
    const server = createServer();
    const host = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    await expect(openClient(`http://${host}`).ack()).rejects.toThrow(
      `GET http://${host}/ack: connect ECONNREFUSED ${host}`,
    );
  });

  it('are given up at the time limit: without an answer, and in the middle of one', async () => {
    const silent = await serve(() => {}, { timeoutMs: 30 });
    await expect(silent.ack()).rejects.toThrow(/^GET http:.*\/ack: no complete answer within 30 ms$/);
    const stuck = await serve((_, response) => response.writeHead(200).write('{'), { timeoutMs: 300 });
    await expect(stuck.ack()).rejects.toThrow('no complete answer within 300 ms');
  });

  it('are those with an answer cut short, or too large to keep', async () => {
    const short = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{}', () => response.destroy());
    });
    await expect(short.ack()).rejects.toThrow(/^GET .*: aborted$/);
    const large = await serve((_, response) => {
      const chunk = Buffer.alloc(1_000_000, 'a');
      const write = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    });
    await expect(large.ack()).rejects.toThrow('the answer is larger than 20971520 bytes');
  });
});

describe('connections', () => {
  it('are used again one after the other, and never waited for', async () => {
    const sockets = new Set<unknown>();
    const waiting: ServerResponse[] = [];
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      sockets.add(request.socket);
      if (request.url !== '/configure') return response.end('{}');
      waiting.push(response);
      if (waiting.length === 40) for (const each of waiting) each.end('{}');
      return null;
    };
    const client = await serve(answer);
    for (let count = 0; count < 5; count++) await client.ack();
    expect(sockets.size).toBe(1);
    // All of them must arrive before any is answered.
    const exchanges = await Promise.all(Array.from({ length: 40 }, () => client.configure({})));
    expect(exchanges.every(({ status }) => status === 200)).toBe(true);
    expect(sockets.size).toBe(40);
  });

  it('may be TLS: with a certificate to trust, or with any', needs('openssl'), async () => {
    const pair = issueCertificate('localhost', 'DNS:localhost,IP:127.0.0.1');
    const server = createTlsServer(pair, (_, response) => {
      response.end('{}');
    });
    const baseUrl = `https://${await listen(server)}/focus-server`;
    expect(await openClient(baseUrl, { ca: pair.cert }).ack()).toMatchObject({ status: 200 });
    expect(await openClient(baseUrl, { insecure: true }).ack()).toMatchObject({ status: 200 });
    await expect(openClient(baseUrl).ack()).rejects.toThrow(/^GET https:.*self-signed certificate/);
  });
});
