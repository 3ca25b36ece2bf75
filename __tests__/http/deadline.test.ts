import { describe, expect, it } from 'vitest';
import { Stopped, untilStopped, withDeadline } from '../../src/http/deadline.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

describe('withDeadline', () => {
  it('gives what the work gives, and keeps no process alive', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    expect(await withDeadline({ timeoutMs: 1_000_000 }, () => Promise.resolve(5))).toBe(5);
    await expect(
      withDeadline({ timeoutMs: 1_000_000 }, () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no');
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before);
  });

  it('says that it was late, whatever the work makes of its signal', async () => {
    await expect(withDeadline({ timeoutMs: 5 }, untilAborted)).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'no complete answer within 5 ms',
    });
  });

  it('ends with the signal of the caller, for its reason', async () => {
    const stop = new AbortController();
    const work = withDeadline({ timeoutMs: 1_000_000, signal: stop.signal }, untilAborted);
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });
});

describe('untilStopped', () => {
  it('gives what the work gives', async () => {
    const { signal } = new AbortController();
    expect(await untilStopped(() => Promise.resolve(5), signal)).toBe(5);
    await expect(untilStopped(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('does not wait for work that nobody can stop, and starts none when it is too late', async () => {
    const stop = new AbortController();
    const work = untilStopped(never, stop.signal);
    stop.abort();
    await expect(work).rejects.toThrow(Stopped);
    let started = false;
    const late = untilStopped(() => {
      started = true;
      return never();
    }, stop.signal);
    await expect(late).rejects.toThrow(Stopped);
    expect(started).toBe(false);
  });
});
