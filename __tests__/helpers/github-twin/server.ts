/** The twin's HTTP server on 127.0.0.1: reads a request, records it, applies a fault, sends the answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { jsonReply, type Endpoint, type Incoming, type Reply } from './endpoint.ts';
import type { Fault } from './faults.ts';

export interface RecordedRequest {
  /** `issues/create`, `artifacts/ListArtifacts`, `blobs/get`, `hooks/post`; `unknown` for everything else. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Of the answer; null while there is none, and for ever after a reset. */
  status: number | null;
}

export interface Desk {
  /** Null when nobody is responsible. */
  readonly open: (incoming: Incoming) => Endpoint | null;
  readonly takeFault: (operation: string) => Fault | null;
  readonly record: (request: RecordedRequest) => void;
  readonly report: (violation: string) => void;
}

export function listen(desk: Desk): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    serve(desk, request, response).catch((error: unknown) => {
      desk.report(
        `the twin failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      response.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ server, origin: `http://127.0.0.1:${port}` });
    });
  });
}

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const incoming = await receive(request);
  const endpoint = desk.open(incoming);
  const { method, path, query, headers } = incoming;
  const operation = endpoint?.operation ?? 'unknown';
  const recorded = { operation, method, path, query, headers, body: endpoint?.body, status: null };
  const entry: RecordedRequest = recorded;
  desk.record(entry);
  if (endpoint === null) {
    desk.report(`no such operation: ${method} ${path}`);
    send(response, jsonReply(404, { message: 'Not Found' }));
    entry.status = 404;
    return;
  }
  const fault = desk.takeFault(operation);
  if (fault?.kind === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const reply = replyTo(endpoint, fault);
  entry.status = reply.status;
  if (fault?.kind === 'stall') stall(response, reply, fault.afterBytes);
  else send(response, reply);
}

function replyTo(endpoint: Endpoint, fault: Fault | null): Reply {
  if (fault?.kind === 'answer') return endpoint.shape(fault.answer);
  if (fault?.kind === 'no-permission') return endpoint.refuse();
  if (fault?.kind === 'meanwhile') fault.act();
  return endpoint.answer({ dropBody: fault?.kind === 'drop-update' });
}

async function receive(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers),
    bytes: Buffer.concat(chunks),
  };
}

function send(response: ServerResponse, { status, headers, bytes }: Reply): void {
  const length = status === 204 ? {} : { 'content-length': `${bytes.length}` };
  response.writeHead(status, { ...headers, ...length }).end(bytes);
}

/** Promises the whole length, sends a part, and keeps the connection until the server closes. */
function stall(response: ServerResponse, { status, headers, bytes }: Reply, afterBytes: number): void {
  response.writeHead(status, { ...headers, 'content-length': `${bytes.length}` });
  response.write(bytes.subarray(0, Math.min(afterBytes, bytes.length - 1)));
}
