/**
 * Which packets a fault is limited to, in the words of nft and tc (one address, one TCP port, never more), and what it
 * does to them.
 */
import { isIP } from 'node:net';
import type { Fault } from '../../../../proxy/fault.ts';

export interface Flow {
  /** The target's IP address: names may come to mean something else while a fault is in force. */
  readonly address: string;
  readonly port: number;
  /** Where the commands run: at the client of the target, or on the target itself. */
  readonly side: 'client' | 'target';
}

/** Throws when it is no flow. */
export function checkFlow({ address, port }: Flow): void {
  if (isIP(address) === 0) throw new Error(`netem: ${JSON.stringify(address)} is no IP address`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`netem: ${port} is no TCP port`);
}

/** Words of an nft rule that match the packets of one direction, seen from where the commands run. */
export function matchNft({ address, port, side }: Flow, direction: 'out' | 'in'): readonly string[] {
  const towardsTarget = (direction === 'out') === (side === 'client');
  const family = isIP(address) === 6 ? 'ip6' : 'ip';
  return towardsTarget
    ? [family, 'daddr', address, 'tcp', 'dport', String(port)]
    : [family, 'saddr', address, 'tcp', 'sport', String(port)];
}

/** Words of a tc filter that match what leaves. */
export function matchU32({ address, port, side }: Flow): readonly string[] {
  const six = isIP(address) === 6;
  const family = six ? 'ip6' : 'ip';
  const [where, which] = side === 'client' ? ['dst', 'dport'] : ['src', 'sport'];
  const words = [
    `protocol ${six ? 'ipv6' : 'ip'} parent f0c5: prio 1 u32`,
    `match ${family} ${where} ${address}/${six ? 128 : 32}`,
    `match ${family} protocol 6 0xff`,
    `match ${family} ${which} ${port} 0xffff`,
  ];
  return words.join(' ').split(' ');
}

// What a fault does to packets: tc's netem delays and paces what leaves, nftables judges what passes.

export interface PacketShape {
  readonly delayMs: number;
  readonly jitterMs: number;
  /** Infinity: not limited. */
  readonly bytesPerSecond: number;
}

export interface PacketPlan {
  readonly shape: PacketShape | null;
  /** The judgement of an nft rule per direction, in nft's words; null: none. */
  readonly verdict: { readonly out: readonly string[]; readonly in: readonly string[] } | null;
}

const DROP = ['drop'];
const RESET = ['reject', 'with', 'tcp', 'reset'];
/** A packet as the hooks see it may be this large; a smaller burst would let none pass. */
const BURST_BYTES = 65_536;
const LOSS_STEPS = 10_000;

export function refusePackets(fault: Fault): string | null {
  if (fault.kind === 'half-open' || fault.kind === 'slow-close')
    return `packets can be delayed, dropped and rejected; "${fault.kind}" is about connections`;
  if (fault.kind === 'loss' && (fault.resetShare ?? 0) > 0)
    return 'packets are lost, a share of connections cannot be reset';
  return null;
}

export function planPackets(fault: Fault, side: Flow['side']): PacketPlan {
  switch (fault.kind) {
    case 'latency':
      return { shape: delayBothWays(fault.ms, fault.jitterMs ?? 0), verdict: null };
    case 'bandwidth':
      return {
        shape: { delayMs: 0, jitterMs: 0, bytesPerSecond: fault.bytesPerSecond },
        verdict: pace(fault.bytesPerSecond),
      };
    case 'loss':
      return { shape: null, verdict: lose(fault.share) };
    case 'down':
      return { shape: null, verdict: refuseTowardsTarget(side) };
    default:
      return { shape: null, verdict: { out: DROP, in: DROP } };
  }
}

/** Several shapes share one queue: delays add up, the narrowest rate counts. */
export function mergeShapes(shapes: readonly PacketShape[]): PacketShape {
  return {
    delayMs: shapes.reduce((sum, { delayMs }) => sum + delayMs, 0),
    jitterMs: shapes.reduce((sum, { jitterMs }) => sum + jitterMs, 0),
    bytesPerSecond: Math.min(...shapes.map(({ bytesPerSecond }) => bytesPerSecond)),
  };
}

/** Only what leaves can be delayed, so it is delayed for both ways: the round trip is the same. */
function delayBothWays(ms: number, jitterMs: number): PacketShape {
  return { delayMs: 2 * ms, jitterMs: 2 * jitterMs, bytesPerSecond: Infinity };
}

/** What leaves is paced by netem; what arrives too fast is dropped, and TCP slows down. */
function pace(bytesPerSecond: number): PacketPlan['verdict'] {
  const limit = `limit rate over ${bytesPerSecond} bytes/second burst ${BURST_BYTES} bytes drop`;
  return { out: [], in: limit.split(' ') };
}

/** Only that way: the resets themselves, which come the other way, must arrive. */
function refuseTowardsTarget(side: Flow['side']): PacketPlan['verdict'] {
  return side === 'client' ? { out: RESET, in: [] } : { out: [], in: RESET };
}

/** A lost packet stalls as long as TCP takes to repeat it, whatever `stallMs` says. */
function lose(share: number): PacketPlan['verdict'] {
  const lost = Math.round(share * LOSS_STEPS);
  // nft refuses comparisons that are always true.
  if (lost === LOSS_STEPS) return { out: DROP, in: DROP };
  const chance = `numgen random mod ${LOSS_STEPS} < ${lost} drop`.split(' ');
  return { out: chance, in: chance };
}
