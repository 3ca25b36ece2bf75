/**
 * The queue of a device in which the packets of one flow are delayed and paced.
 * A prio queue with a fourth band: without a filter nothing ever goes into that one, so all other
 * traffic of the device stays as it is. tc refuses to put it over a queue somebody else has set up.
 */
import { writeDecimal } from '../write-decimal.ts';
import type { Command } from './command.ts';
import { matchU32 } from './flow.ts';
import type { Flow } from './flow.ts';
import type { PacketShape } from './plan-packets.ts';

/** Packets waiting at most: enough for a second of a fast link. */
const LONGEST_QUEUE = 10_000;

export function addQueue(device: string, flow: Flow, shape: PacketShape): readonly Command[] {
  return [
    ['tc', 'qdisc', 'add', 'dev', device, 'root', 'handle', 'f0c5:', 'prio', 'bands', '4'],
    addNetem(device, shape),
    ['tc', 'filter', 'add', 'dev', device, ...matchU32(flow), 'flowid', 'f0c5:4'],
  ];
}

export function reshapeQueue(device: string, shape: PacketShape): readonly Command[] {
  return [
    ['tc', 'qdisc', 'del', 'dev', device, 'parent', 'f0c5:4', 'handle', 'f0c6:'],
    addNetem(device, shape),
  ];
}

export const showQueue = (device: string): Command => ['tc', 'qdisc', 'show', 'dev', device];
export const hasQueue = (listing: string): boolean => /^qdisc prio f0c5: .*\broot\b/m.test(listing);
export const removeQueue = (device: string): Command => [
  'tc',
  'qdisc',
  'del',
  'dev',
  device,
  'root',
  'handle',
  'f0c5:',
];

function addNetem(device: string, { delayMs, jitterMs, bytesPerSecond }: PacketShape): Command {
  const delay = delayMs + jitterMs > 0 ? ` delay ${writeDecimal(delayMs)}ms ${writeDecimal(jitterMs)}ms` : '';
  // tc's "bps" are bytes per second.
  const rate = Number.isFinite(bytesPerSecond) ? ` rate ${bytesPerSecond}bps` : '';
  const netem = `netem limit ${LONGEST_QUEUE}${delay}${rate}`;
  return ['tc', 'qdisc', 'add', 'dev', device, 'parent', 'f0c5:4', 'handle', 'f0c6:', ...netem.split(' ')];
}
