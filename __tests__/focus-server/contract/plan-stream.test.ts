import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeConfigureResponse, configureResponse } from '../../../src/focus-server/contract/responses.ts';
import { VALID_NFFTS } from '../../../src/focus-server/contract/limits.ts';
import { planStream } from '../../../src/focus-server/contract/plan-stream.ts';
import { checkRules, rulesOf } from '../../../src/focus-server/contract/profiles.ts';
import { configure, EXAMPLE, FACTS } from './requests.ts';

const plan = (changes: Readonly<Record<string, unknown>> = {}) => planStream(configure(changes), FACTS);
const size = ({ min, max }: { min: number; max: number }): number => max - min + 1;

/** Requests that keep every rule. */
const valid = fc
  .record({
    nfftSelection: fc.constantFrom(...VALID_NFFTS),
    displayTimeAxisDuration: fc.integer({ min: 1, max: 600 }),
    displayInfo: fc.record({ height: fc.integer({ min: 1, max: 5000 }) }),
    channels: fc
      .tuple(fc.integer({ min: 1, max: 2337 }), fc.integer({ min: 0, max: 2221 }))
      .map(([min, more]) => ({ min, max: Math.min(2337, min + more) })),
    frequencyRange: fc
      .tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 1000 }))
      .map(([min, more]) => ({ min, max: Math.min(1000, min + more) })),
    view_type: fc.constantFrom(0, 1),
  })
  .map((changes) => configure(changes))
  .filter((request) => checkRules(request, rulesOf('default'), FACTS) === null);

describe('planStream', () => {
  it('reproduces the observation that escalates', () => {
    const planned = plan({ displayTimeAxisDuration: 300, displayInfo: { height: 600 } });
    expect(planned).toMatchObject({
      nfftSelection: 1024,
      nfft: 2048,
      linesDt: 0.5,
      stepHz: 1.951219512195122,
      firstBin: 0,
      prr: 2000,
    });
    expect(planned.frequencies).toHaveLength(256);
    expect(planned.frequencies.slice(0, 3)).toEqual([0, 1.951219512195122, 3.902439024390244]);
  });

  it('reproduces the observation that does not', () => {
    const planned = plan({
      nfftSelection: 512,
      displayTimeAxisDuration: 30,
      displayInfo: { height: 768 },
    });
    expect(planned.nfft).toBe(512);
    expect(planned.stepHz).toBeCloseTo(3.89105, 5);
    expect(planned.frequencies).toHaveLength(128);
  });

  it('starts at the bin of the lowest frequency', () => {
    const planned = plan({ frequencyRange: { min: 100, max: 200 } });
    expect(planned.firstBin).toBe(51);
    expect(planned.frequencies[0]).toBe(51 * planned.stepHz);
    expect(planned.frequencies).toHaveLength(51);
  });

  it('has no bin in a range narrower than a step', () => {
    expect(plan({ nfftSelection: 128, frequencyRange: { min: 0, max: 1 } }).frequencies).toEqual([]);
  });

  it('completes what is left out', () => {
    const absent = { nfftSelection: null, displayTimeAxisDuration: null, frequencyRange: null };
    expect(plan(absent)).toEqual(plan({ ...EXAMPLE, frequencyRange: { min: 0, max: 1000 } }));
  });

  it('shows samples on waterfall: one point, one frequency', () => {
    const absent = { nfftSelection: null, displayTimeAxisDuration: null, frequencyRange: null };
    const planned = plan({ ...absent, view_type: 2 });
    expect(planned).toMatchObject({ nfft: 1, nfftSelection: 1, linesDt: 0.01, frequencies: [0] });
  });

  it.each([
    [50, [17, 17, 16]],
    [8, [3, 3, 2]],
    [3, [1, 1, 1]],
    [2, [1, 1]],
    [1, [1]],
    [2222, [741, 741, 740]],
  ])('divides %i channels of multichannel into %j', (channels, sizes) => {
    expect(plan({ channels: { min: 11, max: 10 + channels } }).streams.map(size)).toEqual(sizes);
  });

  it('maps every channel of singlechannel to stream 0', () => {
    const planned = plan({ view_type: 1, channels: { min: 4, max: 6 } });
    expect(planned.streams).toEqual([{ index: 0, min: 4, max: 6 }]);
    expect([...planned.channelToStream]).toEqual([
      [4, 0],
      [5, 0],
      [6, 0],
    ]);
  });

  it('ends also for what only a defect lets through', () => {
    expect(plan({ nfftSelection: 0 }).frequencies).toEqual([]);
    expect(plan({ displayInfo: { height: 0 } }).linesDt).toBe(Infinity);
  });

  it('keeps the laws of the calculation for every valid request', () => {
    fc.assert(
      fc.property(valid, (request) => {
        const planned = planStream(request, FACTS);
        const hop = planned.linesDt * FACTS.prr;
        expect(1 - hop / planned.nfft).toBeGreaterThanOrEqual(0.5);
        if (planned.nfft > planned.nfftSelection) expect(1 - hop / (planned.nfft / 2)).toBeLessThan(0.5);
        const { frequencies, stepHz } = planned;
        const range = request.frequencyRange ?? { min: 0, max: 0 };
        expect(frequencies.every((hz, i) => hz === (planned.firstBin + i) * stepHz)).toBe(true);
        expect(frequencies.every((hz) => hz > range.min - stepHz && hz < range.max)).toBe(true);
        const expected = Math.floor(range.max / stepHz) - Math.floor(range.min / stepHz);
        expect(frequencies).toHaveLength(expected);
        expect(planned.streams.map(size).reduce((a, b) => a + b)).toBe(size(request.channels));
        expect([...planned.channelToStream.keys()][0]).toBe(request.channels.min);
        for (const { index, min, max } of planned.streams)
          expect([planned.channelToStream.get(min), planned.channelToStream.get(max)]).toEqual([
            index,
            index,
          ]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe('writeConfigureResponse', () => {
  it('answers the example as it was observed', () => {
    const response = writeConfigureResponse(plan({ channels: { min: 7, max: 7 }, view_type: '1' }), {
      jobId: '31-3633',
      streamPort: 12331,
      streamUrl: 'http://localhost',
    });
    expect(response).toMatchObject({
      status: '',
      stream_amount: 1,
      channel_to_stream_index: { '7': 0 },
      job_id: '31-3633',
      view_type: 1,
      channel_amount: 1,
      frequencies_amount: 256,
      lines_dt: 0.01,
      stream_url: 'http://localhost',
      stream_port: 12331,
    });
  });

  it('keeps the response schema, whatever is asked for', () => {
    fc.assert(
      fc.property(valid, (request) => {
        const planned = planStream(request, FACTS);
        const job = { jobId: '1-1', streamPort: 12301, streamUrl: 'http://localhost' };
        const response = writeConfigureResponse(planned, job);
        expect(configureResponse.parse(JSON.parse(JSON.stringify(response)))).toEqual(response);
        expect(Object.keys(response.channel_to_stream_index)).toHaveLength(response.channel_amount);
      }),
      { seed: 8, numRuns: 30 },
    );
  });

  it('is refused by the schema with a field too many, too few or of another type', () => {
    const response = writeConfigureResponse(plan(), {
      jobId: '1-1',
      streamPort: 12301,
      streamUrl: 'http://localhost',
    });
    expect(configureResponse.safeParse(response).success).toBe(true);
    for (const name of Object.keys(response)) {
      const { [name as keyof typeof response]: _, ...fewer } = response;
      expect(configureResponse.safeParse(fewer).success).toBe(false);
      expect(configureResponse.safeParse({ ...response, [name]: null }).success).toBe(false);
    }
    expect(configureResponse.safeParse({ ...response, more: 1 }).success).toBe(false);
    expect(configureResponse.safeParse({ ...response, view_type: '0' }).success).toBe(false);
  });
});
