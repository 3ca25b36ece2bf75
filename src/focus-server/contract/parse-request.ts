/** Body of a request -> the request, or what is wrong with it in the shape FastAPI tells it. */
import type { z } from 'zod';
import { configureBody, recordingsBody } from './requests.ts';
import type { ConfigureRequest } from './rules.ts';

/** One entry of `detail` in a 422. */
export interface SchemaIssue {
  /** `body`, then the way to the field. */
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

export type Parsed<T> = { readonly ok: T } | { readonly issues: readonly SchemaIssue[] };

/** Epoch seconds. */
export interface RecordingsRequest {
  readonly startTime: number;
  readonly endTime: number;
}

export function parseConfigure(body: unknown): Parsed<ConfigureRequest> {
  const result = configureBody.safeParse(body, { reportInput: true });
  if (!result.success) return { issues: result.error.issues.map(describeIssue) };
  const sent = result.data;
  return {
    ok: {
      viewType: sent.view_type,
      channels: sent.channels,
      frequencyRange: sent.frequencyRange ?? null,
      nfftSelection: sent.nfftSelection ?? null,
      displayTimeAxisDuration: sent.displayTimeAxisDuration ?? null,
      height: sent.displayInfo.height,
      startTime: sent.start_time ?? null,
      endTime: sent.end_time ?? null,
    },
  };
}

export function parseRecordingsRange(body: unknown): Parsed<RecordingsRequest> {
  const result = recordingsBody.safeParse(body, { reportInput: true });
  if (!result.success) return { issues: result.error.issues.map(describeIssue) };
  return { ok: { startTime: result.data.start_time, endTime: result.data.end_time } };
}

function describeIssue(issue: z.core.$ZodIssue): SchemaIssue {
  const loc = ['body', ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.input === undefined) return { loc, msg: 'Field required', type: 'missing' };
  return { loc, msg: issue.message, type: issueType(issue) };
}

function issueType(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return 'object_type';
  return issue.path.at(-1) === 'view_type' ? 'enum' : 'int_parsing';
}
