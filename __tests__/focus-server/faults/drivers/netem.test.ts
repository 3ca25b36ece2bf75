import { describe, expect, it } from 'vitest';
import { createNetemDriver } from '../../../../src/focus-server/faults/drivers/netem/create-netem-driver.ts';
import type { Flow } from '../../../../src/focus-server/faults/drivers/netem/packets.ts';
import { FaultRefused } from '../../../../src/proxy/fault.ts';
import { undoLeftovers } from '../../../../src/focus-server/faults/journal.ts';
import type { LeftoverDriver } from '../../../../src/focus-server/faults/journal.ts';
import { createFakeClock, createSeededRandom } from '../../../proxy/fake-clock.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import { createLinuxPlace } from './linux-place.ts';
import type { LinuxPlace } from './linux-place.ts';

const MONGO: Flow = { address: '192.0.2.7', port: 27017, side: 'client' };

function createDriver(place: LinuxPlace, flow = MONGO, journal = createMemoryJournal()): LeftoverDriver {
  return createNetemDriver({
    executor: place,
    flow,
    device: 'eth0',
    clock: createFakeClock(),
    random: createSeededRandom(1),
    journal,
  });
}

describe('latency by tc netem', () => {
  it('delays the packets to one address and port, and nothing else', async () => {
    const place = createLinuxPlace();
    const active = await createDriver(place).inject({ kind: 'latency', ms: 100, jitterMs: 20 });
    expect(place.commands).toEqual([
      'id -u',
      'tc -V',
      'tc qdisc add dev eth0 root handle f0c5: prio bands 4',
      'tc qdisc add dev eth0 parent f0c5:4 handle f0c6: netem limit 10000 delay 200ms 40ms',
      'tc filter add dev eth0 protocol ip parent f0c5: prio 1 u32 match ip dst 192.0.2.7/32 match ip protocol 6 0xff match ip dport 27017 0xffff flowid f0c5:4',
    ]);
    await Promise.all([active.undo(), active.undo()]);
    expect(place.commands.slice(5)).toEqual([
      'tc qdisc show dev eth0',
      'tc qdisc del dev eth0 root handle f0c5:',
    ]);
  });

  it('matches what the target sends when commands run there, IPv6 too', async () => {
    const place = createLinuxPlace();
    await createDriver(place, { address: '2001:db8::7', port: 27017, side: 'target' }).inject({
      kind: 'latency',
      ms: 1,
    });
    expect(place.filters()).toEqual([
      'protocol ipv6 parent f0c5: prio 1 u32 match ip6 src 2001:db8::7/128 match ip6 protocol 6 0xff match ip6 sport 27017 0xffff flowid f0c5:4',
    ]);
  });

  it('composes: one queue with what all faults ask for, until the last is undone', async () => {
    const place = createLinuxPlace();
    const driver = createDriver(place);
    const first = await driver.inject({ kind: 'latency', ms: 100 });
    const second = await driver.inject({ kind: 'latency', ms: 50.5, jitterMs: 5 });
    const third = await driver.inject({ kind: 'bandwidth', bytesPerSecond: 20_000 });
    expect(place.netem()).toBe('limit 10000 delay 301ms 10ms rate 20000bps');
    await first.undo();
    expect(place.netem()).toBe('limit 10000 delay 101ms 10ms rate 20000bps');
    await third.undo();
    expect(place.netem()).toBe('limit 10000 delay 101ms 10ms');
    await second.undo();
    expect(place.netem()).toBeNull();
    expect(place.tables.size).toBe(0);
  });

  it('leaves alone a queue that somebody else has set up', async () => {
    const place = createLinuxPlace({ foreignQueue: 'qdisc htb 1: root refcnt 2' });
    await expect(createDriver(place).inject({ kind: 'latency', ms: 1 })).rejects.toThrow(
      /Exclusivity flag on/,
    );
    expect(place.commands.filter((command) => command.includes(' del '))).toEqual([]);
  });
});

describe('loss, partition and down by nftables', () => {
  it.each([
    [
      { kind: 'loss', share: 0.1 },
      [
        'out: ip daddr 192.0.2.7 tcp dport 27017 numgen random mod 10000 < 1000 drop',
        'in: ip saddr 192.0.2.7 tcp sport 27017 numgen random mod 10000 < 1000 drop',
      ],
    ],
    [
      { kind: 'partition' },
      ['out: ip daddr 192.0.2.7 tcp dport 27017 drop', 'in: ip saddr 192.0.2.7 tcp sport 27017 drop'],
    ],
    [{ kind: 'down' }, ['out: ip daddr 192.0.2.7 tcp dport 27017 reject with tcp reset']],
    [
      { kind: 'bandwidth', bytesPerSecond: 20_000 },
      ['in: ip saddr 192.0.2.7 tcp sport 27017 limit rate over 20000 bytes/second burst 65536 bytes drop'],
    ],
  ] as const)('%j is a table of its own, gone after undoing', async (fault, rules) => {
    const place = createLinuxPlace();
    const active = await createDriver(place).inject(fault);
    expect([...place.tables.values()]).toEqual([rules]);
    await active.undo();
    expect(place.tables.size).toBe(0);
  });

  it('swaps the ends when commands run on the target', async () => {
    const place = createLinuxPlace();
    await createDriver(place, { ...MONGO, side: 'target' }).inject({ kind: 'partition' });
    expect([...place.tables.values()]).toEqual([
      ['out: ip saddr 192.0.2.7 tcp sport 27017 drop', 'in: ip daddr 192.0.2.7 tcp dport 27017 drop'],
    ]);
  });

  it('refuses only what goes to the target, since the refusals must come back', async () => {
    const place = createLinuxPlace();
    await createDriver(place, { ...MONGO, side: 'target' }).inject({ kind: 'down' });
    expect([...place.tables.values()]).toEqual([
      ['in: ip daddr 192.0.2.7 tcp dport 27017 reject with tcp reset'],
    ]);
  });

  it('knows how to undo before anything is done', async () => {
    const place = createLinuxPlace();
    const journal = createMemoryJournal();
    let atJournal: string[] = [];
    const driver = createDriver(place, MONGO, {
      ...journal,
      add: async (entry) => {
        atJournal = [...place.commands];
        await journal.add(entry);
      },
    });
    const { id } = await driver.inject({ kind: 'partition' });
    expect(atJournal).toEqual(['id -u', 'nft --version']);
    const table = `focus_stability_${id.replaceAll('-', '_')}`;
    expect(journal.entries()).toMatchObject([
      { undo: { table, shaped: false }, byHand: `on ssh root@mongo: nft delete table inet ${table}` },
    ]);
  });

  it('does not inject what it cannot write down', async () => {
    const place = createLinuxPlace();
    const full = { ...createMemoryJournal(), add: () => Promise.reject(new Error('disk full')) };
    await expect(createDriver(place, MONGO, full).inject({ kind: 'partition' })).rejects.toThrow('disk full');
    expect(place.tables.size).toBe(0);
  });

  it('takes back what a failing command leaves half done', async () => {
    const place = createLinuxPlace();
    const journal = createMemoryJournal();
    const driver = createDriver(place, MONGO, journal);
    place.fail('nft add rule');
    await expect(driver.inject({ kind: 'down' })).rejects.toThrow(
      /"nft add rule inet .* on ssh root@mongo ended with 2: RTNETLINK answers: Operation not permitted/,
    );
    expect(place.tables.size).toBe(0);
    expect(journal.entries()).toEqual([]);
  });

  it('says what to run by hand when undoing fails, and can be asked again', async () => {
    const place = createLinuxPlace();
    const active = await createDriver(place).inject({ kind: 'partition' });
    place.fail('nft delete');
    await expect(active.undo()).rejects.toThrow(
      /still in force.*By hand: on ssh root@mongo: nft delete table inet focus_/,
    );
    place.fail(null);
    await active.undo();
    expect(place.tables.size).toBe(0);
  });
});

describe('where the environment does not allow it', () => {
  it.each([
    [{ user: 1000 }, 'packets can only be touched by root, on ssh root@mongo we are user 1000'],
    [{ missing: ['tc'] }, 'there is no tc on ssh root@mongo (Debian package iproute2)'],
    [{ missing: ['nft'] }, 'there is no nft on ssh root@mongo (Debian package nftables)'],
    [{ missing: ['id'] }, 'no command runs on ssh root@mongo: spawn id ENOENT'],
  ])('%j is refused with the reason, nothing is touched', async (options, reason) => {
    const place = createLinuxPlace(options);
    const driver = createDriver(place);
    // Needs both programs.
    const injecting = driver.inject({ kind: 'bandwidth', bytesPerSecond: 1000 });
    await expect(injecting).rejects.toThrow(FaultRefused);
    await expect(injecting).rejects.toThrow(reason);
    expect(place.commands.filter((command) => command.includes(' add '))).toEqual([]);
  });

  it('refuses what packets cannot do', () => {
    const driver = createDriver(createLinuxPlace());
    expect(driver.refuses({ kind: 'half-open' })).toMatch('"half-open" is about connections');
    expect(driver.refuses({ kind: 'slow-close', ms: 1 })).toMatch('"slow-close"');
    expect(driver.refuses({ kind: 'loss', share: 0, resetShare: 0.1 })).toMatch('cannot be reset');
    expect(driver.refuses({ kind: 'partition' })).toBeNull();
  });

  it.each([
    [{ ...MONGO, address: 'mongo.example' }, 'eth0', 'no IP address'],
    [{ ...MONGO, address: '192.0.2.7; reboot' }, 'eth0', 'no IP address'],
    [{ ...MONGO, port: 0 }, 'eth0', 'no TCP port'],
    [MONGO, '-eth0', 'no network device'],
    [MONGO, 'eth0 root', 'no network device'],
  ])('takes no flow like %j on %s', (flow, device, message) => {
    const make = (): unknown =>
      createNetemDriver({
        executor: createLinuxPlace(),
        flow,
        device,
        clock: createFakeClock(),
        random: () => 0,
        journal: createMemoryJournal(),
      });
    expect(make).toThrow(message);
  });
});

describe('leftovers of netem', () => {
  it('are undone by the next process, also when half of them is gone already', async () => {
    const place = createLinuxPlace();
    const journal = createMemoryJournal();
    const killed = createDriver(place, MONGO, journal);
    await killed.inject({ kind: 'bandwidth', bytesPerSecond: 1000 });
    await killed.inject({ kind: 'latency', ms: 100 });
    await killed.inject({ kind: 'partition' });
    place.tables.delete([...place.tables.keys()][0] ?? '');

    const { undone, left } = await undoLeftovers(journal.entries(), [createDriver(place)]);
    expect(left).toEqual([]);
    expect(undone.map(({ fault }) => fault.kind)).toEqual(['partition', 'latency', 'bandwidth']);
    expect(place.tables.size).toBe(0);
    expect(place.netem()).toBeNull();
  });
});
