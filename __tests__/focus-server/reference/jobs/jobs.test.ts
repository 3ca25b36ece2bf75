import { describe, expect, it } from 'vitest';
import { configureResponse } from '../../../../src/focus-server/contract/responses.ts';
import { startJobs, WISH } from './start-jobs.ts';

describe('createJobs', () => {
  it('gives the lowest free window, a rising sequence, and the port of the window', () => {
    const { jobs, create } = startJobs();
    const ids = [create(), create(), create()].map(({ id }) => id);
    expect(ids).toEqual(['1-1', '2-2', '3-3']);
    jobs.cancel('2-2');
    expect(create()).toMatchObject({ id: '2-4', window: 2, sequence: 4, streamPort: 12302 });
    expect(create().id).toBe('4-5');
  });

  it('answers configure with what the job is', () => {
    const { create } = startJobs({ basePort: 20_000 });
    const response = configureResponse.parse(create().response);
    expect(response).toMatchObject({ job_id: '1-1', stream_port: 20_001, stream_url: 'http://localhost' });
  });

  it('refuses the job above the limit, and takes it when a window is free again', () => {
    const { jobs, create } = startJobs();
    for (let job = 0; job < 30; job += 1) create();
    expect(jobs.create(WISH)).toEqual({ refused: 'MaxWindows limit (30) reached' });
    jobs.cancel('7-7');
    expect(create().id).toBe('7-31');
  });

  it('without a limit goes on until there is no port', () => {
    const { create, jobs } = startJobs({ maxWindows: null, basePort: 65_495 });
    for (let job = 0; job < 40; job += 1) create();
    expect(jobs.list().at(-1)?.streamPort).toBe(65_535);
    expect(jobs.create(WISH)).toEqual({ refused: 'MaxWindows limit (40) reached' });
  });

  it('knows no job that is gone', () => {
    const { jobs, create, removed } = startJobs();
    const { id } = create();
    expect(jobs.get(id)?.id).toBe(id);
    expect([jobs.cancel(id), jobs.cancel(id), jobs.cancel('9-9')]).toEqual([true, false, false]);
    expect(jobs.get(id)).toBeUndefined();
    jobs.tell(id, { kind: 'connected', streamId: 0 });
    jobs.abandon(id);
    expect(removed).toEqual(['1-1 cancelled']);
  });

  it('leaves nothing behind when it closes', () => {
    const { jobs, create, removed, clock } = startJobs();
    create();
    create();
    jobs.close();
    jobs.close();
    expect(removed).toEqual(['1-1 closed', '2-2 closed']);
    expect(clock.waiting()).toBe(0);
    expect(jobs.create(WISH)).toHaveProperty('refused');
  });
});

describe('the lifetimes', () => {
  it('removes a job that nobody ever connected to after 50 s', () => {
    const { jobs, create, clock, removed } = startJobs();
    create();
    clock.advance(49_999);
    expect(jobs.list()).toHaveLength(1);
    clock.advance(1);
    expect(removed).toEqual(['1-1 unconnected']);
    expect(create().window).toBe(1);
  });

  it('removes a job 120 s after all streams that were opened were read to the end', () => {
    const { jobs, create, clock, removed } = startJobs();
    const { id } = create();
    for (const streamId of [0, 1]) jobs.tell(id, { kind: 'connected', streamId });
    jobs.tell(id, { kind: 'finished', streamId: 0 });
    expect(jobs.view()).toMatchObject([{ phase: 'streaming', openStreams: 1 }]);
    clock.advance(60_000);
    jobs.tell(id, { kind: 'finished', streamId: 1 });
    expect(jobs.view()).toMatchObject([{ phase: 'finished', openStreams: 0 }]);
    clock.advance(119_999);
    expect(removed).toEqual([]);
    clock.advance(1);
    expect(removed).toEqual(['1-1 finished']);
  });

  it('lets a finished job stream again', () => {
    const { jobs, create, clock, removed } = startJobs();
    const { id } = create();
    for (const kind of ['connected', 'finished', 'connected'] as const) jobs.tell(id, { kind, streamId: 0 });
    clock.advance(150_000);
    expect(removed).toEqual([]);
    clock.advance(30_000);
    expect(removed).toEqual(['1-1 idle']);
  });

  it('removes a job whose open stream shows no activity for 180 s', () => {
    const { jobs, create, clock, removed } = startJobs();
    const { id } = create();
    jobs.tell(id, { kind: 'connected', streamId: 0 });
    for (let minute = 0; minute < 10; minute += 1) {
      clock.advance(60_000);
      jobs.tell(id, { kind: 'activity', streamId: 0 });
    }
    clock.advance(179_999);
    expect(removed).toEqual([]);
    clock.advance(1);
    expect(removed).toEqual(['1-1 idle']);
  });

  it('removes a job at once when the last open stream disconnects', () => {
    const { jobs, create, removed } = startJobs();
    const { id } = create();
    for (const streamId of [0, 1]) jobs.tell(id, { kind: 'connected', streamId });
    jobs.tell(id, { kind: 'disconnected', streamId: 0 });
    jobs.tell(id, { kind: 'disconnected', streamId: 0 });
    expect(removed).toEqual([]);
    jobs.tell(id, { kind: 'disconnected', streamId: 1 });
    expect(removed).toEqual(['1-1 disconnected']);
  });

  it('counts every client of a stream', () => {
    const { jobs, create, removed } = startJobs();
    const { id } = create();
    for (const kind of ['connected', 'connected', 'disconnected'] as const)
      jobs.tell(id, { kind, streamId: 0 });
    expect(jobs.view()).toMatchObject([{ openStreams: 1 }]);
    expect(removed).toEqual([]);
  });

  it('can be scaled', () => {
    const { create, clock, removed } = startJobs({ lifetimes: { scale: 0.001 } });
    create();
    clock.advance(50);
    expect(removed).toEqual(['1-1 unconnected']);
  });
});

describe('the deliberate defects', () => {
  it('sharesPorts gives two jobs one window and port, under two ids', () => {
    const { create } = startJobs({ hooks: { sharesPorts: true } });
    const [first, second] = [create(), create()];
    expect([first.id, second.id]).toEqual(['1-1', '1-2']);
    expect(second.streamPort).toBe(first.streamPort);
  });

  it('neverCleans keeps cancelled and expired jobs', () => {
    const { jobs, create, clock, removed } = startJobs({ hooks: { neverCleans: true } });
    create();
    create();
    expect(jobs.cancel('1-1')).toBe(true);
    clock.advance(10_000_000);
    expect([jobs.list().length, removed]).toEqual([2, []]);
    jobs.close();
    expect(removed).toHaveLength(2);
  });

  it('leaksJobs keeps a job whose configure failed', () => {
    for (const leaksJobs of [true, false]) {
      const { jobs, create, clock } = startJobs({ hooks: { leaksJobs } });
      jobs.abandon(create().id);
      clock.advance(1_000_000);
      expect(jobs.list()).toHaveLength(leaksJobs ? 1 : 0);
    }
  });

  it('unconnectedScale changes how long a job waits for its first client, and nothing else', () => {
    for (const [unconnectedScale, livesMs] of [
      [0.2, 10_000],
      [Number.POSITIVE_INFINITY, null],
    ] as const) {
      const { jobs, create, clock, removed } = startJobs({ hooks: { unconnectedScale } });
      create();
      clock.advance((livesMs ?? 10_000_000) - 1);
      expect(removed).toEqual([]);
      clock.advance(1);
      expect(removed).toEqual(livesMs === null ? [] : ['1-1 unconnected']);
      const { id } = create();
      for (const kind of ['connected', 'finished'] as const) jobs.tell(id, { kind, streamId: 0 });
      clock.advance(120_000);
      expect(removed).toContain(`${id} finished`);
    }
  });

  it('cancelSparesStreaming cancels only what nobody reads', () => {
    const { jobs, create, removed } = startJobs({ hooks: { cancelSparesStreaming: true } });
    const read = create();
    jobs.tell(read.id, { kind: 'connected', streamId: 0 });
    expect([jobs.cancel(read.id), jobs.cancel(create().id), jobs.cancel('9-9')]).toEqual([true, true, false]);
    expect(removed).toEqual(['2-2 cancelled']);
    jobs.close();
    expect(removed).toEqual(['2-2 cancelled', '1-1 closed']);
  });

  it('highestWindowFirst gives the highest free window up to the limit', () => {
    const { jobs, create } = startJobs({ maxWindows: 3, hooks: { highestWindowFirst: true } });
    expect([create(), create()].map(({ id }) => id)).toEqual(['3-1', '2-2']);
    jobs.cancel('3-1');
    expect([create(), create()].map(({ window }) => window)).toEqual([3, 1]);
    expect(jobs.create(WISH)).toHaveProperty('refused');
  });
});
