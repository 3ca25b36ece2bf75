/** The commands of `nft` and `tc` that put a plan for packets in force, and take it away again. */
import { writeDecimal } from '../external-driver.ts';
import { matchNft, matchU32 } from './packets.ts';
import type { Flow, PacketPlan, PacketShape } from './packets.ts';

/** A program and its arguments. */
export type Command = readonly string[];

// The nftables table of one fault: its own, so that undoing removes exactly what was added.

export const TABLE_NAME = /^focus_stability_[a-z0-9_]{1,60}$/;
export const nameTable = (id: string): string => `focus_stability_${id.replaceAll('-', '_')}`;

export function addTable(
  table: string,
  flow: Flow,
  verdict: NonNullable<PacketPlan['verdict']>,
): readonly Command[] {
  const commands: Command[] = [['nft', 'add', 'table', 'inet', table]];
  for (const [direction, hook] of [
    ['out', 'output'],
    ['in', 'input'],
  ] as const) {
    if (verdict[direction].length === 0) continue;
    const chain = `{ type filter hook ${hook} priority 0 ; policy accept ; }`;
    commands.push(['nft', 'add', 'chain', 'inet', table, direction, chain]);
    commands.push([
      'nft',
      'add',
      'rule',
      'inet',
      table,
      direction,
      ...matchNft(flow, direction),
      ...verdict[direction],
    ]);
  }
  return commands;
}

export const listTables: Command = ['nft', 'list', 'tables'];
export const removeTable = (table: string): Command => ['nft', 'delete', 'table', 'inet', table];
export const hasTable = (listing: string, table: string): boolean =>
  listing.split('\n').some((line) => line.trim() === `table inet ${table}`);

// The queue of a device in which the packets of one flow are delayed and paced.
// A prio queue with a fourth band: without a filter nothing ever goes into that one, so all other
// traffic of the device stays as it is. tc refuses to put it over a queue somebody else has set up.

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
