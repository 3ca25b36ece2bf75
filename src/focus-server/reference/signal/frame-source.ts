/** The frames of one stream, one after the other, from plan and seed alone. */
import type { Frame } from '../../contract/frame.ts';
import { writeRowValues } from '../../contract/frame.ts';
import type { StreamPart, StreamPlan } from '../../contract/stream-plan.ts';
import { type BinGroups, choosePoints, groupBins } from './bin-groups.ts';
import { createRowMixer } from './mix-row.ts';
import type { WorkPace } from './pace.ts';
import type { SpectrumLibrary } from './spectrum-bank.ts';

export interface FrameSourceOptions {
  readonly plan: StreamPlan;
  readonly part: StreamPart;
  readonly jobSequence: number;
  /** Epoch milliseconds of the first row. */
  readonly startMs: number;
  /** How many rows there are; null: no end. */
  readonly rowCount: number | null;
  readonly rowsPerFrame: number;
  readonly library: SpectrumLibrary;
  readonly pace: WorkPace;
}

export interface FrameSource {
  /** Epoch milliseconds of the last row of the next frame: when a live stream may send it. null at the end. */
  nextDueMs(): number | null;
  /** The next frame with linear magnitudes; null at the end. */
  next(): Promise<Frame | null>;
}

export function createFrameSource(options: FrameSourceOptions): FrameSource {
  const { plan, rowCount, rowsPerFrame, startMs } = options;
  const points = choosePoints(plan);
  const groups = groupBins(plan, points);
  let done = 0;

  const countNext = () => Math.min(rowsPerFrame, (rowCount ?? Number.POSITIVE_INFINITY) - done);
  const timeOf = (row: number) => Math.round(startMs + row * plan.linesDt * 1000);

  return {
    nextDueMs() {
      const count = countNext();
      return count > 0 ? timeOf(done + count - 1) : null;
    },
    async next() {
      const rowIndexes = Array.from({ length: Math.max(countNext(), 0) }, (_, index) => done + index);
      if (rowIndexes.length === 0) return null;
      done += rowIndexes.length;
      return makeFrame({ ...options, groups, points }, rowIndexes, timeOf);
    },
  };
}

interface FrameSetting extends FrameSourceOptions {
  readonly groups: BinGroups;
  readonly points: number;
}

async function makeFrame(
  setting: FrameSetting,
  rowIndexes: readonly number[],
  timeOf: (row: number) => number,
): Promise<Frame> {
  const { part, groups } = setting;
  const timestampsMs = rowIndexes.map(timeOf);
  const rows: Uint8Array[] = [];
  const extremes: Extremes = { maximum: 0, minimum: Number.POSITIVE_INFINITY };
  for (const timeMs of timestampsMs) {
    const values = await makeRow(setting, timeMs);
    widenExtremes(extremes, values);
    rows.push(writeRowValues(values));
  }
  const { maximum, minimum } = extremes;
  return {
    startChannel: part.min,
    endChannel: part.max,
    timestampsMs,
    rowIndexes,
    shapeX: (part.max - part.min + 1) * groups.count,
    shapeY: rows.length,
    shapeZ: 1,
    maximum,
    // A stream without frequencies has no values.
    minimum: Math.min(minimum, maximum),
    rows,
    jobSequence: setting.jobSequence,
  };
}

interface Extremes {
  /** From 0: magnitudes are not negative. */
  maximum: number;
  minimum: number;
}

/** By index: an iterator takes three times as long, and rows have up to ten million values. */
function widenExtremes(extremes: Extremes, values: Float32Array): void {
  let { maximum, minimum } = extremes;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (value > maximum) maximum = value;
    if (value < minimum) minimum = value;
  }
  extremes.maximum = maximum;
  extremes.minimum = minimum;
}

async function makeRow(setting: FrameSetting, timeMs: number): Promise<Float32Array> {
  const { plan, part, groups, points, library, pace } = setting;
  const bank = await library.bank({ points, prr: plan.prr });
  const mixer = createRowMixer(bank, groups, { seed: library.seed, timeMs });
  const values = new Float32Array((part.max - part.min + 1) * groups.count);
  // Bins that a channel visits, or the overhead of a channel when they are few.
  const work = Math.max((groups.end.at(-1) ?? 0) - (groups.first[0] ?? 0), 32);
  await pace.spend(points);
  for (let channel = part.min; channel <= part.max; channel++) {
    await pace.spend(work);
    mixer.mixChannel(channel, values, (channel - part.min) * groups.count);
  }
  return values;
}
