/** The nftables table of one fault: its own, so that undoing removes exactly what was added. */
import type { Command } from './command.ts';
import { matchNft } from './flow.ts';
import type { Flow } from './flow.ts';
import type { PacketPlan } from './plan-packets.ts';

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
