import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetemDriver } from '../../../../src/focus-server/faults/drivers/netem/create-netem-driver.ts';
import type { Executor } from '../../../../src/focus-server/faults/executors/executors.ts';
import { createLocalExecutor } from '../../../../src/focus-server/faults/executors/executors.ts';
import type { Fault } from '../../../../src/proxy/fault.ts';
import type { LeftoverDriver } from '../../../../src/focus-server/faults/journal.ts';
import { hasNeighbour } from '../../../../scripts/neighbours/core.ts';
import { needs, needsAlso } from '../../../helpers/neighbours.ts';
import { createSeededRandom, realClock, until } from '../../../proxy/fake-clock.ts';
import { createMemoryJournal } from '../memory-journal.ts';

/** True where this user may make a network namespace and the kernel has nftables in it. */
function canUseNftables(): boolean {
  try {
    execFileSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up && nft add table inet probe'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** Echo servers on ports 4444 and 4445, of which only the first is ever disturbed. */
const ECHO = `const { createServer } = require('node:net');
  const serve = (port, then) => createServer((s) => { s.on('error', () => {}); s.pipe(s); }).listen(port, '127.0.0.1', then);
  serve(4444, () => serve(4445, () => console.log('listening')));`;
/** Says what becomes of an attempt to hear an echo. "silence": meanwhile the other port has answered 50 times. */
const ASK = `const { connect } = require('node:net');
  const say = (what) => { console.log(what); process.exit(0); };
  const ask = (port, onEcho) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', (error) => say(error.code)).on('data', (data) => { socket.destroy(); onEcho(String(data)); });
    socket.write('echo');
  };
  const witness = (left) => ask(4445, () => (left === 0 ? say('silence') : witness(left - 1)));
  ask(4444, say);
  if (process.argv[1] === 'silence') witness(50);`;

interface World {
  readonly driver: LeftoverDriver;
  /** Hears until something comes, unless silence is expected. */
  readonly ask: (expected: string) => Promise<string>;
  readonly tables: () => Promise<string>;
}

/** A network of its own with an echo server in it; the machine's firewall is never touched. */
async function setUpNamespace(): Promise<World> {
  const holder: ChildProcess = spawn(
    'unshare',
    ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" -e "$1"', process.execPath, ECHO],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void holder.kill('SIGKILL'));
  let listening = false;
  holder.stdout?.once('data', () => (listening = true));
  await until(() => listening);

  const local = createLocalExecutor({ clock: realClock });
  const enter = ['nsenter', '-t', String(holder.pid), '-n'];
  const inside: Executor = { place: 'the namespace', run: (command) => local.run([...enter, ...command]) };
  return {
    driver: createNetemDriver({
      executor: inside,
      flow: { address: '127.0.0.1', port: 4444, side: 'client' },
      device: 'lo',
      clock: realClock,
      random: createSeededRandom(1),
      journal: createMemoryJournal(),
    }),
    async ask(expected) {
      const asker = spawn(enter[0] ?? '', [...enter.slice(1), process.execPath, '-e', ASK, expected], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let heard = '';
      asker.stdout.on('data', (text: Buffer) => (heard += text.toString()));
      await once(asker, 'close');
      return heard.trim();
    },
    tables: async () => (await inside.run(['nft', 'list', 'tables'])).stdout.trim(),
  };
}

const REAL = hasNeighbour('nftables')
  ? needsAlso(canUseNftables(), 'rights to make a network namespace (root has them)')
  : needs('nftables');

describe('nftables of a real kernel', REAL, () => {
  it.each<[Fault, string]>([
    [{ kind: 'down' }, 'ECONNREFUSED'],
    [{ kind: 'partition' }, 'silence'],
    [{ kind: 'loss', share: 1 }, 'silence'],
    [{ kind: 'loss', share: 0 }, 'echo'],
  ])('%j: a client hears %s, and the echo again afterwards', async (fault, heard) => {
    const { driver, ask, tables } = await setUpNamespace();
    expect(await ask('echo')).toBe('echo');
    const active = await driver.inject(fault);
    expect(await tables()).toMatch(/^table inet focus_stability_\w+$/);
    expect(await ask(heard)).toBe(heard);
    await active.undo();
    expect(await tables()).toBe('');
    expect(await ask('echo')).toBe('echo');
  });

  it('bandwidth and latency are in force, or refused by a kernel without netem and then leave nothing', async () => {
    const { driver, ask, tables } = await setUpNamespace();
    const outcomes = await Promise.allSettled([
      driver.inject({ kind: 'bandwidth', bytesPerSecond: 100_000 }),
      driver.inject({ kind: 'latency', ms: 1 }),
    ]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(String(outcome.reason)).toMatch(/qdisc kind is unknown/);
    expect(await ask('echo')).toBe('echo');
    await driver.close();
    expect(await tables()).toBe('');
    expect(driver.active()).toEqual([]);
  });
});
