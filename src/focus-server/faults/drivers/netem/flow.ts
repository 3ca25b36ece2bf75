/** The packets a fault is limited to, in the words of nft and tc: one address, one TCP port, never more. */
import { isIP } from 'node:net';

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
