import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listenHttp } from '../../../../src/focus-server/reference/http/listen.ts';
import { askUrl, makeBody, withServer } from './server.ts';

const MEGABYTE = 1024 * 1024;

describe('bad input', () => {
  it.each([
    ['', 'JSON decode error'],
    ['{"channels":', 'JSON decode error'],
    ['[1,2', 'JSON decode error'],
    ['NaN', 'JSON decode error'],
    ['[]', 'valid object'],
    ['null', 'valid object'],
    ['"text"', 'valid object'],
    ['{"__proto__":{"view_type":0}}', 'Field required'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'valid object'],
  ])('refuses the body %.30j with 422', (text, reason) =>
    withServer({}, async ({ ask, logged }) => {
      for (const path of ['/configure', '/recordings_in_time_range']) {
        const { status, body } = await ask('POST', path, text);
        expect(status).toBe(422);
        expect(body.error).toContain(reason);
        expect(body.detail[0]?.loc[0]).toBe('body');
      }
      expect(logged).toEqual([]);
    }),
  );

  it('refuses what is no UTF-8', () =>
    withServer({}, async ({ server }) => {
      const answer = await fetch(`${server.url}/configure`, {
        method: 'POST',
        body: Uint8Array.of(0x22, 0xff, 0x22),
      });
      expect([answer.status, await answer.json()]).toMatchObject([422, { error: 'the body is no UTF-8' }]);
    }));

  it('reads a body of 1 MB and refuses a longer one with 413', () =>
    withServer({}, async ({ ask }) => {
      const text = JSON.stringify(makeBody());
      const largest = text.padEnd(MEGABYTE, ' ');
      expect((await ask('POST', '/configure', largest)).status).toBe(200);
      const refused = await ask('POST', '/configure', `${largest} `);
      expect([refused.status, refused.body.error]).toEqual([413, 'the body is larger than 1048576 bytes']);
      expect((await ask('GET', '/ack')).status).toBe(200);
    }));

  it('cuts off a body without end', () =>
    withServer({}, async ({ server, ask, logged }) => {
      const socket = connect(server.port, '127.0.0.1');
      const received = collect(socket);
      socket.write('POST /configure HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n');
      const chunk = Buffer.alloc(MEGABYTE, 0x20);
      const pump = (): void => {
        if (!socket.destroyed) socket.write(chunk, () => setImmediate(pump));
      };
      pump();
      await received;
      expect((await ask('GET', '/ack')).status).toBe(200);
      expect(logged).toEqual([]);
    }));

  it('forgets a request whose client goes away', () =>
    withServer({}, async ({ server, ask, logged }) => {
      const socket = connect(server.port, '127.0.0.1');
      socket.write('POST /configure HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"channels"', () =>
        socket.resetAndDestroy(),
      );
      await expect.poll(() => server.state().requests.map(({ status }) => status)).toEqual([400]);
      expect((await ask('GET', '/ack')).status).toBe(200);
      expect(logged).toEqual([]);
    }));

  it('answers pipelined requests in their order', () =>
    withServer({}, async ({ server }) => {
      const socket = connect(server.port, '127.0.0.1');
      const received = collect(socket);
      const paths = ['/channels', '/nope', '/ack', '/metadata/1-1'];
      const last = paths.length - 1;
      socket.write(
        paths
          .map(
            (path, index) =>
              `GET ${path} HTTP/1.1\r\nhost: x\r\n${index === last ? 'connection: close\r\n' : ''}\r\n`,
          )
          .join(''),
      );
      const statuses = [...(await received).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
      expect(statuses).toEqual(['200', '404', '200', '404']);
    }));

  it.each([
    ['garbage\r\n\r\n', '400'],
    ['\u0016\u0003\u0001\u0002\u0000\u0001', '400'],
    ['GET /ack HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n', '400'],
    [`GET /ack HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, '431'],
    ['GET /ack HTTP/1.1\r\nhost: x\r\nexpect: magic\r\n\r\n', '417'],
    ['GET /ack HTTP/1.1\r\nconnection: close\r\n\r\n', '200'],
  ])('answers %.20j and closes', (text, status) =>
    withServer({}, async ({ server, ask }) => {
      const socket = connect(server.port, '127.0.0.1');
      const received = collect(socket);
      socket.write(text);
      const answer = await received;
      expect(answer).toContain(`HTTP/1.1 ${status}`);
      if (status !== '200') expect(answer).toContain('"error":"');
      expect((await ask('GET', '/ack')).status).toBe(200);
    }),
  );

  it.each([
    'GET http://elsewhere/ack HTTP/1.1',
    'GET * HTTP/1.1',
    'GET /%00 HTTP/1.1',
    'GET //../../ack HTTP/1.1',
  ])('answers %s', (line) =>
    withServer({}, async ({ server, logged }) => {
      const socket = connect(server.port, '127.0.0.1');
      const received = collect(socket);
      socket.write(`${line}\r\nhost: x\r\nconnection: close\r\n\r\n`);
      expect(await received).toMatch(/^HTTP\/1\.1 404/);
      expect(logged).toEqual([]);
    }),
  );

  it('gives up on heads and bodies that never come to their end', async () => {
    const limits = { headersTimeoutMs: 200, requestTimeoutMs: 300 };
    const listener = await listenHttp({ host: '127.0.0.1', port: 0, ...limits }, (message, response) => {
      message.on('error', () => {});
      message.resume().on('end', () => response.end('{}'));
    });
    try {
      const heads = [
        'GET /ack HTTP/1.1\r\nx-slow:',
        'POST /configure HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{',
      ];
      const answers = heads.map((text) => {
        const socket = connect(listener.port, '127.0.0.1');
        socket.write(text);
        return collect(socket);
      });
      for (const answer of await Promise.all(answers)) expect(answer).toContain('408');
      await expect.poll(() => listener.connections()).toBe(0);
    } finally {
      await listener.close();
      await listener.close();
    }
  });

  it('refuses a port that is taken', () =>
    withServer({}, async ({ server }) => {
      const second = withServer({ port: server.port }, () => Promise.resolve());
      await expect(second).rejects.toThrow('EADDRINUSE');
      expect((await askUrl(`${server.url}/ack`, { method: 'GET' })).status).toBe(200);
    }));
});

/** All that comes until the other side closes. */
function collect(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}
