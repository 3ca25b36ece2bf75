/**
 * Deliberate defects: the suites must turn red on each of them. A defect is a row in the file of its family in
 * `defects/`; it changes the server only through these hooks. Absent hooks change nothing.
 */
import type { FieldRule } from '../contract/rules.ts';
import type { StreamPlan, TimeRange } from '../contract/stream-plan.ts';
import type { Frame } from '../contract/frame.ts';
import type { Random } from '../../model/clock.ts';
import type { HttpAnswer } from '../../proxy/http-answer.ts';

export interface DefectRequest {
  readonly method: string;
  /** Below the prefix, without query. */
  readonly path: string;
  /** From 1, over all requests of this server. */
  readonly count: number;
  readonly random: Random;
}

export interface DefectHooks {
  /** Answers in the server's place; null lets the server answer. */
  answer?(request: DefectRequest): HttpAnswer | null;
  /** Milliseconds added before the server answers. */
  delayMs?(request: DefectRequest): number;
  /** Milliseconds for which an answer is held back before it is sent. */
  holdMs?(answer: HttpAnswer): number;
  /** Changes any answer of the server just before it is sent. */
  changeAnswer?(answer: HttpAnswer, request: DefectRequest): HttpAnswer;
  /** Changes which business rules of configure hold. */
  rules?(rules: readonly FieldRule[]): readonly FieldRule[];
  /** Changes what a valid configure request comes to. */
  plan?(plan: StreamPlan): StreamPlan;
  /** Changes a frame before it is sent; null drops it. */
  frame?(frame: Frame, index: number): Frame | null;
  /** Changes which time a historic job plays back. */
  timeRange?(range: TimeRange): TimeRange;
  /** Most jobs at one time, in place of the configured number. */
  readonly maxWindows?: number;
  /** What fails while the catalogue is down although it does not need it. */
  readonly needsCatalogue?: readonly ('ack' | 'live')[];
  /** True: deleted recordings are listed like the others. */
  readonly listsDeleted?: boolean;
  /** Milliseconds the server's clock is wrong by where it stamps frames and recordings. */
  readonly clockSkewMs?: number;
  /** True: a configure that fails after its job was made leaves the job behind. */
  readonly leaksJobs?: boolean;
  /** True: two jobs may be given one window and port. */
  readonly sharesPorts?: boolean;
  /** True: finished and cancelled jobs are never cleaned up. */
  readonly neverCleans?: boolean;
  /** Multiplies how long a job lives that nobody connected to; Infinity: for ever. */
  readonly unconnectedScale?: number;
  /** True: cancelling a job does nothing while somebody reads its streams. */
  readonly cancelSparesStreaming?: boolean;
  /** True: jobs are given the highest window that is free. */
  readonly highestWindowFirst?: boolean;
}

export interface Defect {
  /** kebab-case, as in `--defect <name>`. */
  readonly name: string;
  /** What is wrong, one sentence for `--list-defects` and the docs. */
  readonly title: string;
  readonly hooks: DefectHooks;
}
