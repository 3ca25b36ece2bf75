/** What must hold for the frames of one stream, whoever sent them. */
import { readRowValues } from './frame.ts';
import type { Frame } from './frame.ts';
import type { ChannelRange, TimeRange } from './stream-plan.ts';

export interface FrameExpectation {
  readonly channels: ChannelRange;
  readonly frequenciesAmount: number;
  /** Seconds between two rows. */
  readonly linesDt: number;
  /** Where all row times lie, both ends included; absent: anywhere. */
  readonly within?: TimeRange;
}

/** Times are whole milliseconds: two roundings apart at most. */
const TIME_TOLERANCE_MS = 1;
/** A stream of wrong frames is wrong enough with these. */
const MOST_PROBLEMS = 50;

/**
 * @param frames consecutive frames of one stream, in order of arrival
 * @returns one text per problem, without an end mark; none when all is right
 */
export function checkFrames(frames: readonly Frame[], expected: FrameExpectation): string[] {
  const problems: string[] = [];
  for (const [index, frame] of frames.entries()) {
    const found = [...checkShape(frame, expected), ...checkValues(frame)];
    problems.push(...found.map((text) => `frame ${index}: ${text}`));
    if (problems.length >= MOST_PROBLEMS) break;
  }
  problems.push(...checkRowOrder(frames, expected));
  return problems.slice(0, MOST_PROBLEMS);
}

function checkShape(frame: Frame, { channels, frequenciesAmount }: FrameExpectation): string[] {
  const width = (channels.max - channels.min + 1) * frequenciesAmount;
  const problems: string[] = [];
  const compare = (what: string, actual: number, wanted: number) => {
    if (actual !== wanted) problems.push(`${what} is ${actual}, not ${wanted}`);
  };
  compare('start_channel', frame.startChannel, channels.min);
  compare('end_channel', frame.endChannel, channels.max);
  compare('data_shape_x', frame.shapeX, width);
  compare('data_shape_y', frame.shapeY, frame.rows.length);
  compare('data_shape_z', frame.shapeZ, 1);
  compare('number of timestamps', frame.timestampsMs.length, frame.rows.length);
  compare('number of row indexes', frame.rowIndexes.length, frame.rows.length);
  if (frame.rows.length === 0) problems.push('there is no row');
  const bytes = width * Float32Array.BYTES_PER_ELEMENT;
  const wrong = frame.rows.findIndex((row) => row.length !== bytes);
  if (wrong !== -1) compare(`bytes of row ${wrong}`, frame.rows[wrong]?.length ?? 0, bytes);
  return problems;
}

function checkValues(frame: Frame): string[] {
  const problems: string[] = [];
  let maximum = Number.NEGATIVE_INFINITY;
  let minimum = Number.POSITIVE_INFINITY;
  for (const [index, row] of frame.rows.entries()) {
    const values = readRowValues(row);
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong !== -1) problems.push(`value ${wrong} of row ${index} is ${values[wrong]}`);
    for (const value of values) {
      if (value > maximum) maximum = value;
      if (value < minimum) minimum = value;
    }
  }
  if (maximum < minimum) return problems;
  if (frame.maximum !== maximum) problems.push(`global_maximum is ${frame.maximum}, not ${maximum}`);
  if (frame.minimum !== minimum) problems.push(`global_minimum is ${frame.minimum}, not ${minimum}`);
  return problems;
}

function checkRowOrder(frames: readonly Frame[], { linesDt, within }: FrameExpectation): string[] {
  const problems: string[] = [];
  let first: { readonly row: number; readonly timeMs: number } | null = null;
  let previous: number | null = null;
  for (const [index, frame] of frames.entries()) {
    for (const [position, row] of frame.rowIndexes.entries()) {
      const timeMs = frame.timestampsMs[position];
      if (timeMs === undefined) break;
      const where = `frame ${index}: row_index ${row}`;
      if (previous !== null && row !== previous + 1) problems.push(`${where} follows ${previous}`);
      previous = row;
      first ??= { row, timeMs };
      const wanted = first.timeMs + (row - first.row) * linesDt * 1000;
      if (!(Math.abs(timeMs - wanted) <= TIME_TOLERANCE_MS)) {
        problems.push(`${where} is stamped ${timeMs} ms, not ${wanted}`);
      }
      if (within !== undefined && !(timeMs >= within.startMs && timeMs <= within.endMs)) {
        problems.push(`${where} is stamped ${timeMs} ms, outside ${within.startMs} to ${within.endMs}`);
      }
      if (problems.length >= MOST_PROBLEMS) return problems;
    }
  }
  return problems;
}

/** The fields of a configure response that speak about frames, as on the wire. */
interface StreamResponse {
  readonly channel_to_stream_index: Readonly<Record<string, number>>;
  readonly frequencies_amount: number;
  readonly lines_dt: number;
}

/**
 * What a configure response promises about the frames of its streams.
 * @returns null when no channel is mapped to the stream
 */
export function expectFrames(response: StreamResponse, streamId: number): FrameExpectation | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const [channel, index] of Object.entries(response.channel_to_stream_index)) {
    if (index !== streamId) continue;
    min = Math.min(min, Number(channel));
    max = Math.max(max, Number(channel));
  }
  if (max < min) return null;
  return {
    channels: { min, max },
    frequenciesAmount: response.frequencies_amount,
    linesDt: response.lines_dt,
  };
}
