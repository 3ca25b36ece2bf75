import { describe, expect, it } from 'vitest';
import { createLatency, type Operation } from '../../../src/focus-server/reference/http/latency.ts';
import { drawNumbers } from '../../../src/focus-server/reference/signal/mix-bits.ts';

const DRAWS = 1000;

function draw(operation: Operation, { scale = 1, seed = 1 } = {}): number[] {
  const latency = createLatency(scale, drawNumbers(seed));
  return Array.from({ length: DRAWS }, () => latency(operation));
}

describe('the latency of answers', () => {
  it.each([
    ['live', 40, 80],
    ['historic', 150, 300],
    ['other', 2, 8],
  ] as const)('of %s is %i to %i ms, spread over all of it', (operation, least, most) => {
    const drawn = draw(operation).sort((a, b) => a - b);
    const edge = (most - least) / 20;
    expect(drawn[0]).toBeGreaterThanOrEqual(least);
    expect(drawn[0]).toBeLessThan(least + edge);
    expect(drawn.at(-1)).toBeLessThanOrEqual(most);
    expect(drawn.at(-1)).toBeGreaterThan(most - edge);
  });

  it('is the same for the same seed, another for another, and scaled', () => {
    expect(draw('live')).toEqual(draw('live'));
    expect(draw('live')).not.toEqual(draw('live', { seed: 2 }));
    expect(draw('live', { scale: 3 })).toEqual(draw('live').map((ms) => expect.closeTo(ms * 3, 6)));
    expect(new Set(draw('historic', { scale: 0 }))).toEqual(new Set([0]));
  });
});
