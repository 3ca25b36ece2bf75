import { describe, expect, it } from 'vitest';
import {
  createLatency,
  OBSERVED_LATENCIES,
  type LatencyRanges,
  type LatencyKind,
} from '../../../../src/focus-server/reference/http/latency.ts';
import { findPast, withServer } from './server.ts';
import { drawNumbers } from '../../../../src/focus-server/reference/signal/mix-bits.ts';

const DRAWS = 1000;

interface Drawing {
  readonly scale?: number;
  readonly seed?: number;
  readonly ranges?: Partial<LatencyRanges>;
}

function draw(operation: LatencyKind, { scale = 1, seed = 1, ranges = {} }: Drawing = {}): number[] {
  const latencyRanges = { ...OBSERVED_LATENCIES, ...ranges };
  const latency = createLatency({ latencyScale: scale, latencyRanges }, drawNumbers(seed));
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

  it('is set by operation, beside the factor', () => {
    const ranges = { live: [500, 600] } as const;
    const drawn = draw('live', { ranges, scale: 2 });
    expect([Math.min(...drawn), Math.max(...drawn)].map((ms) => Math.round(ms / 10) * 10)).toEqual([
      1000, 1200,
    ]);
    expect(draw('historic', { ranges })).toEqual(draw('historic'));
  });

  it('is felt by who asks for just that', () =>
    withServer(
      { latencyScale: 1, latencyRanges: { live: [0, 0], historic: [1000, 1000], other: [0, 0] } },
      async (talk) => {
        const past = await findPast(talk);
        await talk.configure();
        await talk.configure(past);
        const [live, historic] = talk.server.state().configures;
        expect(historic?.durationMs).toBeGreaterThanOrEqual(999);
        expect(live?.durationMs).toBeLessThan(999);
      },
    ));
});
