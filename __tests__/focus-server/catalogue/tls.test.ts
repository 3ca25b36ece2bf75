/** A MongoDB behind TLS, reached through the fault proxy: the certificate is that of the server, not of the proxy. */
import { writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../helpers/folder.ts';
import { needs } from '../../helpers/neighbours.ts';
import { withServer } from '../reference/http/server.ts';
import { issueCertificate } from '../reference/kubernetes/issue-certificates.ts';
import { startEndpoint } from '../mongo-endpoint/embedded.ts';

/** Takes TLS off before the embedded endpoint. */
async function startTlsMongo(alternative: string): Promise<{ uri: (host: string) => string }> {
  const endpoint = await startEndpoint();
  const certificate = issueCertificate('mongo', alternative);
  const caFile = join(makeFolder({}), 'ca.pem');
  writeFileSync(caFile, certificate.cert);
  const server = createServer(certificate, (client) => {
    const target = connect(endpoint.port, endpoint.host);
    for (const [end, other] of [
      [client, target],
      [target, client],
    ] as const) {
      end.on('error', () => end.destroy()).on('close', () => other.destroy());
      end.pipe(other);
    }
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { uri: (host) => `mongodb://${host}:${port}/?tls=true&tlsCAFile=${encodeURIComponent(caFile)}` };
}

const RANGE = { start_time: 1, end_time: 2 };

it.each([
  ['localhost', 'DNS:localhost'],
  ['127.0.0.1', 'IP:127.0.0.1'],
])('reads from %s, whose certificate names it', needs('openssl'), async (host, alternative) => {
  const mongo = await startTlsMongo(alternative);
  await withServer({ mongoUri: mongo.uri(host) }, async ({ ask }) => {
    const { status, body } = await ask('POST', '/recordings_in_time_range', RANGE);
    expect([status, body]).toEqual([200, []]);
  });
});

it.each([
  ['localhost', 'DNS:elsewhere.test'],
  ['localhost', 'IP:127.0.0.1'],
])('refuses %s with a certificate for %s', needs('openssl'), async (host, alternative) => {
  const mongo = await startTlsMongo(alternative);
  await withServer({ mongoUri: mongo.uri(host) }, async ({ ask }) => {
    expect((await ask('POST', '/recordings_in_time_range', RANGE)).status).toBe(503);
  });
});
