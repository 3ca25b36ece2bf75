/** Which rows a stream of a job has, and how they are cut into frames. */
import { clamp } from '../../../kit/numbers.ts';
import { MESSAGE_LIMIT } from '../../contract/data-stream.ts';
import type { StreamPart, StreamPlan } from '../../contract/stream-plan.ts';
import type { Job } from '../job.ts';

export interface RowPlan {
  /** Epoch milliseconds of the first row. */
  readonly startMs: number;
  /** null: no end. */
  readonly rowCount: number | null;
  readonly rowsPerFrame: number;
}

export interface RowPlanOptions {
  /** Most rows of a frame. */
  readonly rowsPerFrame: number;
  /** Frames of a live stream that are due when it is opened. */
  readonly burstFrames: number;
}

/** Rows of a live frame span no more than this, so that a viewer sees them move. */
const LIVE_FRAME_SECONDS = 0.5;
/** What frames are kept below by sending fewer rows at once. */
const FRAME_BYTES = 1024 * 1024;
/** For what a message holds besides values. */
const MESSAGE_OVERHEAD = 1024;
const LARGEST_INT32 = 2 ** 31 - 1;

/**
 * @throws RangeError when there is no row that fits a message, or rows have no distance
 */
export function planRows(job: Job, part: StreamPart, options: RowPlanOptions & { nowMs: number }): RowPlan {
  const { plan, timeRange } = job;
  if (!(plan.linesDt > 0)) throw new RangeError(`rows ${plan.linesDt} s apart cannot be streamed`);
  const stepMs = plan.linesDt * 1000;
  const fitting = Math.floor(FRAME_BYTES / bytesOfRow(plan, part));
  const rowsPerFrame = clamp(fitting, 1, options.rowsPerFrame);
  if (timeRange !== null) {
    const rowCount = Math.floor((timeRange.endMs - timeRange.startMs) / stepMs);
    const startMs = timeRange.startMs;
    return { startMs, rowCount: clamp(rowCount, 1, LARGEST_INT32), rowsPerFrame };
  }
  const lively = clamp(Math.floor(LIVE_FRAME_SECONDS / plan.linesDt), 1, rowsPerFrame);
  const startMs = options.nowMs - options.burstFrames * lively * stepMs;
  return { startMs, rowCount: null, rowsPerFrame: lively };
}

function bytesOfRow(plan: StreamPlan, part: StreamPart): number {
  const values = (part.max - part.min + 1) * Math.max(plan.frequencies.length, 1);
  const bytes = values * Float32Array.BYTES_PER_ELEMENT;
  if (bytes > MESSAGE_LIMIT - MESSAGE_OVERHEAD) {
    throw new RangeError(`a row of ${values} values needs ${bytes} bytes, a message holds ${MESSAGE_LIMIT}`);
  }
  return bytes;
}
