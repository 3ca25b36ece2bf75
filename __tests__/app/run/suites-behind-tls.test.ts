import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';
import { startReferenceServer } from '../../../src/focus-server/reference/start-reference-server.ts';
import { realClock } from '../../focus-server/reference/http/server.ts';
import {
  type Certificate,
  issueCertificate,
} from '../../focus-server/reference/kubernetes/issue-certificates.ts';
import { makeFolder } from '../../helpers/folder.ts';
import { needs } from '../../helpers/neighbours.ts';
import { readReport, run } from './run-suite.ts';

/** TLS in front of a server; `/edge/lab/...` outside is `/focus-server/...` inside. Returns the base URL. */
async function startEdge(pair: Certificate): Promise<string> {
  const server = await startReferenceServer({}, { clock: realClock, random: drawNumbers(3) });
  const edge = createServer(pair, (incoming, outgoing) => {
    const path = (incoming.url ?? '').replace(/^\/edge\/lab/, '/focus-server');
    const inner = request(
      `${server.url}${path}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    inner.on('error', () => outgoing.destroy());
    incoming.pipe(inner);
  });
  await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    edge.closeAllConnections();
    edge.close();
    await server.close();
  });
  return `https://localhost:${(edge.address() as AddressInfo).port}`;
}

const environment = (url: string, tls: string): string =>
  `environments:\n  lab: { base-url: '${url}', prefix: /edge/lab, tls: ${tls} }\n`;

describe('an environment behind TLS and a path prefix', needs('openssl'), () => {
  let pair: Certificate;
  beforeAll(() => {
    pair = issueCertificate('localhost', 'DNS:localhost,IP:127.0.0.1');
  });

  it('passes the smoke suite when its certificate is believed', async () => {
    const yml = environment(await startEdge(pair), '{ ca-file: ca.pem }');
    const folder = makeFolder({ 'focus-stability.yml': yml, 'ca.pem': pair.cert });
    const { code } = await run(folder, [
      '--suite',
      'focus-server.smoke',
      '--env',
      'lab',
      '--iterations',
      '2',
    ]);
    const codes = readReport(folder).tests.map((test) => test.codes);
    expect(code).toBe(0);
    expect(codes.filter((text) => text === 'PP').length).toBeGreaterThan(8);
    expect(codes.filter((text) => text !== 'PP' && text !== 'SS')).toEqual([]);
  });

  it('fails it, with the reason, when nobody vouches for the certificate', async () => {
    const folder = makeFolder({ 'focus-stability.yml': environment(await startEdge(pair), '{}') });
    const { code, stderr } = await run(folder, [
      '--suite',
      'focus-server.smoke',
      '--env',
      'lab',
      '--iterations',
      '1',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('self-signed certificate');
  });
});
