import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { listen, writeHost } from '../../src/kit/tcp.ts';

it('listens where it is told, or says what the system says', async () => {
  const server = createServer((socket) => socket.end('hello'));
  const { host, port } = await listen(server, { host: '127.0.0.1', port: 0 });
  expect(host).toBe('127.0.0.1');
  const client = connect(port, host);
  expect(String((await once(client, 'data'))[0])).toBe('hello');
  await expect(listen(createServer(), { host, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  // What fails while one connection is accepted ends nothing.
  expect(server.emit('error', new Error('EMFILE'))).toBe(true);
  server.close();
});

it('writes hosts as URLs have them', () => {
  expect(['127.0.0.1', 'localhost', '::1'].map(writeHost)).toEqual(['127.0.0.1', 'localhost', '[::1]']);
});
