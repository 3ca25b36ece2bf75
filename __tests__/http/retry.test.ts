import fc from 'fast-check';
import type { OutgoingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Stopped } from '../../src/http/deadline.ts';
import { fetchWhole } from '../../src/http/fetch-whole.ts';
import { createWaitBudget, readRetryAfter, retry, type RetryPlan } from '../../src/http/retry.ts';
import { serve } from './serve.ts';

class Busy extends Error {
  readonly seconds: number | null;
  constructor(seconds: number | null) {
    super('busy');
    this.seconds = seconds;
  }
}

const NOW = Date.UTC(2026, 2, 1, 2, 10, 0);
const later = (seconds: number): string => new Date(NOW + seconds * 1000).toUTCString();

/** Asks a server that first answers like this, with seconds that take no time. */
async function askBusy(
  answers: readonly [status: number, headers?: OutgoingHttpHeaders][],
  change: Partial<RetryPlan> = {},
): Promise<{ result: unknown; asked: number; waits: number[] }> {
  let asked = 0;
  await using server = await serve((_, response) => {
    const [status, headers] = answers[asked++] ?? [200];
    response.writeHead(status, headers).end('taken');
  });
  const waits: number[] = [];
  const grants = createWaitBudget(100);
  const ask = async (): Promise<string> => {
    const response = await fetchWhole(server.url, undefined, { timeoutMs: 20_000, mostBytes: 100 });
    if (!response.ok) throw new Busy(readRetryAfter(response.headers));
    return response.text();
  };
  const result = await retry(ask, {
    tries: 3,
    waitAfter: (error, tried) => (error instanceof Busy ? (error.seconds ?? tried) : null),
    mayWait: (seconds) => {
      waits.push(seconds);
      return grants(seconds);
    },
    secondMs: 0,
    signal: new AbortController().signal,
    ...change,
  }).catch((error: unknown) => error);
  return { result, asked, waits };
}

describe('retry', () => {
  it.each<[string, OutgoingHttpHeaders, number]>([
    ['seconds', { 'retry-after': '7' }, 7],
    ['a date', { 'retry-after': later(90), date: later(0) }, 90],
    ['a date that has passed', { 'retry-after': later(-90), date: later(0) }, 0],
    ['nothing', {}, 1],
  ])('waits as long as 429 and 503 ask: %s', async (_, headers, seconds) => {
    for (const status of [429, 503])
      expect(await askBusy([[status, headers]])).toEqual({ result: 'taken', asked: 2, waits: [seconds] });
  });

  it('gives up after so many tries, with the last error', async () => {
    const { result, asked, waits } = await askBusy([[503], [503], [503, { 'retry-after': '5' }], [503]]);
    expect(result).toEqual(new Busy(5));
    expect({ asked, waits }).toEqual({ asked: 3, waits: [1, 2] });
  });

  it('does not wait longer than its budget for all tries together', async () => {
    const long = { 'retry-after': '60' };
    const { result, asked, waits } = await askBusy([
      [429, long],
      [429, long],
    ]);
    expect(result).toEqual(new Busy(60));
    expect({ asked, waits }).toEqual({ asked: 2, waits: [60, 60] });
  });

  it('does not try again what would end the same', async () => {
    const { asked } = await askBusy([[404], [404]], { waitAfter: () => null });
    expect(asked).toBe(1);
  });

  it('ends with the signal: before, while trying and while waiting', async () => {
    expect(await askBusy([], { signal: AbortSignal.abort() })).toMatchObject({
      result: new Stopped(),
      asked: 0,
    });
    const trying = new AbortController();
    const work = () => {
      trying.abort();
      return Promise.reject(new Error('no'));
    };
    const plan = { tries: 3, waitAfter: () => 1000 };
    await expect(retry(work, { ...plan, signal: trying.signal })).rejects.toThrow(Stopped);
    const waiting = new AbortController();
    const busy = askBusy([[503]], {
      secondMs: 60_000,
      signal: waiting.signal,
      mayWait: () => {
        setImmediate(() => waiting.abort());
        return true;
      },
    });
    expect(await busy).toMatchObject({ result: new Stopped(), asked: 1 });
  });
});

describe('createWaitBudget', () => {
  it('never grants more than it has, and at most so many waits of no time', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (budget, asked) => {
        const mayWait = createWaitBudget(budget);
        const granted = asked.filter(mayWait);
        expect(granted.reduce((sum, seconds) => sum + seconds, 0)).toBeLessThanOrEqual(budget * (1 + 1e-9));
        expect(granted.length).toBeLessThanOrEqual(budget);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('readRetryAfter', () => {
  const read = (retryAfter: string, date?: string): number | null =>
    readRetryAfter(new Headers({ 'retry-after': retryAfter, ...(date === undefined ? {} : { date }) }));

  it('reads whole seconds and dates of every second', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (wait, start) => {
        expect(read(`${wait}`)).toBe(wait);
        expect(read(later(start + wait), later(start))).toBe(wait);
        expect(read(later(start), later(start + wait))).toBe(0);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it.each([
    ['nothing', ''],
    ['words', 'soon'],
    ['a negative number', '-5'],
    ['no decimal number', '0x10'],
    ['a date without a zone', 'Sun, 01 Mar 2026 02:10:00'],
    ['no date', 'Sun, 99 Xyz 2026 99:99:99 GMT'],
  ])('says null of %s', (_, text) => {
    expect(read(text, later(0))).toBeNull();
  });

  it('says null of a date in an answer that does not tell its own', () => {
    expect(read(later(5))).toBeNull();
    expect(readRetryAfter(new Headers())).toBeNull();
  });
});
