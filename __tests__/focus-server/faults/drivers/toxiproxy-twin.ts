import { z } from 'zod';
import { startTwin } from '../http-twin.ts';
import type { TwinAnswer, TwinRequest } from '../http-twin.ts';

/** The toxics of Toxiproxy 2 and the attributes each of them takes. */
const ATTRIBUTES = new Map([
  ['latency', ['latency', 'jitter']],
  ['bandwidth', ['rate']],
  ['timeout', ['timeout']],
  ['reset_peer', ['timeout']],
  ['slow_close', ['delay']],
]);

const toxicSchema = z.strictObject({
  name: z.string().min(1),
  type: z.string(),
  stream: z.enum(['upstream', 'downstream']),
  toxicity: z.number().min(0).max(1),
  attributes: z.record(z.string(), z.int()),
});
export type TwinToxic = z.infer<typeof toxicSchema>;

interface TwinProxy {
  name: string;
  listen: string;
  upstream: string;
  enabled: boolean;
  toxics: Map<string, TwinToxic>;
}

export interface ToxiproxyTwin {
  readonly url: string;
  readonly proxies: Map<string, TwinProxy>;
  toxicsOf(proxy: string): TwinToxic[];
  /** Requests whose `METHOD path` starts so are answered 500, after the first `spared` of them. */
  failOn(start: string, spared?: number): void;
  recover(): void;
}

const fail = (status: number, error: string): TwinAnswer => ({ status, body: { error, status } });

/** Keeps proxies and toxics and answers as Toxiproxy's HTTP API does. */
export async function startToxiproxyTwin(): Promise<ToxiproxyTwin> {
  const proxies = new Map<string, TwinProxy>();
  let failing: { start: string; spared: number } | null = null;

  function answer({ method, path, body }: TwinRequest): TwinAnswer {
    if (failing !== null && `${method} ${path}`.startsWith(failing.start)) {
      failing.spared -= 1;
      if (failing.spared < 0) return fail(500, 'out of order');
    }
    const [, root, name = '', toxics, toxicName = ''] = path.split('/');
    if (root !== 'proxies') return fail(404, 'not found');
    if (name === '') return method === 'POST' ? create(body) : fail(405, 'method');
    const proxy = proxies.get(name);
    if (proxy === undefined) return fail(404, 'proxy not found');
    if (toxics !== undefined) return answerToxics(proxy, { method, path: toxicName, body });
    if (method === 'DELETE') return { status: proxies.delete(name) ? 204 : 404 };
    if (method === 'POST') proxy.enabled = z.object({ enabled: z.boolean() }).parse(body).enabled;
    return { status: 200, body: { ...proxy, toxics: [...proxy.toxics.values()] } };
  }

  function create(body: unknown): TwinAnswer {
    const made = z
      .object({ name: z.string(), listen: z.string(), upstream: z.string(), enabled: z.boolean() })
      .parse(body);
    if (proxies.has(made.name)) return fail(409, 'proxy already exists');
    proxies.set(made.name, { ...made, toxics: new Map() });
    return { status: 201, body: made };
  }

  function answerToxics(proxy: TwinProxy, { method, path: name, body }: TwinRequest): TwinAnswer {
    if (method === 'DELETE')
      return proxy.toxics.delete(name) ? { status: 204 } : fail(404, 'toxic not found');
    const toxic = toxicSchema.safeParse(body);
    if (!toxic.success) return fail(400, `bad request body: ${toxic.error.message}`);
    const known = ATTRIBUTES.get(toxic.data.type);
    if (known === undefined) return fail(400, 'invalid toxic type');
    if (Object.keys(toxic.data.attributes).some((key) => !known.includes(key)))
      return fail(400, 'unknown attribute');
    if (proxy.toxics.has(toxic.data.name)) return fail(409, 'toxic already exists');
    proxy.toxics.set(toxic.data.name, toxic.data);
    return { status: 200, body: toxic.data };
  }

  return {
    url: await startTwin(answer),
    proxies,
    toxicsOf: (name) => [...(proxies.get(name)?.toxics.values() ?? [])],
    failOn: (start, spared = 0) => (failing = { start, spared }),
    recover: () => (failing = null),
  };
}
