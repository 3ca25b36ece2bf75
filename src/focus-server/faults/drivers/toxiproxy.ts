/** Faults by a Toxiproxy server that stands between the server and its target. */
import { z } from 'zod';
import { FaultRefused } from '../../../proxy/fault.ts';
import type { Fault } from '../../../proxy/fault.ts';
import type { LeftoverDriver } from '../journal.ts';
import { createExternalDriver } from './external-driver.ts';
import type { Change, ExternalDriverPorts } from './external-driver.ts';
import { createToxiproxyApi } from './toxiproxy-api.ts';
import type { Toxic } from './toxiproxy-api.ts';

interface ToxiproxyOptions extends ExternalDriverPorts {
  /** Of the HTTP API, such as `http://127.0.0.1:8474`. */
  readonly url: string;
  readonly proxy: string;
  /** How to make the proxy when there is none; it is removed again on close. `host:port` each. */
  readonly createAs?: { readonly listen: string; readonly upstream: string };
}

const undoSchema = z.strictObject({
  toxics: z.array(z.string().regex(/^focus-stability-[a-z0-9-]{1,80}$/)).max(10),
  enable: z.boolean(),
});
type Undo = z.infer<typeof undoSchema>;

/** Rejects when Toxiproxy does not answer, or has no such proxy and `createAs` is not given. */
export async function createToxiproxyDriver(options: ToxiproxyOptions): Promise<LeftoverDriver> {
  const { url, proxy, createAs, ...ports } = options;
  const api = createToxiproxyApi(url, proxy);
  const missing = (await api.readProxy()) === null;
  if (missing && createAs === undefined) throw new Error(`Toxiproxy at ${url} has no proxy "${proxy}"`);
  if (missing && createAs !== undefined) await api.createProxy(createAs);
  const byHand = (method: string, path: string): string => `curl -X ${method} ${url}/proxies/${proxy}${path}`;

  async function prepareDown(): Promise<Change<Undo>> {
    if ((await api.readProxy())?.enabled !== true)
      throw new FaultRefused(`toxiproxy: proxy "${proxy}" is down already`);
    return {
      undo: { toxics: [], enable: true },
      byHand: `${byHand('POST', '')} -d '{"enabled":true}'`,
      apply: () => api.setEnabled(false),
    };
  }

  return createExternalDriver<Undo>(
    {
      name: 'toxiproxy',
      target: `${url} ${proxy}`,
      undoSchema,
      refuses: refuseToxics,
      async prepare(fault, id) {
        if (fault.kind === 'down') return prepareDown();
        const toxics = new Map(
          planToxics(fault).map((toxic) => [`focus-stability-${id}-${toxic.stream}`, toxic]),
        );
        const names = [...toxics.keys()];
        return {
          undo: { toxics: names, enable: false },
          byHand: names.map((name) => byHand('DELETE', `/toxics/${name}`)).join('; '),
          async apply() {
            for (const [name, toxic] of toxics) await api.addToxic({ name, ...toxic });
          },
        };
      },
      async revert({ toxics, enable }) {
        for (const name of toxics) await api.removeToxic(name);
        if (enable) await api.setEnabled(true);
      },
      ...(missing ? { close: () => api.removeProxy() } : {}),
    },
    ports,
  );
}

// The toxics of a fault: how Toxiproxy does it, or why it cannot.

/** A toxic whose name is still to be given. */
type ToxicPlan = Omit<Toxic, 'name'>;

function refuseToxics(fault: Fault): string | null {
  if (fault.kind === 'loss' && fault.share > 0)
    return 'Toxiproxy chooses connections, not chunks: it cannot stall a share of them (resetShare alone it can)';
  if (fault.kind === 'bandwidth' && fault.bytesPerSecond < 1000)
    return 'Toxiproxy counts in whole kilobytes per second, less than 1000 bytes per second it cannot do';
  return null;
}

/** `down` is no toxic but a disabled proxy. */
function planToxics(fault: Fault): readonly ToxicPlan[] {
  switch (fault.kind) {
    case 'latency':
      return bothWays('latency', { latency: Math.round(fault.ms), jitter: Math.round(fault.jitterMs ?? 0) });
    case 'bandwidth':
      return bothWays('bandwidth', { rate: Math.round(fault.bytesPerSecond / 1000) });
    case 'loss':
      return [
        {
          type: 'reset_peer',
          stream: 'downstream',
          toxicity: fault.resetShare ?? 0,
          attributes: { timeout: 0 },
        },
      ];
    case 'half-open':
    case 'partition':
      // Timeout 0: nothing passes, nothing closes; Toxiproxy closes the connections when it is removed.
      return bothWays('timeout', { timeout: 0 });
    case 'slow-close':
      return bothWays('slow_close', { delay: Math.round(fault.ms) });
    default:
      return [];
  }
}

function bothWays(type: string, attributes: Toxic['attributes']): readonly ToxicPlan[] {
  return (['upstream', 'downstream'] as const).map((stream) => ({ type, stream, toxicity: 1, attributes }));
}
