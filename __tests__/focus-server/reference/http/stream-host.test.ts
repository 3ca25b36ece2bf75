import { describe, expect, it } from 'vitest';
import { writeStreamHost } from '../../../../src/focus-server/reference/http/stream-host.ts';
import { askUrl, makeBody, withServer } from './server.ts';

describe('the host of stream_url', () => {
  it('is the name by which the client reached the proxy of faults in front of the server', () =>
    withServer({ host: '0.0.0.0' }, async ({ server }) => {
      const { port } = new URL(server.proxyUrl);
      const question = { method: 'POST', body: makeBody() };
      const { body } = await askUrl(`http://localhost:${port}/configure`, question);
      expect(body.stream_url).toBe('http://localhost');
    }));

  it.each([
    ['focus.lab:5000', 'focus.lab'],
    ['FOCUS_1.lab', 'FOCUS_1.lab'],
    ['192.0.2.7:5000', '192.0.2.7'],
    ['[2001:db8::7]:5000', '[2001:db8::7]'],
    ['[::1]', '[::1]'],
    [`${'a'.repeat(63)}.lab`, `${'a'.repeat(63)}.lab`],
  ])('is that of the header %j where the server listens everywhere', (host, expected) => {
    for (const listening of ['0.0.0.0', '::'])
      expect(writeStreamHost(listening, { headers: { host }, localAddress: '127.0.0.1' })).toBe(expected);
  });

  it.each([
    undefined,
    '',
    ':5000',
    'a b',
    'a/b',
    'user@focus.lab',
    'focus.lab:port',
    'focus.lab:5000:5001',
    'focus..lab',
    '-focus.lab',
    '"><script>',
    '999.1.1.1',
    '1.2.3',
    '2001:db8::7',
    '[focus.lab]',
    '[1.2.3.4]',
    '[::1',
    'a'.repeat(64),
    `${'a.'.repeat(130)}lab`,
  ])('is the address of the connection where the header is %j', (host) => {
    const headers = host === undefined ? {} : { host };
    expect(writeStreamHost('::', { headers, localAddress: '::ffff:192.0.2.1' })).toBe('192.0.2.1');
    expect(writeStreamHost('::', { headers, localAddress: '2001:db8::1' })).toBe('[2001:db8::1]');
  });

  it('is the address the server listens on where that is one', () => {
    const request = { headers: { host: 'focus.lab' }, localAddress: '127.0.0.1' };
    expect(['192.0.2.1', 'localhost', '::1'].map((host) => writeStreamHost(host, request))).toEqual([
      '192.0.2.1',
      'localhost',
      '[::1]',
    ]);
  });
});
