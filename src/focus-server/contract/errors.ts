/** What a server answers when it refuses or fails: every body carries `error`. */
import { z } from 'zod';
import type { SchemaIssue } from './parse-request.ts';

export const errorBody = z.strictObject({ error: z.string().min(1) });

export const schemaErrorBody = z.strictObject({
  error: z.string().min(1),
  detail: z.array(
    z.looseObject({
      loc: z.array(z.union([z.string(), z.int()])).min(1),
      msg: z.string().min(1),
      type: z.string().min(1),
    }),
  ),
});

/** What a server without the route answers `DELETE /job/{id}`; the real one leaves `error` out here. */
export const notFoundBody = z.strictObject({ detail: z.literal('Not Found'), error: z.string().optional() });

/** A path that no route has: as the real server's framework writes it, and our `error`. */
export const NOT_FOUND: z.infer<typeof notFoundBody> = { detail: 'Not Found', error: 'Not Found' };
export const INVALID_JOB_ID = 'Invalid job_id';
export const NO_RECORDING = 'No recording found in given time range';
export const WAITING_FOR_FIBER = 'waiting for fiber';

export const maxWindowsReached = (limit: number): string => `MaxWindows limit (${limit}) reached`;

/** Body of a 422. */
export function describeSchemaError(issues: readonly SchemaIssue[]): {
  error: string;
  detail: readonly SchemaIssue[];
} {
  const texts = issues.map(({ loc, msg }) => `${loc.slice(1).join('.') || 'body'}: ${msg}`);
  return { error: texts.join('; '), detail: issues };
}
