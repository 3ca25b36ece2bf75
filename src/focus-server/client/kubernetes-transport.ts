/** One request to a Kubernetes API server: JSON in, JSON out, bounded in time and size, never repeated. */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 30_000;

/** How to reach an API server; certificates and keys are PEM texts. */
export interface KubernetesAccess {
  /** `https://host:port`, with a path if the server is behind one. */
  readonly baseUrl: string;
  readonly token?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Name in the server's certificate where it is not the host. */
  readonly serverName?: string;
  /** True: any certificate is taken. */
  readonly insecure?: boolean;
  readonly timeoutMs?: number;
}

export interface KubernetesCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With query, below the base URL. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

/** The server refused; `status` is that of HTTP. */
export class KubernetesError extends Error {
  override name = 'KubernetesError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Rejects with KubernetesError for every answer that is no success, and with the network's error otherwise. */
export async function callKubernetes(access: KubernetesAccess, call: KubernetesCall): Promise<unknown> {
  const { status, text } = await send(access, call);
  const body = readJson(text);
  if (status >= 200 && status < 300 && body !== undefined) return body;
  const reason = readMessage(body) ?? `answered ${status}, ${body === undefined ? 'no JSON' : 'no reason'}`;
  throw new KubernetesError(status, `Kubernetes: ${call.method} ${call.path}: ${reason}`);
}

function send(access: KubernetesAccess, call: KubernetesCall): Promise<{ status: number; text: string }> {
  const url = new URL(`${access.baseUrl.replace(/\/+$/, '')}${call.path}`);
  const { ca, cert, key, serverName, insecure } = access;
  const body = call.body === undefined ? null : JSON.stringify(call.body);
  const options = {
    method: call.method,
    headers: {
      accept: 'application/json',
      ...(access.token === undefined ? {} : { authorization: `Bearer ${access.token}` }),
      ...(body === null
        ? {}
        : {
            'content-type': call.contentType ?? 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
    },
    agent: false,
    signal: AbortSignal.timeout(access.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    rejectUnauthorized: insecure !== true,
  };
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = open(url, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) response.destroy(new Error(`answer over ${MAX_ANSWER_BYTES} bytes`));
        else chunks.push(chunk);
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readMessage(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('message' in body)) return null;
  return typeof body.message === 'string' && body.message !== '' ? body.message : null;
}
