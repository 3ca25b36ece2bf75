import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFrames } from '../../../../src/focus-server/contract/check-frames.ts';
import { VALID_NFFTS } from '../../../../src/focus-server/contract/limits.ts';
import { ENGINE_SPACING, engineGain, HUM } from '../../../../src/focus-server/reference/signal/fibre.ts';
import { firstPart, makePlan, openSource, peakOf, readAll, rowsOf } from './plans.ts';

const START = 1_700_000_000_000;
/** A channel that hears no engine at the start. */
const QUIET =
  [...Array(ENGINE_SPACING).keys()].map((n) => n + 1).find((n) => engineGain(n, START) < 1e-6) ?? 0;

describe('the hum', () => {
  const cases = VALID_NFFTS.flatMap((nfft) => [0.01, 0.5, 5].map((linesDt) => [nfft, linesDt] as const));

  it.each(cases)('NFFT %i, %f s a row: peaks at the nearest frequency', async (nfftSelection, linesDt) => {
    const plan = makePlan({
      nfftSelection,
      channels: { min: QUIET, max: QUIET },
      displayTimeAxisDuration: linesDt * 100,
      height: 100,
    });
    const [row = []] = rowsOf(await readAll(openSource(plan, { rowCount: 1 })));
    const distances = plan.frequencies.map((hz) => Math.abs(hz - HUM.hz));
    expect(row).toHaveLength(plan.frequencies.length);
    expect(peakOf(row)).toBe(distances.indexOf(Math.min(...distances)));
  });

  it('is as loud as it says, whatever the number of points', async () => {
    for (const nfftSelection of [1024, 8192, 65_536]) {
      const plan = makePlan({ nfftSelection, channels: { min: QUIET, max: QUIET } });
      const [row = []] = rowsOf(await readAll(openSource(plan, { rowCount: 1 })));
      // A Hann window reads a tone between two bins up to 15 % too low.
      expect(Math.max(...row)).toBeGreaterThan(0.8 * HUM.amplitude);
      expect(Math.max(...row)).toBeLessThan(1.1 * HUM.amplitude);
    }
  });

  it('stays where it is when the range begins above 0', async () => {
    const plan = makePlan({ channels: { min: QUIET, max: QUIET }, frequencyRange: { min: 40, max: 60 } });
    const [row = []] = rowsOf(await readAll(openSource(plan, { rowCount: 1 })));
    expect(plan.firstBin).toBe(20);
    expect(plan.frequencies[peakOf(row)]).toBeCloseTo(50.68, 1);
  });
});

describe('the engines', () => {
  it('move two channels a second', async () => {
    const plan = makePlan({
      viewType: 2,
      channels: { min: 1, max: ENGINE_SPACING },
      displayTimeAxisDuration: 100,
      height: 100,
    });
    const part = { index: 0, min: 1, max: ENGINE_SPACING };
    const rows = rowsOf(await readAll(openSource(plan, { part, rowCount: 5 })));
    const places = rows.map((row) => peakOf(row));
    const steps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    expect(steps.map((step) => (step + ENGINE_SPACING) % ENGINE_SPACING)).toEqual([2, 2, 2, 2]);
  });
});

describe('frames', () => {
  it('are the same bytes for the same seed, however they are cut, and other bytes for another', async () => {
    const plan = makePlan();
    const read = async (seed: number, rowsPerFrame: number) =>
      Buffer.concat((await readAll(openSource(plan, { seed, rowsPerFrame }))).flatMap(({ rows }) => rows));
    const bytes = await read(1, 4);
    expect(await read(1, 4)).toEqual(bytes);
    expect(await read(1, 3)).toEqual(bytes);
    expect(await read(2, 4)).not.toEqual(bytes);
  });

  it('differ from row to row and from channel to channel', async () => {
    const plan = makePlan();
    const rows = rowsOf(await readAll(openSource(plan, { rowCount: 2 })));
    const width = plan.frequencies.length;
    const cells = rows.flatMap((row) => [row.slice(0, width), row.slice(width, 2 * width)]);
    expect(new Set(cells.map((cell) => cell.join())).size).toBe(4);
  });

  it('keep every promise of the plan', async () => {
    const plans = fc.record({
      viewType: fc.constantFrom(0, 1, 2),
      min: fc.integer({ min: 1, max: 2000 }),
      channels: fc.integer({ min: 1, max: 40 }),
      nfftSelection: fc.constantFrom(128, 512, 2048),
      height: fc.integer({ min: 10, max: 3000 }),
      to: fc.integer({ min: 20, max: 1000 }),
      rowCount: fc.integer({ min: 1, max: 9 }),
      rowsPerFrame: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(plans, async ({ min, channels, to, rowCount, rowsPerFrame, ...request }) => {
        const plan = makePlan({
          ...request,
          channels: { min, max: min + channels - 1 },
          frequencyRange: request.viewType === 2 ? null : { min: 0, max: to },
        });
        for (const part of plan.streams) {
          const frames = await readAll(openSource(plan, { part, rowCount, rowsPerFrame, startMs: START }));
          expect(frames.flatMap(({ rowIndexes }) => rowIndexes)).toEqual([...Array(rowCount).keys()]);
          expect(
            checkFrames(frames, {
              channels: { min: part.min, max: part.max },
              frequenciesAmount: plan.frequencies.length,
              linesDt: plan.linesDt,
              within: { startMs: START, endMs: START + rowCount * plan.linesDt * 1000 },
            }),
          ).toEqual([]);
        }
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('of a waterfall hold one value per channel', async () => {
    const plan = makePlan({ viewType: 2, frequencyRange: null, nfftSelection: 1 });
    const [frame] = await readAll(openSource(plan, { part: { index: 0, min: 1, max: 8 }, rowCount: 1 }));
    expect(frame).toMatchObject({ shapeX: 8, shapeY: 1, startChannel: 1, endChannel: 8, jobSequence: 7 });
    expect(rowsOf(frame === undefined ? [] : [frame])[0]?.every((value) => value > 0)).toBe(true);
  });

  it('exist where the range holds no frequency, or a defect lets any NFFT through', async () => {
    const empty = makePlan({ nfftSelection: 128, frequencyRange: { min: 1, max: 2 } });
    expect(await readAll(openSource(empty, { rowCount: 1 }))).toMatchObject([
      { shapeX: 0, shapeY: 1, maximum: 0, minimum: 0 },
    ]);
    for (const nfftSelection of [1, 100, 1000, 99_999]) {
      const plan = makePlan({ nfftSelection, channels: { min: 3, max: 3 } });
      const [row = []] = rowsOf(await readAll(openSource(plan, { rowCount: 1 })));
      expect(row.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
    }
  });

  it('leave turns of the event loop to others while they are computed', async () => {
    const plan = makePlan({ channels: { min: 1, max: 2222 } });
    const source = openSource(plan, {
      part: { ...firstPart(plan), max: 2222 },
      rowCount: 8,
      rowsPerFrame: 8,
    });
    let turns = 0;
    let running = true;
    const count = () => {
      turns++;
      if (running) setImmediate(count);
    };
    count();
    await source.next();
    running = false;
    // 8 rows of 2222 channels of 256 bins, half a million bins a turn.
    expect(turns).toBeGreaterThan(8);
  });
});

describe('nextDueMs', () => {
  it('is the time of the last row of the next frame, and null at the end', async () => {
    const source = openSource(makePlan(), { rowCount: 6, rowsPerFrame: 4, startMs: START });
    expect(source.nextDueMs()).toBe(START + 30);
    await source.next();
    expect(source.nextDueMs()).toBe(START + 50);
    await source.next();
    expect(source.nextDueMs()).toBeNull();
    expect(await source.next()).toBeNull();
  });
});
