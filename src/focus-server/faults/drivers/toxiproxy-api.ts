/** The part of Toxiproxy's HTTP API that the driver needs. */
import { z } from 'zod';
import { explainError, withoutSecrets } from '../../../http/explain-error.ts';
import { fetchWhole } from '../../../http/fetch-whole.ts';

export interface Toxic {
  readonly name: string;
  readonly type: string;
  readonly stream: 'upstream' | 'downstream';
  /** Share of connections, 0..1. */
  readonly toxicity: number;
  readonly attributes: Readonly<Record<string, number>>;
}

export interface ToxiproxyApi {
  /** null: there is no such proxy. */
  readProxy(): Promise<{ readonly enabled: boolean } | null>;
  createProxy(ends: { readonly listen: string; readonly upstream: string }): Promise<void>;
  removeProxy(): Promise<void>;
  setEnabled(enabled: boolean): Promise<void>;
  addToxic(toxic: Toxic): Promise<void>;
  /** Fine when it is gone already. */
  removeToxic(name: string): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const WITHIN_MS = 10_000;
const MOST_BYTES = 1_000_000;
const proxySchema = z.object({ enabled: z.boolean() });

/** `url`: of the API; `proxy`: the name all calls are about. Calls reject with what Toxiproxy said. */
export function createToxiproxyApi(url: string, proxy: string): ToxiproxyApi {
  const path = `/proxies/${encodeURIComponent(proxy)}`;

  async function call(request: string, body?: unknown): Promise<Answer> {
    const [method = '', where = ''] = request.split(' ');
    const payload =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetchWhole(
      new URL(where, url),
      { method, redirect: 'error', ...payload },
      { timeoutMs: WITHIN_MS, mostBytes: MOST_BYTES },
    ).catch((error: unknown) => {
      throw new Error(`Toxiproxy at ${withoutSecrets(url)} does not answer: ${explainError(error)}`, {
        cause: error,
      });
    });
    return { status: response.status, body: await response.text() };
  }

  async function demand(request: string, body?: unknown): Promise<void> {
    const answer = await call(request, body);
    if (answer.status >= 300) throw refusalOf(request, answer);
  }

  return {
    async readProxy() {
      const answer = await call(`GET ${path}`);
      if (answer.status === 404) return null;
      if (answer.status !== 200) throw refusalOf(`GET ${path}`, answer);
      return proxySchema.parse(JSON.parse(answer.body));
    },
    createProxy: (ends) => demand('POST /proxies', { name: proxy, ...ends, enabled: true }),
    removeProxy: () => demand(`DELETE ${path}`),
    setEnabled: (enabled) => demand(`POST ${path}`, { enabled }),
    addToxic: (toxic) => demand(`POST ${path}/toxics`, toxic),
    async removeToxic(name) {
      const request = `DELETE ${path}/toxics/${encodeURIComponent(name)}`;
      const answer = await call(request);
      if (answer.status >= 300 && answer.status !== 404) throw refusalOf(request, answer);
    },
  };
}

const refusalOf = (request: string, { status, body }: Answer): Error =>
  new Error(`Toxiproxy answered ${status} to ${request}: ${body.trim().slice(0, 300)}`);
