import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../src/focus-server/reference/signal/pace.ts';

/** Whether a promise resolves before the event loop turns. */
async function isAtOnce(promise: Promise<void>): Promise<boolean> {
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  await promise;
  return !turned;
}

describe('createPace', () => {
  it('goes on at once while the portion lasts, and takes a turn when it is spent', async () => {
    const pace = createPace(10);
    expect(await isAtOnce(pace.spend(4))).toBe(true);
    expect(await isAtOnce(pace.spend(5))).toBe(true);
    expect(await isAtOnce(pace.spend(1))).toBe(false);
    expect(await isAtOnce(pace.spend(9))).toBe(true);
  });

  it('gives everybody who waits a turn of their own, in order', async () => {
    const pace = createPace(1);
    let turn = 0;
    let running = true;
    const count = () => {
      turn++;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const seen: number[] = [];
    await Promise.all([...Array(5).keys()].map(() => pace.spend(1).then(() => seen.push(turn))));
    running = false;
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});
