/** Frames that come as time passes: stamped with it, and without silence. */
import assert from 'node:assert/strict';
import type { ArrivedFrame } from '../../client/stream-client.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { readFigure, scaleLimit, type FocusTest } from '../support/context.ts';

/** Rows may be short of the time that passed by so much, and by the rows of one frame. */
const LATE_MS = 1000;

/** Milliseconds a live stream may be silent. */
export function gapLimit(t: FocusTest): number {
  return scaleLimit(t, readFigure(t, 'live-gap-seconds') * 1000);
}

/** @param streams index = stream id; read just now */
export function expectRealTime(
  t: FocusTest,
  streams: readonly (readonly ArrivedFrame[])[],
  { lines_dt: linesDt }: ConfigureResponse,
): void {
  const limits: Limits = {
    gapMs: gapLimit(t),
    clockMs: scaleLimit(t, readFigure(t, 'clock-tolerance-seconds') * 1000),
    lateMs: scaleLimit(t, LATE_MS),
  };
  const epochOffsetMs = t.epoch() - t.now();
  const figures = streams.map((arrived) => measure(arrived, { epochOffsetMs, lineMs: linesDt * 1000 }));
  t.record(
    'frames',
    figures.reduce((sum, { frames }) => sum + frames, 0),
  );
  t.record('longestGapMs', Math.round(Math.max(...figures.map(({ longestGapMs }) => longestGapMs))));
  t.record('clockAheadMs', Math.round(Math.max(...figures.map(({ aheadMs }) => aheadMs))));
  for (const [id, figure] of figures.entries()) judge(`stream ${id}`, figure, limits);
}

interface Limits {
  readonly gapMs: number;
  readonly clockMs: number;
  readonly lateMs: number;
}

interface Figures {
  readonly frames: number;
  readonly longestGapMs: number;
  /** How far the stamp of the newest row of any frame was ahead of its arrival. */
  readonly aheadMs: number;
  /** How old the newest row of the last frame was when it arrived. */
  readonly behindMs: number;
  /** From the first arrival to the last. */
  readonly passedMs: number;
  /** Times of the rows that came after the first frame. */
  readonly broughtMs: number;
  readonly frameMs: number;
}

function measure(
  arrived: readonly ArrivedFrame[],
  { epochOffsetMs, lineMs }: { readonly epochOffsetMs: number; readonly lineMs: number },
): Figures {
  const times = arrived.map(({ arrivedMs }) => arrivedMs);
  const ages = arrived.map(
    ({ frame, arrivedMs }) => arrivedMs + epochOffsetMs - (frame.timestampsMs.at(-1) ?? Number.NaN),
  );
  const rows = arrived.map(({ frame }) => frame.rows.length);
  return {
    frames: arrived.length,
    longestGapMs: Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)), 0),
    aheadMs: -Math.min(...ages),
    behindMs: ages.at(-1) ?? Number.NaN,
    passedMs: (times.at(-1) ?? 0) - (times[0] ?? 0),
    broughtMs: rows.slice(1).reduce((sum, count) => sum + count, 0) * lineMs,
    frameMs: Math.max(...rows) * lineMs,
  };
}

/** Comparisons that are false for what is not a number. */
function judge(name: string, figures: Figures, { gapMs, clockMs, lateMs }: Limits): void {
  const { frames, longestGapMs, aheadMs, behindMs, passedMs, broughtMs, frameMs } = figures;
  const whole = Math.round;
  assert.ok(frames > 1, `${name} brought ${frames} frames`);
  assert.ok(longestGapMs <= gapMs, `${name} was silent for ${whole(longestGapMs)} ms, more than ${gapMs}`);
  assert.ok(aheadMs <= clockMs, `${name} has rows ${whole(aheadMs)} ms in the future`);
  assert.ok(behindMs <= clockMs, `${name} has rows ${whole(behindMs)} ms old as its newest`);
  assert.ok(
    broughtMs + frameMs + lateMs >= passedMs,
    `${name} brought rows of ${whole(broughtMs)} ms while ${whole(passedMs)} ms passed`,
  );
}
