import { planStream } from '../../../../src/focus-server/contract/plan-stream.ts';
import { readRowValues } from '../../../../src/focus-server/contract/frame.ts';
import type { Frame } from '../../../../src/focus-server/contract/frame.ts';
import type { ConfigureRequest } from '../../../../src/focus-server/contract/rules.ts';
import type { StreamPart, StreamPlan } from '../../../../src/focus-server/contract/stream-plan.ts';
import {
  createFrameSource,
  type FrameSource,
} from '../../../../src/focus-server/reference/signal/frame-source.ts';
import { createPace } from '../../../../src/focus-server/reference/signal/pace.ts';
import { createSpectrumLibrary } from '../../../../src/focus-server/reference/signal/spectrum-bank.ts';

/** 8 channels, 0 to 500 Hz, 1024 points, 100 rows a second. */
export function makePlan(change: Partial<ConfigureRequest> = {}): StreamPlan {
  const request: ConfigureRequest = {
    viewType: 0,
    channels: { min: 1, max: 8 },
    frequencyRange: { min: 0, max: 500 },
    nfftSelection: 1024,
    displayTimeAxisDuration: 10,
    height: 1000,
    startTime: null,
    endTime: null,
    ...change,
  };
  return planStream(request, { prr: 2000, highestChannel: 2337 });
}

export function firstPart(plan: StreamPlan): StreamPart {
  const [part] = plan.streams;
  if (part === undefined) throw new Error('a plan without streams');
  return part;
}

export interface SourceWish {
  readonly part?: StreamPart;
  readonly seed?: number;
  readonly startMs?: number;
  readonly rowCount?: number;
  readonly rowsPerFrame?: number;
}

export function openSource(plan: StreamPlan, wish: SourceWish = {}): FrameSource {
  const pace = createPace(500_000);
  return createFrameSource({
    plan,
    part: wish.part ?? firstPart(plan),
    jobSequence: 7,
    startMs: wish.startMs ?? 1_700_000_000_000,
    rowCount: wish.rowCount ?? 8,
    rowsPerFrame: wish.rowsPerFrame ?? 4,
    library: createSpectrumLibrary(wish.seed ?? 1, pace),
    pace,
  });
}

export async function readAll(source: FrameSource): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (let frame = await source.next(); frame !== null; frame = await source.next()) frames.push(frame);
  return frames;
}

/** Values of all rows, one array per row. */
export function rowsOf(frames: readonly Frame[]): number[][] {
  return frames.flatMap((frame) => frame.rows.map((row) => [...readRowValues(row)]));
}

/** Index of the largest value. */
export function peakOf(values: readonly number[]): number {
  return values.indexOf(values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY));
}
