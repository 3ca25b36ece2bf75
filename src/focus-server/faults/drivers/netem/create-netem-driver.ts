/** Faults on packets, by `tc netem` and nftables, here or elsewhere; limited to one address and port. */
import { quoteWords } from '../../../../kit/shell-words.ts';
import { z } from 'zod';
import { FaultRefused } from '../../../../proxy/fault.ts';
import type { Executor } from '../../executors/executors.ts';
import type { LeftoverDriver } from '../../journal.ts';
import { createExternalDriver } from '../external-driver.ts';
import type { ExternalDriverPorts } from '../external-driver.ts';
import {
  TABLE_NAME,
  addTable,
  hasTable,
  listTables,
  nameTable,
  removeTable,
  addQueue,
  hasQueue,
  removeQueue,
  reshapeQueue,
  showQueue,
} from './commands.ts';
import type { Command } from './commands.ts';
import { checkFlow, mergeShapes, planPackets, refusePackets } from './packets.ts';
import type { Flow, PacketShape, PacketPlan } from './packets.ts';

interface NetemOptions extends ExternalDriverPorts {
  readonly executor: Executor;
  readonly flow: Flow;
  /** The network device what is delayed leaves by, such as `eth0`. */
  readonly device: string;
}

const undoSchema = z.strictObject({
  id: z.string(),
  table: z.string().regex(TABLE_NAME).nullable(),
  shaped: z.boolean(),
});

/** Throws when the flow or the device is none. */
export function createNetemDriver({ executor, flow, device, ...ports }: NetemOptions): LeftoverDriver {
  checkFlow(flow);
  if (!/^\w[\w.@-]{0,14}$/.test(device))
    throw new Error(`netem: ${JSON.stringify(device)} is no network device`);
  const shapes = new Map<string, PacketShape>();

  async function run(command: Command): Promise<string> {
    const { code, stdout, stderr } = await executor.run(command);
    if (code === 0) return stdout;
    throw new Error(
      `netem: "${quoteWords(command)}" on ${executor.place} ended with ${code}: ${stderr.trim().slice(0, 300)}`,
    );
  }
  async function runAll(commands: readonly Command[]): Promise<void> {
    for (const command of commands) await run(command);
  }

  async function addShape(id: string, shape: PacketShape): Promise<void> {
    const first = shapes.size === 0;
    shapes.set(id, shape);
    const all = mergeShapes([...shapes.values()]);
    await runAll(first ? addQueue(device, flow, all) : reshapeQueue(device, all));
  }

  async function removeShape(id: string): Promise<void> {
    const rest = new Map([...shapes].filter(([other]) => other !== id));
    if (rest.size > 0) await runAll(reshapeQueue(device, mergeShapes([...rest.values()])));
    else if (hasQueue(await run(showQueue(device)))) await run(removeQueue(device));
    shapes.delete(id);
  }

  return createExternalDriver(
    {
      name: 'netem',
      target: `${executor.place}: ${flow.address} port ${flow.port}, device ${device}`,
      undoSchema,
      refuses: refusePackets,
      async prepare(fault, id) {
        const { shape, verdict } = planPackets(fault, flow.side);
        await checkPlace(executor, { shape, verdict });
        const table = verdict === null ? null : nameTable(id);
        const inverse = [
          ...(table === null ? [] : [removeTable(table)]),
          ...(shape === null ? [] : [removeQueue(device)]),
        ];
        return {
          undo: { id, table, shaped: shape !== null },
          byHand: `on ${executor.place}: ${inverse.map((command) => quoteWords(command)).join('; ')}`,
          async apply() {
            if (shape !== null) await addShape(id, shape);
            if (table !== null && verdict !== null) await runAll(addTable(table, flow, verdict));
          },
        };
      },
      async revert({ id, table, shaped }) {
        if (table !== null && hasTable(await run(listTables), table)) await run(removeTable(table));
        if (shaped) await removeShape(id);
      },
    },
    ports,
  );
}

/** Whether the place where commands run allows a fault at all. Throws FaultRefused with what is missing. */
async function checkPlace(executor: Executor, { shape, verdict }: PacketPlan): Promise<void> {
  const { place } = executor;
  const user = await executor.run(['id', '-u']);
  if (user.code !== 0) throw new FaultRefused(`netem: no command runs on ${place}: ${user.stderr.trim()}`);
  if (user.stdout.trim() !== '0')
    throw new FaultRefused(
      `netem: packets can only be touched by root, on ${place} we are user ${user.stdout.trim()}`,
    );
  if (shape !== null && (await executor.run(['tc', '-V'])).code !== 0)
    throw new FaultRefused(`netem: there is no tc on ${place} (Debian package iproute2)`);
  if (verdict !== null && (await executor.run(['nft', '--version'])).code !== 0)
    throw new FaultRefused(`netem: there is no nft on ${place} (Debian package nftables)`);
}
