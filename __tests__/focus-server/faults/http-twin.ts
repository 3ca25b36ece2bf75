import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TwinRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
export interface TwinAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** A real HTTP server whose answers the test gives; closed after the test. Returns its URL. */
export async function startTwin(answer: (request: TwinRequest) => TwinAnswer): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const given = answer({ method: request.method ?? '', path: decodeURI(request.url ?? ''), body });
      response.writeHead(given.status, { 'content-type': 'application/json' });
      response.end(given.body === undefined ? '' : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
