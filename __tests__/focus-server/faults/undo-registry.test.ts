import { describe, expect, it } from 'vitest';
import { readJournal } from '../../../src/focus-server/faults/journal.ts';
import type { JournalEntry, LeftoverDriver } from '../../../src/focus-server/faults/journal.ts';
import { createUndoRegistry } from '../../../src/focus-server/faults/undo-registry.ts';
import type { UndoRegistry } from '../../../src/focus-server/faults/undo-registry.ts';
import { createScaleDownDriver } from '../../../src/focus-server/faults/drivers/scale-down.ts';
import { setUpBench } from '../../proxy/bench.ts';
import { createFakeClock, until } from '../../proxy/fake-clock.ts';

interface World {
  readonly registry: UndoRegistry;
  /** Replicas of the workloads. */
  readonly replicas: Map<string, number>;
  readonly written: (readonly JournalEntry[])[];
  /** What the door calls on Ctrl-C; null after the registry has unhooked it. */
  readonly stop: () => (() => Promise<void>) | null;
  readonly driverOf: (workload: string) => LeftoverDriver;
  /** Scaling this workload fails from now on. */
  readonly breakScale: (workload: string | null) => void;
}

function setUp(
  leftovers: readonly JournalEntry[] = [],
  onWrite = async (): Promise<void> => undefined,
): World {
  const replicas = new Map([
    ['mongodb', 3],
    ['queue', 2],
  ]);
  const written: (readonly JournalEntry[])[] = [];
  let hook: (() => Promise<void>) | null = null;
  let broken: string | null = null;
  const registry = createUndoRegistry({
    leftovers,
    onStop(undo) {
      hook = undo;
      return () => (hook = null);
    },
    async writeJournal(entries) {
      await onWrite();
      written.push(entries);
    },
  });
  const kubernetes = {
    readReplicas: async (name: string) => replicas.get(name) ?? 0,
    async setReplicas(name: string, wanted: number) {
      if (name === broken) throw new Error('forbidden');
      replicas.set(name, wanted);
    },
  };
  return {
    registry,
    replicas,
    written,
    stop: () => hook,
    breakScale: (workload) => (broken = workload),
    driverOf: (workload) =>
      registry.track(
        createScaleDownDriver({
          kubernetes,
          workload,
          clock: createFakeClock(),
          random: () => workload.length / 100,
          journal: registry.journal,
        }),
      ),
  };
}

describe('the undo registry', () => {
  it('undoes everything of every driver on close, in and outside the process', async () => {
    const { registry, replicas, driverOf, stop, written } = setUp();
    const { proxy } = await setUpBench();
    registry.track(proxy);
    await proxy.inject({ kind: 'partition' });
    await driverOf('mongodb').inject({ kind: 'down' });
    await driverOf('queue').inject({ kind: 'down' });
    expect([...replicas.values()]).toEqual([0, 0]);
    expect(written.at(-1)).toHaveLength(2);

    await Promise.all([registry.close(), registry.close()]);
    expect([...replicas.values()]).toEqual([3, 2]);
    expect(proxy.active()).toEqual([]);
    expect(written.at(-1)).toEqual([]);
    expect(stop()).toBeNull();
    expect(() => driverOf('mongodb')).toThrow('already being undone');
  });

  it('does the same on Ctrl-C, also for a fault that is just being injected', async () => {
    let writes = 0;
    let goOn = (): void => undefined;
    const { replicas, driverOf, stop } = setUp([], async () => {
      writes += 1;
      if (writes === 1) await new Promise<void>((resolve) => (goOn = resolve));
    });
    const injecting = driverOf('mongodb').inject({ kind: 'down' });
    const late = driverOf('queue');
    await until(() => writes === 1);
    const stopping = stop()?.();
    goOn();
    await Promise.all([stopping, injecting]);
    expect(replicas.get('mongodb')).toBe(3);
    await expect(late.inject({ kind: 'down' })).rejects.toThrow('closed');
    expect(replicas.get('queue')).toBe(2);
  });

  it('tries everything, reports what is left together, and keeps that in the journal', async () => {
    const { registry, replicas, driverOf, breakScale, written } = setUp();
    await driverOf('mongodb').inject({ kind: 'down' });
    await driverOf('queue').inject({ kind: 'down' });
    breakScale('mongodb');
    await expect(registry.close()).rejects.toThrow(
      /^not everything could be undone: .*down on mongodb.*By hand: scale mongodb/,
    );
    expect(replicas.get('queue')).toBe(2);
    expect(written.at(-1)?.map(({ target }) => target)).toEqual(['mongodb']);
  });

  it('writes the journal before the deed, one write after the other', async () => {
    let writing = 0;
    let most = 0;
    const { replicas, driverOf, written } = setUp([], async () => {
      writing += 1;
      most = Math.max(most, writing);
      await new Promise((resolve) => setImmediate(resolve));
      writing -= 1;
    });
    const injecting = Promise.all([
      driverOf('mongodb').inject({ kind: 'down' }),
      driverOf('queue').inject({ kind: 'down' }),
    ]);
    await until(() => written.length > 0 || replicas.get('mongodb') === 0);
    expect(written.length).toBeGreaterThan(0);
    await injecting;
    expect(most).toBe(1);
  });

  it('keeps what an earlier process left and nobody could undo', async () => {
    const old = leftover('old');
    const { driverOf, registry, written } = setUp([old]);
    await driverOf('mongodb').inject({ kind: 'down' });
    expect(written.at(-1)?.map(({ id }) => id)).toEqual(['old', expect.stringMatching(/^down-/)]);
    await registry.journal.remove('old');
    await registry.close();
    expect(written.at(-1)).toEqual([]);
  });
});

describe('readJournal', () => {
  it('reads what was written', () => {
    const entries = [leftover('a'), leftover('b')];
    expect(readJournal(JSON.stringify(entries))).toEqual(entries);
  });

  it.each([
    '',
    '[{"id":',
    '{}',
    '[{"id":"a"}]',
    JSON.stringify([{ ...leftover('a'), id: 'x'.repeat(20_000) }]),
  ])('says that it cannot be read: %#', (json) => {
    expect(() => readJournal(json)).toThrow('the journal of injected faults cannot be read');
  });
});

function leftover(id: string): JournalEntry {
  return {
    id,
    driver: 'scale-down',
    target: 'elsewhere',
    fault: { kind: 'down' },
    undo: { replicas: 1 },
    byHand: 'scale it',
  };
}
