import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../../../../src/focus-server/reference/job.ts';
import { startJobs, WISH, type StartedJobs } from './start-jobs.ts';

const LIMIT = 4;

/** What a job should be, told by the words of the contract alone. */
interface Expected {
  readonly id: string;
  readonly window: number;
  readonly open: number[];
  deadlineMs: number;
}

interface Model {
  nowMs: number;
  sequence: number;
  living: Expected[];
}

type Command = fc.Command<Model, StartedJobs>;

const lowestFree = (living: readonly Expected[]): number =>
  [1, 2, 3, 4, 5].find((window) => living.every((job) => job.window !== window)) ?? 0;

function check(model: Model, { jobs, clock }: StartedJobs): void {
  const list = jobs.list();
  expect(list.map(({ id }) => id)).toEqual(model.living.map(({ id }) => id));
  expect(new Set(list.map(({ streamPort }) => streamPort)).size).toBe(list.length);
  expect(clock.waiting()).toBe(list.length);
}

function command(name: string, act: (model: Model, real: StartedJobs) => void): Command {
  return {
    check: () => true,
    run(model, real) {
      act(model, real);
      check(model, real);
    },
    toString: () => name,
  };
}

const create = command('create', (model, { jobs }) => {
  const made = jobs.create(WISH);
  if (model.living.length === LIMIT) {
    expect(made).toEqual({ refused: `MaxWindows limit (${LIMIT}) reached` });
    return;
  }
  model.sequence += 1;
  const window = lowestFree(model.living);
  const id = `${window}-${model.sequence}`;
  expect(made).toHaveProperty('job.id', id);
  model.living.push({ id, window, open: [], deadlineMs: model.nowMs + 50_000 });
});

const advance = (ms: number): Command =>
  command(`advance ${ms}`, (model, { clock }) => {
    clock.advance(ms);
    model.nowMs += ms;
    model.living = model.living.filter((job) => job.deadlineMs > model.nowMs);
  });

const cancel = (pick: number): Command =>
  command(`cancel ${pick}`, (model, { jobs }) => {
    const target = model.living[pick];
    expect(jobs.cancel(target?.id ?? '0-0')).toBe(target !== undefined);
    model.living = model.living.filter((job) => job !== target);
  });

const tell = (pick: number, event: StreamEvent): Command =>
  command(`${event.kind} ${pick}:${event.streamId}`, (model, { jobs }) => {
    const target = model.living[pick];
    jobs.tell(target?.id ?? '0-0', event);
    if (target) expectEvent(model, target, event);
  });

function expectEvent(model: Model, target: Expected, { kind, streamId }: StreamEvent): void {
  if (kind === 'connected') target.open.push(streamId);
  const at = target.open.indexOf(streamId);
  if (at === -1) return;
  if (kind === 'connected' || kind === 'activity') {
    target.deadlineMs = model.nowMs + 180_000;
    return;
  }
  target.open.splice(at, 1);
  if (target.open.length > 0) return;
  if (kind === 'finished') target.deadlineMs = model.nowMs + 120_000;
  else model.living = model.living.filter((job) => job !== target);
}

const pick = fc.nat({ max: LIMIT - 1 });
const event = (kind: StreamEvent['kind'], mostJobs = 2): fc.Arbitrary<Command> =>
  fc
    .tuple(fc.nat({ max: mostJobs - 1 }), fc.nat({ max: 1 }))
    .map(([target, streamId]) => tell(target, { kind, streamId }));
// Most events go to the first jobs: only there do sequences of them become interesting.
const commands = fc.commands(
  [
    fc.constant(create),
    fc.constant(create),
    fc.integer({ min: 1, max: 40_000 }).map(advance),
    fc.constantFrom(advance(49_999), advance(60_000), advance(120_000)),
    pick.map(cancel),
    event('connected'),
    event('connected', LIMIT),
    event('activity'),
    event('finished'),
    event('disconnected'),
  ],
  { maxCommands: 80, size: 'max' },
);

describe('the jobs of a server', () => {
  it('are what the contract says after any sequence of events, and all gone in the end', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const real = startJobs({ maxWindows: LIMIT });
        fc.modelRun(() => ({ model: { nowMs: 0, sequence: 0, living: [] }, real }), sequence);
        real.clock.advance(180_000);
        expect(real.jobs.list()).toEqual([]);
        expect(real.clock.waiting()).toBe(0);
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
