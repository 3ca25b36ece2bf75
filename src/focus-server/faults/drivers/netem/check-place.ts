/** Whether the place where commands run allows a fault at all. */
import type { Executor } from '../../executors/executor.ts';
import { FaultRefused } from '../../../../proxy/fault.ts';
import type { PacketPlan } from './plan-packets.ts';

/** Throws FaultRefused with what is missing. */
export async function checkPlace(executor: Executor, { shape, verdict }: PacketPlan): Promise<void> {
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
