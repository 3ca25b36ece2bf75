import { describe, expect, it } from 'vitest';
import { createChaosMeshDriver } from '../../../../src/focus-server/faults/drivers/chaos-mesh.ts';
import { createScaleDownDriver } from '../../../../src/focus-server/faults/drivers/scale-down.ts';
import { FaultRefused } from '../../../../src/proxy/fault.ts';
import type { Fault } from '../../../../src/proxy/fault.ts';
import { undoLeftovers } from '../../../../src/focus-server/faults/journal.ts';
import type { LeftoverDriver } from '../../../../src/focus-server/faults/journal.ts';
import { createFakeClock, createSeededRandom, until } from '../../../proxy/fake-clock.ts';
import type { FakeClock } from '../../../proxy/fake-clock.ts';
import { createMemoryJournal } from '../memory-journal.ts';
import type { MemoryJournal } from '../memory-journal.ts';
import { startKubernetesTwin } from './kubernetes-twin.ts';
import type { KubernetesTwin } from './kubernetes-twin.ts';

interface Setup {
  readonly twin: KubernetesTwin;
  readonly clock: FakeClock;
  readonly journal: MemoryJournal;
  readonly chaos: LeftoverDriver;
  readonly scale: LeftoverDriver;
}

const SERVER = { namespace: 'panda', labels: { app: 'focus-server' } };
const MONGO = { namespace: 'panda', labels: { app: 'mongodb' } };

async function setUp(): Promise<Setup> {
  const twin = await startKubernetesTwin();
  const journal = createMemoryJournal();
  const clock = createFakeClock();
  const ports = { clock, random: createSeededRandom(1), journal };
  return {
    twin,
    clock,
    journal,
    chaos: createChaosMeshDriver({
      kubernetes: twin.manifests,
      namespace: 'panda',
      source: SERVER,
      target: MONGO,
      ...ports,
    }),
    scale: createScaleDownDriver({ kubernetes: twin.scale, workload: 'mongodb', ...ports }),
  };
}

/** Lets the clock run while something polls. */
async function whileTimePasses<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let settled = false;
  const done = work.finally(() => (settled = true));
  done.catch(() => undefined);
  await until(() => {
    clock.advance(500);
    return settled;
  });
  return done;
}

describe('Chaos Mesh', () => {
  it.each<[Fault, Record<string, unknown>]>([
    [
      { kind: 'latency', ms: 100, jitterMs: 20 },
      { action: 'delay', delay: { latency: '100ms', jitter: '20ms', correlation: '0' } },
    ],
    [
      { kind: 'loss', share: 0.1, stallMs: 200 },
      { action: 'loss', loss: { loss: '10', correlation: '0' } },
    ],
    [
      { kind: 'bandwidth', bytesPerSecond: 2_000_000 },
      { action: 'bandwidth', bandwidth: { rate: '2000000bps', buffer: 20_000, limit: 2_000_000 } },
    ],
    [{ kind: 'partition' }, { action: 'partition' }],
  ])('%j is one NetworkChaos between the two groups of pods', async (fault, action) => {
    const { twin, clock, chaos, journal } = await setUp();
    const active = await whileTimePasses(clock, chaos.inject(fault));
    const name = `focus-stability-${active.id}`;
    expect([...twin.objects.values()].map(({ object }) => object)).toEqual([
      {
        apiVersion: 'chaos-mesh.org/v1alpha1',
        kind: 'NetworkChaos',
        metadata: { name, namespace: 'panda', labels: { 'app.kubernetes.io/managed-by': 'focus-stability' } },
        spec: {
          ...action,
          mode: 'all',
          selector: { namespaces: ['panda'], labelSelectors: { app: 'focus-server' } },
          direction: 'both',
          target: { mode: 'all', selector: { namespaces: ['panda'], labelSelectors: { app: 'mongodb' } } },
          duration: '3600s',
        },
      },
    ]);
    expect(name.length).toBeLessThan(64);
    expect(journal.entries()[0]?.byHand).toBe(`kubectl delete networkchaos ${name} -n panda`);
    await whileTimePasses(clock, active.undo());
    expect(twin.objects.size).toBe(0);
    expect(journal.entries()).toEqual([]);
  });

  it('a fault is in force when all pods have it, and gone when the object is', async () => {
    const { twin, clock, chaos } = await setUp();
    let injected = false;
    const injecting = chaos.inject({ kind: 'partition' }).finally(() => (injected = true));
    await until(() => [...twin.objects.values()][0]?.readsLeft === 1 && clock.pending() === 1);
    expect(injected).toBe(false);
    const active = await whileTimePasses(clock, injecting);
    let undone = false;
    const undoing = active.undo().finally(() => (undone = true));
    await until(() => [...twin.objects.values()][0]?.leaving === true && clock.pending() === 1);
    expect(undone).toBe(false);
    await whileTimePasses(clock, undoing);
    expect(twin.objects.size).toBe(0);
  });

  it('is removed again when it does not reach the pods', async () => {
    const { twin, clock, chaos, journal } = await setUp();
    twin.neverInject();
    await expect(whileTimePasses(clock, chaos.inject({ kind: 'partition' }))).rejects.toThrow(
      /was not injected into all pods within 60 s/,
    );
    expect(twin.objects.size).toBe(0);
    expect(journal.entries()).toEqual([]);
    expect(chaos.active()).toEqual([]);
  });

  it('refuses what is no matter of packets, and groups that are all pods', async () => {
    const { chaos, clock, journal, twin } = await setUp();
    for (const fault of ['half-open', 'down'] as const)
      await expect(chaos.inject({ kind: fault })).rejects.toThrow(FaultRefused);
    expect(chaos.refuses({ kind: 'slow-close', ms: 1 })).toMatch('cannot do "slow-close"');
    expect(chaos.refuses({ kind: 'loss', share: 0.1, resetShare: 0.1 })).toMatch('cannot reset');
    const make = (): unknown =>
      createChaosMeshDriver({
        kubernetes: twin.manifests,
        namespace: 'panda',
        source: { namespace: 'panda', labels: {} },
        target: MONGO,
        clock,
        random: () => 0,
        journal,
      });
    expect(make).toThrow('all of them');
  });
});

describe('scaling MongoDB down', () => {
  it('is "down" and back to as many replicas as before', async () => {
    const { twin, scale, journal } = await setUp();
    const active = await scale.inject({ kind: 'down' });
    expect(twin.replicas.get('mongodb')).toBe(0);
    expect(journal.entries()).toMatchObject([{ undo: { replicas: 3 }, target: 'mongodb' }]);
    await expect(scale.inject({ kind: 'down' })).rejects.toThrow('is down already');
    await active.undo();
    await active.undo();
    expect(twin.replicas.get('mongodb')).toBe(3);
    expect(journal.entries()).toEqual([]);
  });

  it('can do nothing else', async () => {
    const { twin, scale } = await setUp();
    await expect(scale.inject({ kind: 'partition' })).rejects.toThrow(
      'scaling mongodb can only do "down", not "partition"',
    );
    expect(twin.replicas.get('mongodb')).toBe(3);
  });

  it('is not begun without the right to read, and says how to go back when the right is lost', async () => {
    const { twin, scale, journal } = await setUp();
    twin.forbid(true);
    await expect(scale.inject({ kind: 'down' })).rejects.toThrow('403');
    expect(journal.entries()).toEqual([]);
    twin.forbid(false);
    await scale.inject({ kind: 'down' });
    twin.forbid(true);
    await expect(scale.close()).rejects.toThrow(/still in force.*403.*By hand: scale mongodb back to 3/);
    expect(journal.entries()).toHaveLength(1);
  });
});

describe('leftovers of a killed process', () => {
  it('are undone by the drivers they came from; what cannot be is told', async () => {
    const { twin, clock, chaos, scale, journal } = await setUp();
    await whileTimePasses(clock, chaos.inject({ kind: 'partition' }));
    await scale.inject({ kind: 'down' });
    const next = await setUp();
    const entries = journal.entries();

    const foreign = await undoLeftovers(entries, []);
    expect(foreign.undone).toEqual([]);
    expect(foreign.left.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^no driver "scale-down" for mongodb is configured. By hand: scale mongodb/),
      expect.stringMatching(/^no driver "chaos-mesh" for panda: .*By hand: kubectl delete networkchaos/),
    ]);

    const fresh = [
      createScaleDownDriver({ kubernetes: twin.scale, workload: 'mongodb', ...next, random: () => 0 }),
      createChaosMeshDriver({
        kubernetes: twin.manifests,
        namespace: 'panda',
        source: SERVER,
        target: MONGO,
        ...next,
        random: () => 0,
      }),
    ];
    const { undone, left } = await whileTimePasses(next.clock, undoLeftovers(entries, fresh));
    expect(left).toEqual([]);
    expect(undone).toHaveLength(2);
    expect(twin.objects.size).toBe(0);
    expect(twin.replicas.get('mongodb')).toBe(3);

    // Somebody has scaled it since.
    twin.replicas.set('mongodb', 5);
    const again = await whileTimePasses(next.clock, undoLeftovers(entries, fresh));
    expect(again.left).toEqual([]);
    expect(twin.replicas.get('mongodb')).toBe(5);
  });

  it('whose undo data was tampered with is left alone', async () => {
    const { twin, scale, journal } = await setUp();
    await scale.inject({ kind: 'down' });
    const [entry] = journal.entries();
    const { left } = await undoLeftovers(entry === undefined ? [] : [{ ...entry, undo: { replicas: 1e9 } }], [
      scale,
    ]);
    expect(left).toHaveLength(1);
    expect(twin.replicas.get('mongodb')).toBe(0);
  });
});
