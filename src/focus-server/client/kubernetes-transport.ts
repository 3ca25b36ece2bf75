/** One request to a Kubernetes API server: JSON in, JSON out, bounded in time and size, never repeated. */
import { requestJson } from '../../http/request-json.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 30_000;

/** How to reach an API server; certificates and keys are PEM texts. */
export interface KubernetesServer {
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
export async function callKubernetes(access: KubernetesServer, call: KubernetesCall): Promise<unknown> {
  const { baseUrl, token, ca, cert, key, serverName, insecure, timeoutMs = DEFAULT_TIMEOUT_MS } = access;
  const { method, path, contentType } = call;
  const request = {
    method,
    url: new URL(`${baseUrl.replace(/\/+$/, '')}${path}`),
    body: call.body,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
    connection: {
      agent: false,
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(serverName === undefined ? {} : { servername: serverName }),
      rejectUnauthorized: insecure !== true,
    },
  };
  const { status, body } = await requestJson(request, { timeoutMs, mostBytes: MOST_BYTES });
  if (status >= 200 && status < 300 && body !== undefined) return body;
  const reason = readMessage(body) ?? `answered ${status}, ${body === undefined ? 'no JSON' : 'no reason'}`;
  throw new KubernetesError(status, `Kubernetes: ${method} ${path}: ${reason}`);
}

function readMessage(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('message' in body)) return null;
  return typeof body.message === 'string' && body.message !== '' ? body.message : null;
}
