import { describe, expect, it } from 'vitest';
import { runAgainst, type SuiteOutcome, type Wish } from './run-against.ts';

/** Far above what a loaded machine needs: here it is not the latency that is looked at. */
const PATIENT = { limits: { maxWindows: 30, latencyScale: 100 } };
const STRICT = { limits: { maxWindows: 30, latencyScale: 1 } };

interface Attempt extends Omit<Wish, 'plan'> {
  readonly grep?: string;
  readonly tag?: string;
}

const measure = ({ grep = '', tag = '!nightly', settings = { samples: '12' }, ...wish }: Attempt) =>
  runAgainst('performance', {
    environment: PATIENT,
    ...wish,
    settings,
    plan: { selection: { grep, tags: [tag], only: [] } },
  });

const LIVE = '95 % of POST /configure live within 1000 ms';
const CANCEL = '95 % of job cancel within 1000 ms';
const ALL = [
  CANCEL,
  '95 % of MongoDB query within 100 ms',
  LIVE,
  '95 % of POST /configure historic within 5000 ms',
  '95 % of gRPC stream setup within 3000 ms',
].toSorted();

const metricsOf = ({ tests }: SuiteOutcome, name: string) =>
  new Map(tests.find((test) => test.name === name)?.metrics.map((metric) => [metric.name, metric.value]));

describe.concurrent('the performance suite', () => {
  it('is green on a clean server, tells its figures and keeps its samples', async () => {
    const outcome = await measure({});
    expect(outcome.red).toEqual([]);
    expect(outcome.named('passed').toSorted()).toEqual(ALL);
    for (const { name, metrics, attachments } of outcome.tests) {
      const known = new Map(metrics.map((metric) => [metric.name, metric.value]));
      expect(known.get('samples'), name).toBe(12);
      for (const figure of ['meanMs', 'stdevMs', 'p50Ms', 'p95Ms', 'p99Ms', 'maxMs'])
        expect(known.get(figure), `${name} ${figure}`).toBeGreaterThan(0);
      expect(attachments, name).toEqual([expect.stringMatching(/-samples\.json$/)]);
    }
  });

  it('has a test with all samples of each operation for the night', async () => {
    const outcome = await measure({ tag: 'nightly' });
    expect(outcome.red).toEqual([]);
    expect(outcome.tests.map(({ tags }) => tags)).toEqual(ALL.map(() => ['performance', 'nightly']));
  });

  it.each(['always-400', 'always-200'])('is not green on a server that is %s', async (defect) => {
    const outcome = await measure({ server: { defects: [defect] } });
    expect(outcome.named('passed')).toEqual([]);
    expect(outcome.named('failed').toSorted()).toEqual(ALL);
  });

  it('finds a server that becomes slow', async () => {
    const outcome = await measure({
      grep: LIVE,
      server: { defects: ['slow-after-n'] },
      environment: STRICT,
      settings: { samples: '30', 'sample-seconds': '3' },
    });
    expect(outcome.red).toEqual([
      expect.stringMatching(/95 % within \d{4,} ms, at most 1000 ms are allowed/),
    ]);
  });

  it('finds a cancel that is slow', async () => {
    const outcome = await measure({
      grep: CANCEL,
      server: { defects: ['slow-cancel'] },
      environment: STRICT,
      settings: { samples: '3' },
    });
    expect(outcome.red).toEqual([
      expect.stringMatching(/95 % within \d{4,} ms, at most 1000 ms are allowed/),
    ]);
  });

  it('finds a server that sometimes answers 500', async () => {
    const outcome = await measure({ server: { defects: ['random-500'] }, settings: { samples: '40' } });
    expect(outcome.red.join('\n')).toMatch(/answered 500/);
  });

  it('finds a cancel that does nothing', async () => {
    const outcome = await measure({
      grep: CANCEL,
      server: { defects: ['cancel-does-nothing'] },
      environment: STRICT,
    });
    expect(outcome.red).toEqual([expect.stringMatching(/job \d+-\d+ is gone: not within 5000 ms/)]);
  });

  it('takes no latency of a cancel that the server does not have', async () => {
    const outcome = await measure({
      grep: CANCEL,
      server: { profile: 'legacy' },
      environment: { ...PATIENT, profile: 'legacy' },
    });
    expect(outcome.tests.map(({ outcome: result, skipReason }) => [result, skipReason])).toEqual([
      ['skipped', 'unsupported: this server has no route that cancels a job'],
    ]);
    const metrics = metricsOf(outcome, CANCEL);
    expect(metrics.get('cancel')).toBe('unsupported');
    expect(metrics.has('p95Ms')).toBe(false);
  });

  it('leaves out the query where MongoDB cannot be reached', async () => {
    const outcome = await measure({ grep: 'MongoDB', environment: { ...PATIENT, mongo: null } });
    expect(outcome.tests.map(({ outcome: result }) => result)).toEqual(['skipped']);
  });
});
