/** The listening socket with its limits: slow, endless and malformed requests end here. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { listen } from '../../../kit/tcp.ts';
import { answerError } from './answer.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Longest time a request's head may take. */
  readonly headersTimeoutMs?: number;
  /** Longest time a whole request may take. */
  readonly requestTimeoutMs?: number;
}

export interface HttpListener {
  readonly port: number;
  /** Connections that are open now. */
  connections(): number;
  /** Ends every connection. Safe to call twice. */
  close(): Promise<void>;
}

export type HandleMessage = (message: IncomingMessage, response: ServerResponse) => void;

const MOST_HEADER_BYTES = 16 * 1024;
const MOST_CONNECTIONS = 2000;
/** Longer than clients keep a connection they do not use, else they write into one that just closed. */
const KEEP_ALIVE_MS = 75_000;

/** Rejects when the port is taken. */
export async function listenHttp(options: ListenOptions, handle: HandleMessage): Promise<HttpListener> {
  const server = createLimitedServer(options);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.on('request', handle);
  server.on('checkExpectation', (_message: IncomingMessage, response: ServerResponse) => {
    response.writeHead(417, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(answerError(417, 'this expectation cannot be met').body));
  });
  server.on('clientError', refuseMalformed);
  const { port } = await listen(server, options);
  return {
    port,
    connections: () => sockets.size,
    close: () => closeServer(server, sockets),
  };
}

function createLimitedServer({
  headersTimeoutMs = 10_000,
  requestTimeoutMs = 30_000,
}: ListenOptions): Server {
  const server = createServer({
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // Node's own refusal of a request without host has no body; ours never needs the name.
    requireHostHeader: false,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.min(1000, headersTimeoutMs),
  });
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

const STATUS_BY_CODE = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, reason: 'Request Header Fields Too Large' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, reason: 'Request Timeout' }],
]);
const MALFORMED = { status: 400, reason: 'Bad Request' };

/** What is no HTTP is answered once and cut off. */
function refuseMalformed(
  error: NodeJS.ErrnoException,
  socket: NodeJS.WritableStream & { destroy(): void },
): void {
  const { status, reason } = STATUS_BY_CODE.get(error.code ?? '') ?? MALFORMED;
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ error: reason });
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
