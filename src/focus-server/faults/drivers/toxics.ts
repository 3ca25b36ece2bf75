/** The toxics of a fault: how Toxiproxy does it, or why it cannot. */
import type { Fault } from '../../../proxy/fault.ts';
import type { Toxic } from './toxiproxy-api.ts';

/** A toxic whose name is still to be given. */
export type ToxicPlan = Omit<Toxic, 'name'>;

export function refuseToxics(fault: Fault): string | null {
  if (fault.kind === 'loss' && fault.share > 0)
    return 'Toxiproxy chooses connections, not chunks: it cannot stall a share of them (resetShare alone it can)';
  if (fault.kind === 'bandwidth' && fault.bytesPerSecond < 1000)
    return 'Toxiproxy counts in whole kilobytes per second, less than 1000 bytes per second it cannot do';
  return null;
}

/** `down` is no toxic but a disabled proxy. */
export function planToxics(fault: Fault): readonly ToxicPlan[] {
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
